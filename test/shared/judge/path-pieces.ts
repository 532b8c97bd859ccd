import type { Certificate } from '../../../shared/model/facts.ts'
import type { GreetObservation } from '../../../shared/model/greet-observation.ts'
import type { HandshakeObservation, RequestObservation } from '../../../shared/model/observation.ts'
import { speaks } from '../../../shared/model/scheme.ts'
import { common, type How, type Piece } from './piece.ts'

export function opens(address: string, how: How & { port?: number } = {}): Piece {
  return ({ port }) => ({
    o: {
      step: 'connect',
      ...common(how),
      address,
      port: how.port ?? port,
      local: how.fails === undefined ? '10.0.9.9' : null,
    },
  })
}

/** A certificate; the fingerprint is its serial. */
export function certificate(of: Partial<Certificate> & { serial: string }): Certificate {
  return {
    subject: 'CN=leaf',
    issuer: 'CN=Public Root, O=DigiCert Inc, OU=Google Trust Services',
    names: ['leaf'],
    notBefore: '2026-06-01T00:00:00.000Z',
    notAfter: '2027-06-01T00:00:00.000Z',
    key: 'EC prime256v1',
    selfSigned: false,
    ca: false,
    ...of,
  }
}

interface Tls extends How {
  readonly alpn?: string | null
  readonly phase?: HandshakeObservation['phase']
  readonly chain?: readonly Certificate[]
  /** The way to a known root; left out as in reports of earlier versions. */
  readonly path?: readonly Certificate[]
  readonly anchor?: HandshakeObservation['anchor']
  readonly verification?: string
  readonly nameMatches?: boolean
  readonly version?: string
  readonly hello?: HandshakeObservation['hello']
  readonly helloBytes?: number
  readonly certificateRequested?: true
  /** What was said in clear before it (STARTTLS). */
  readonly opening?: HandshakeObservation['opening'] & object
  /** The client certificate that was there to be shown. */
  readonly client?: Certificate
}

const GOOD = certificate({ serial: 'good' })

/** A TLS handshake; completes with a trusted chain unless told otherwise. */
export function secures(address: string, how: Tls = {}): Piece {
  const done = (how.phase ?? 'done') === 'done'
  const chain = how.chain ?? (done ? [GOOD] : [])
  const agreed = done
    ? { version: how.version ?? 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' }
    : { version: null, cipher: null }
  return ({ host, port }) => ({
    o: {
      step: 'handshake',
      ...common(how),
      address,
      port,
      serverName: /^[\d.]+$|:/.test(host) ? null : host,
      phase: how.phase ?? 'done',
      ...agreed,
      alpn: how.alpn ?? null,
      chain: chain.map((c) => c.serial),
      ...optional(how),
      verification: how.verification ?? null,
      nameMatches: chain.length === 0 ? null : (how.nameMatches ?? true),
    },
    certificates: Object.fromEntries(
      [...chain, ...(how.path ?? []), ...(how.client ? [how.client] : [])].map((c) => [
        c.serial,
        c,
      ]),
    ),
  })
}

/** What reports of earlier versions do not hold. */
function optional({ path, anchor, hello, helloBytes, certificateRequested, client, opening }: Tls) {
  return {
    ...(client === undefined ? {} : { client: client.serial }),
    ...(opening === undefined ? {} : { opening }),
    ...(certificateRequested === undefined ? {} : { certificateRequested }),
    ...(path === undefined ? {} : { path: path.map((c) => c.serial) }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(hello === undefined ? {} : { hello }),
    ...(helloBytes === undefined ? {} : { helloBytes }),
  }
}

/** An answer to the request for WebSocket. */
export function upgrades(
  address: string,
  status = 101,
  upgrade: RequestObservation['upgrade'] = 'accepted',
): Piece {
  return replies(address, status, status === 101 && upgrade !== undefined ? { upgrade } : {})
}

interface Http extends How {
  readonly upgrade?: RequestObservation['upgrade'] & string
  readonly shortAnswer?: RequestObservation['shortAnswer']
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** An HTTP answer; status 0: none came. */
export function replies(address: string, status: number, how: Http = {}): Piece {
  return ({ url, port }) => ({
    o: {
      step: 'request',
      ...common(how),
      address,
      port,
      method: 'GET',
      url,
      status: status === 0 ? null : status,
      headers: how.headers ?? {},
      body: how.body ?? '',
      bodyBytes: (how.body ?? '').length,
      bodyComplete: true,
      firstByte: how.fails === undefined ? 15 : null,
      ...(how.upgrade === undefined ? {} : { upgrade: how.upgrade }),
      ...(how.shortAnswer === undefined ? {} : { shortAnswer: how.shortAnswer }),
    },
  })
}

interface Greeting extends How {
  readonly phase?: GreetObservation['phase']
  /** The server’s error: its code and words. */
  readonly error?: readonly [code: string, message: string]
  readonly encryption?: string
  readonly asks?: string
}

/** The first words with a database; the server asks for a password unless told otherwise. */
export function greets(address: string, how: Greeting = {}): Piece {
  const { fails, phase, encryption, asks = 'a password (SASL)', error } = how
  const heard = {
    phase: 'done',
    encryption: 'TLSv1.3',
    asks: error === undefined ? asks : null,
  } as const
  const nothing = { phase: 'sent', encryption: null, asks: null } as const
  return ({ port, scheme }) => ({
    o: {
      step: 'greet',
      ...common(how),
      address,
      port,
      protocol: speaks(scheme) ?? 'postgresql',
      software: null,
      chain: [],
      ...(fails === undefined ? heard : nothing),
      ...(phase !== undefined && { phase }),
      ...(encryption !== undefined && { encryption }),
      error: error === undefined ? null : { code: error[0], message: error[1] },
    },
  })
}

export const PROXY = 'http://proxy.corp:3128'
export const PROXY_ADDRESS = '10.9.9.9'

/** CONNECT through the proxy, after its connection; a failure may have a status. */
export function tunnels(
  how: Http & { status?: number | null; credentials?: 'none' | 'Basic' } = {},
): Piece[] {
  return [
    opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128 }),
    ({ host, port }) => ({
      o: {
        step: 'proxy',
        ...common({ ...how, peer: 'proxy' }),
        proxy: PROXY,
        ...(how.credentials !== undefined && { credentials: how.credentials }),
        authority: `${host}:${port}`,
        status: how.status === undefined ? 200 : how.status,
        headers: how.headers ?? {},
        body: how.body ?? '',
      },
    }),
  ]
}

/** Everything well at one address, by scheme. */
export function works(address: string): Piece[] {
  return [opens(address), secures(address), replies(address, 200)]
}
