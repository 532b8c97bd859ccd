import type { Judged } from '../../../shared/causes/causes.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { TargetResult } from '../../../shared/model/report.ts'

/** What one target saw, in the few words that causes are made from. */
export interface Seen {
  readonly id: string
  readonly host: string
  readonly root:
    | (Pick<Finding, 'subject' | 'claims'> &
        Partial<Pick<Finding, 'severity' | 'cause' | 'fix' | 'docs' | 'object'>> & {
          readonly code: FindingCode
        })
    | null
  readonly observations: readonly Observation[]
  readonly proxy?: string
  /** Of its URL; default: https. */
  readonly scheme?: string
  readonly isPrivate?: boolean
  readonly resolution?: TargetResult['target']['expect']['resolution']
  /** It must be blocked. */
  readonly blocked?: true
  /** Ids of targets. */
  readonly dependsOn?: readonly string[]
}

const common = { peer: 'target', attempt: 1, t0: 0, t: 1 } as const
const TIMEOUT = { code: 'generic_timeout_error', raw: 'timeout' } as const
const RESET = { code: 'connection_reset', raw: 'ECONNRESET' } as const

function connect(address: string, port: number, failed: boolean): Observation {
  return {
    step: 'connect',
    ...common,
    failure: failed ? TIMEOUT : null,
    address,
    port,
    local: null,
  }
}

function handshake(address: string, port: number, failed: boolean): Observation {
  return {
    step: 'handshake',
    ...{ ...common, failure: failed ? RESET : null, address, port },
    ...{ serverName: 'x', phase: failed ? 'sent' : 'done', version: null, cipher: null },
    ...{ alpn: null, chain: [], verification: null, nameMatches: null },
  }
}

interface At {
  readonly port?: number
  readonly code?: FindingCode
}

/** No connection to the address was answered. */
export function silent(address: string, { port = 443, code = 'tcp-dropped' }: At = {}): Seen {
  const id = `${address}:${port}`
  return {
    id,
    host: id,
    root: { code, subject: address },
    observations: [connect(address, port, true)],
  }
}

/** The address opens in one of two attempts, and answers no other. */
export function atTimes(address: string, first: boolean): Seen {
  const seen = silent(address, { code: 'tcp-intermittent' })
  const observations = [connect(address, 443, first), connect(address, 443, !first)]
  return { ...seen, observations }
}

/** All is well at the address. */
export function through(address: string, { port = 443 }: At = {}): Seen {
  const id = `${address}:${port}`
  const observations = [
    lookup(id, address),
    connect(address, port, false),
    handshake(address, port, false),
  ]
  return { id, host: id, root: null, observations }
}

/** The connection opens, and ends after the ClientHello. */
export function cut(address: string): Seen {
  const observations = [connect(address, 443, false), handshake(address, 443, true)]
  const host = `n${address.replaceAll('.', '-')}.test`
  const root = { code: 'tls-blocked-by-name', subject: host } as const
  return { id: address, host, root, observations }
}

/** A name that answers by TLS, well or with a finding about itself. */
export function answered(host: string, address: string, code: FindingCode | null): Seen {
  const observations = [
    lookup(host, address),
    connect(address, 443, false),
    handshake(address, 443, false),
  ]
  return { id: host, host, root: code === null ? null : { code, subject: host }, observations }
}

const PROXY = 'http://10.0.9.1:3128'

/** A tunnel that the proxy opens (200) or refuses. */
export function tunnel(
  host: string,
  status: number,
  { exempt = false, port = 443 }: { readonly exempt?: boolean; readonly port?: number } = {},
): Seen {
  const failure =
    status === 200 ? null : ({ code: 'http_proxy_refused', raw: String(status) } as never)
  const proxy = {
    step: 'proxy',
    ...common,
    failure,
    proxy: PROXY,
    authority: `${host}:${port}`,
  } as const
  const observations: Observation[] = [{ ...proxy, status, headers: {}, body: '' }]
  const claims = exempt ? [{ kind: 'missing-exception', proxy: PROXY, host } as const] : []
  const root =
    status === 200 ? null : ({ code: 'proxy-denied', subject: `${host}:${port}`, claims } as const)
  return { id: host, host, root, observations, proxy: PROXY }
}

