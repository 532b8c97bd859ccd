import type { Trouble } from './trouble.ts'

type NetworkMeaning = Pick<Trouble, 'says' | 'remedy' | 'again'>

const NAME: NetworkMeaning = {
  says: 'its name does not resolve',
  remedy:
    'check DNS: where only restricted.googleapis.com may be reached, firestore.googleapis.com must be an alias of it',
  again: 'never',
}
const CONNECT: NetworkMeaning = {
  says: 'it cannot be connected to',
  remedy: 'check the route and the firewall to the addresses of firestore.googleapis.com, port 443',
  again: 'always',
}
const CERTIFICATE: NetworkMeaning = {
  says: 'its certificate is not trusted',
  remedy: 'exempt *.googleapis.com from TLS inspection, or add the inspecting root under `ca`',
  again: 'never',
}
const PROXY: NetworkMeaning = {
  says: 'the proxy does not let it through',
  remedy: 'allow firestore.googleapis.com, port 443, there',
  again: 'never',
}
const CUT: NetworkMeaning = {
  says: 'the connection was cut',
  remedy: 'check the firewall and the proxy on the way, if this happens again',
  again: 'reads',
}

/** By the code of Node (https://nodejs.org/api/errors.html) and undici; what is not in here was cut. */
const CODES: Readonly<Record<string, NetworkMeaning>> = {
  ENOTFOUND: NAME,
  EAI_AGAIN: NAME,
  ECONNREFUSED: CONNECT,
  EHOSTUNREACH: CONNECT,
  ENETUNREACH: CONNECT,
  EADDRNOTAVAIL: CONNECT,
  UND_ERR_CONNECT_TIMEOUT: CONNECT,
  CERT_HAS_EXPIRED: CERTIFICATE,
  CERT_NOT_YET_VALID: CERTIFICATE,
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICATE,
}

/** What a request threw; a bug passes as it is. */
export function networkTrouble(error: unknown): Trouble {
  const { code, proxy } = readChain(error)
  if (code === null) throw error
  const { says, ...row } = proxy === null ? (CODES[code] ?? CUT) : PROXY
  return {
    ...row,
    problem: 'unreachable',
    status: null,
    says: `${says} (${proxy === null ? code : `HTTP status ${proxy}`})`,
    cause: error,
  }
}

/** A try whose time is over, whatever it was doing. */
export function timeTrouble(deadline: number): Trouble {
  return {
    problem: 'unreachable',
    status: null,
    says: `no answer within ${deadline} ms`,
    remedy: 'check the route and the firewall to the addresses of firestore.googleapis.com',
    again: 'reads',
  }
}

/** The first code of an error and its causes, and what a proxy answered to CONNECT, which only undici's text tells. */
function readChain(error: unknown): { code: string | null; proxy: string | null } {
  let [code, proxy]: (string | null)[] = [null, null]
  for (let e = error; e instanceof Error; e = e.cause) {
    // Several addresses were tried: the first stands for all.
    const first: unknown = e instanceof AggregateError ? e.errors[0] : e
    if (first instanceof Error && 'code' in first) code ??= String(first.code)
    proxy ??= /^Proxy response \((\d{3})\)/.exec(e.message)?.[1] ?? null
  }
  return { code: code ?? null, proxy: proxy ?? null }
}
