import type { Scheme } from '../model/scheme.ts'

/** Over what each protocol goes; a scheme of targets without a row does not compile. */
const TRANSPORTS = {
  https: 'tcp',
  http: 'tcp',
  tls: 'tcp',
  tcp: 'tcp',
  sqlserver: 'tcp',
  postgres: 'tcp',
  mysql: 'tcp',
  udp: 'udp',
  none: null,
} as const satisfies Record<
  | Exclude<Scheme, 'dns' | 'records' | 'ws' | 'wss' | 'smtp' | 'imap' | 'ntp' | 'grpc' | 'grpcs'>
  | 'udp'
  | 'none',
  string | null
>

/** How something is spoken to; `none`: the name is resolved and nothing connects. */
export type Protocol = keyof typeof TRANSPORTS

/** As what a rule admits a scheme: a WebSocket begins as HTTP, and rules know it as that; mail begins without TLS. */
export function protocolOf(scheme: Exclude<Scheme, 'dns' | 'records'>): Protocol {
  if (scheme === 'wss') return 'https'
  if (scheme === 'grpcs') return 'https'
  if (scheme === 'grpc') return 'tcp'
  if (scheme === 'ntp') return 'udp'
  if (scheme === 'smtp' || scheme === 'imap') return 'tcp'
  return scheme === 'ws' ? 'http' : scheme
}

/** What a rule of the network layer names with the port. */
export type Transport = NonNullable<(typeof TRANSPORTS)[Protocol]>

/** The transport of a need; of `none`, of which no format makes a rule, TCP. */
export function transportOf({ protocol }: { readonly protocol: Protocol }): Transport {
  return TRANSPORTS[protocol] ?? 'tcp'
}