/** A name that must be private, and what it leads to. */
export function named(
  id: string,
  code: FindingCode | null,
  subject: string,
  address: string | null,
): Seen {
  const root = code === null ? null : { code, subject }
  return { id, host: `${id}.test`, root, observations: [lookup(id, address)], isPrivate: true }
}

/** A name that fails at once, with a finding about itself. */
export function fails(host: string, code: FindingCode, address: string | null = null): Seen {
  return { ...named(host, code, host, address), id: host, host }
}

/** A name of which the private zone has no record. */
export function lacking(record: string, zone: string, id: string): Seen {
  const root = named(id, 'dns-private-record-missing', `${zone} ${record}`, null)
  return { ...root, host: `${id}.vault.test` }
}

/** A name that resolves, and is well. */
export function well(host: string, address = '20.3.0.4'): Seen {
  return { ...named(host, null, '', address), id: host, host }
}

/** The same, where another server answers with this address. */
export function alsoBy(seen: Seen, server: string, address: string | null): Seen {
  const asked = { ...lookup(seen.host, address), engine: 'dns', server } as Observation
  return { ...seen, observations: [...seen.observations, asked] }
}

/** The same, with a finding about another name. */
export function renamed(seen: Seen, host: string): Seen {
  return { ...seen, host, root: seen.root && { ...seen.root, subject: host } }
}

/** The same, of a name that must lead to the restricted VIP. */
export function vip(seen: Seen): Seen {
  return { ...seen, isPrivate: false, resolution: 'google-restricted' }
}

/** The same, with another finding. */
export function recoded(seen: Seen, root: NonNullable<Seen['root']>): Seen {
  return { ...seen, root }
}

/** The same, with a chain of certificates, by fingerprints. */
export function presents(seen: Seen, chain: readonly string[]): Seen {
  const observations = seen.observations.map((o) =>
    o.step === 'handshake' ? { ...o, chain: [...chain] } : o,
  )
  return { ...seen, observations }
}

function lookup(name: string, address: string | null): Observation {
  return {
    step: 'resolve',
    ...{ ...common, failure: null, engine: 'getaddrinfo', name, type: 'any' },
    ...{ server: '10.0.0.4:53', transport: null, answer: null, hosts: null },
    addresses: address === null ? [] : [address],
  }
}

/** The report of a sweep that saw these. */
export function reportOf(seen: readonly Seen[]): Judged {
  return {
    results: seen.map(resultOf),
    capabilities: [],
    vantage: {
      ...{ name: 'test', cloud: 'other', region: null, app: null, resolvers: [], addresses: [] },
      ...{ privateRanges: [], node: '24', os: 'Linux', facts: {} },
    },
  }
}

function resultOf(seen: Seen): TargetResult {
  const { id, host, root, observations, proxy, isPrivate, scheme = 'https' } = seen
  const resolution = seen.resolution ?? (isPrivate === true ? 'private' : 'any')
  const finding: Finding[] = root === null ? [] : [{ ...FINDING, ...root, evidence: [0] }]
  return {
    target: {
      ...{ id, name: id, url: `${scheme}://${host}/`, catalog: null, capabilities: [] },
      ...{ discoveredBy: null, optional: false, address: null, auth: null, sandboxes: [] },
      expect: { reachability: seen.blocked === true ? 'blocked' : 'reachable', resolution },
      ...(seen.dependsOn !== undefined && { dependsOn: [...seen.dependsOn] }),
    },
    path: { kind: proxy === undefined ? 'direct' : 'proxy', via: proxy ?? null },
    verdict: verdictOf(finding),
    ending: 'done',
    findings: finding,
    observations: [...observations],
    timings: { dns: null, connect: null, tls: null, ttfb: null, total: null },
    ...{ openedAfter: null, addresses: [], cause: null, evidenceIn: null },
  }
}

function verdictOf([first]: readonly Finding[]): TargetResult['verdict'] {
  if (first === undefined) return 'pass'
  return first.severity === 'info' ? 'pass' : first.severity
}

const FINDING = {
  severity: 'fail',
  summary: 'It fails',
  cause: 'something',
  fix: 'Fix it',
  docs: 'https://example.com/',
} as const
