import type { TargetStep } from '../failure/step.ts'

interface SchemeRow {
  /** The port when a URL names none; null: a URL must name one. */
  readonly port: number | null
  /** What a check does, in this order; the last step is what proves the target reached. */
  readonly steps: readonly [TargetStep, ...TargetStep[]]
  /** How a request goes to an HTTP proxy (RFC 9112, 3.2.2 and 3.2.3); null: a proxy has no use. */
  readonly proxying: 'tunnel' | 'absolute-form' | null
  /** Whose variables name the proxy (HTTPS_PROXY), for what HTTP clients do; null: the environment’s proxy does not count. */
  readonly environmentProxy: 'https' | 'http' | null
  /** The request is a call of the health check, over HTTP/2. */
  readonly calls?: 'grpc'
  /** What the request asks to change the connection to. */
  readonly upgrades?: 'websocket'
  /** The protocol that TLS is asked for in (STARTTLS), before the handshake. */
  readonly startTls?: MailProtocol
  /** The scheme that its URLs are written with, where that is another. */
  readonly writtenAs?: string
  /** The protocol of the datagram that its step `exchange` sends. */
  readonly sends?: DatagramProtocol
  /** The protocol that its step `greet` speaks. */
  readonly speaks?: DatabaseProtocol
}

/** The protocols of databases that are spoken as far as a server goes before credentials. */
export const DATABASE_PROTOCOLS = ['tds', 'postgresql', 'mysql'] as const
export type DatabaseProtocol = (typeof DATABASE_PROTOCOLS)[number]

/** What is spoken by one datagram and its reply; udp: what the target itself says. */
export const DATAGRAM_PROTOCOLS = ['udp', 'ntp'] as const
export type DatagramProtocol = (typeof DATAGRAM_PROTOCOLS)[number]

/** The protocols of mail that begin in clear and change to TLS on request. */
export const MAIL_PROTOCOLS = ['smtp', 'imap'] as const
export type MailProtocol = (typeof MAIL_PROTOCOLS)[number]

/** What both have in common. */
const MAIL = {
  steps: ['resolve', 'connect', 'handshake'],
  proxying: 'tunnel',
  environmentProxy: null,
} as const

/** What datagrams have in common: CONNECT opens TCP alone (RFC 9110, 9.3.6). */
const DATAGRAM = {
  steps: ['resolve', 'exchange'],
  proxying: null,
  environmentProxy: null,
} as const

/** What all databases have in common. */
const DATABASE = {
  steps: ['resolve', 'connect', 'greet'],
  proxying: 'tunnel',
  environmentProxy: null,
} as const

/** The schemes of targets, and all that depends on them. */
export const SCHEMES = {
  https: {
    port: 443,
    steps: ['resolve', 'connect', 'handshake', 'request'],
    proxying: 'tunnel',
    environmentProxy: 'https',
  },
  http: {
    port: 80,
    steps: ['resolve', 'connect', 'request'],
    proxying: 'absolute-form',
    environmentProxy: 'http',
  },
  // Through a proxy by CONNECT, without TLS, too (RFC 6455, 4.1).
  wss: {
    port: 443,
    steps: ['resolve', 'connect', 'handshake', 'request'],
    proxying: 'tunnel',
    environmentProxy: 'https',
    upgrades: 'websocket',
  },
  ws: {
    port: 80,
    steps: ['resolve', 'connect', 'request'],
    proxying: 'tunnel',
    environmentProxy: 'http',
    upgrades: 'websocket',
  },
  // gRPC clients take the proxy of HTTPS, with and without TLS:
  // https://github.com/grpc/grpc/blob/master/doc/environment_variables.md (https_proxy before http_proxy).
  grpcs: {
    port: 443,
    steps: ['resolve', 'connect', 'handshake', 'request'],
    proxying: 'tunnel',
    environmentProxy: 'https',
    calls: 'grpc',
  },
  grpc: {
    port: null,
    steps: ['resolve', 'connect', 'request'],
    proxying: 'tunnel',
    environmentProxy: 'https',
    calls: 'grpc',
  },
  tls: {
    port: null,
    steps: ['resolve', 'connect', 'handshake'],
    proxying: 'tunnel',
    environmentProxy: null,
  },
  tcp: { port: null, steps: ['resolve', 'connect'], proxying: 'tunnel', environmentProxy: null },
  // Submission (RFC 6409): what applications send by. Clouds close port 25 to them.
  smtp: { port: 587, ...MAIL, startTls: 'smtp' },
  imap: { port: 143, ...MAIL, startTls: 'imap' },
  sqlserver: { port: 1433, ...DATABASE, speaks: 'tds' },
  postgres: { port: 5432, ...DATABASE, speaks: 'postgresql' },
  mysql: { port: 3306, ...DATABASE, speaks: 'mysql' },
  udp: { port: null, ...DATAGRAM, sends: 'udp' },
  ntp: { port: 123, ...DATAGRAM, sends: 'ntp' },
  dns: { port: 53, steps: ['resolve'], proxying: null, environmentProxy: null },
  // dns://name?type=MX (the form of RFC 4501).
  records: {
    port: 53,
    steps: ['query'],
    proxying: null,
    environmentProxy: null,
    writtenAs: 'dns',
  },
} as const satisfies Record<string, SchemeRow>

export type Scheme = keyof typeof SCHEMES

/** Whether a text is the scheme of a URL that can be checked. */
export function isScheme(text: string): text is Scheme {
  return Object.hasOwn(SCHEMES, text) && urlScheme(text as Scheme) === text
}

/** What the URLs of a scheme begin with. */
export function urlScheme(scheme: Scheme): string {
  const row: SchemeRow = SCHEMES[scheme]
  return row.writtenAs ?? scheme
}

/** Whether the check of such a target takes a step. */
export function takes(scheme: Scheme, step: TargetStep): boolean {
  const row: SchemeRow = SCHEMES[scheme]
  return row.steps.includes(step)
}

/** Whether its check goes to an address, by a connection or a datagram. */
export function hasAddress(scheme: Scheme): boolean {
  return takes(scheme, 'connect') || takes(scheme, 'exchange')
}

/** The protocol of the datagram of a scheme; null for one that sends none. */
export function datagrams(scheme: Scheme): DatagramProtocol | null {
  const row: SchemeRow = SCHEMES[scheme]
  return row.sends ?? null
}

/** The step that proves a target of the scheme reached: its last. */
export function proofOf(scheme: Scheme): TargetStep {
  const { steps } = SCHEMES[scheme]
  return steps.at(-1) ?? steps[0]
}

/** The database protocol of a scheme; null for one that has none. */
export function speaks(scheme: Scheme): DatabaseProtocol | null {
  const row: SchemeRow = SCHEMES[scheme]
  return row.speaks ?? null
}

/** Whether the request of a scheme is a call of gRPC. */
export function isGrpc(scheme: Scheme): boolean {
  const row: SchemeRow = SCHEMES[scheme]
  return row.calls === 'grpc'
}

/** Whether the request of a scheme asks for WebSocket. */
export function isWebSocket(scheme: Scheme): boolean {
  const row: SchemeRow = SCHEMES[scheme]
  return row.upgrades === 'websocket'
}

/** The protocol that a scheme asks for TLS in; null: TLS comes first, or not at all. */
export function startsTlsIn(scheme: Scheme): MailProtocol | null {
  const row: SchemeRow = SCHEMES[scheme]
  return row.startTls ?? null
}
