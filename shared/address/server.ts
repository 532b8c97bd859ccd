import { parsePort } from './authority.ts'
import { canonicalIp, parseIp } from './ip.ts'

/** One DNS server to ask. */
export interface Server {
  /** A link-local IPv6 address keeps its zone: `fe80::1%eth0` (RFC 4007). */
  readonly address: string
  readonly port: number
}

const DNS_PORT = 53

/**
 * Reads `IP`, `IP:port`, `[IPv6]` or `[IPv6]:port`; the port is 53 when none is given. Null when it is none of
 * these: a resolver is given by address, since its name would need a resolver.
 */
export function parseServer(text: string): Server | null {
  if (parseIp(text) !== null) return { address: text, port: DNS_PORT }
  const [, v6, v6Port] = /^\[([^\]]*:[^\]]*)\](?::(.*))?$/.exec(text) ?? []
  const [, v4, v4Port] = /^([^:]*):(.*)$/.exec(text) ?? []
  const address = v6 ?? v4 ?? ''
  const portText = v6 === undefined ? v4Port : v6Port
  const port = portText === undefined ? DNS_PORT : parsePort(portText)
  return parseIp(address) === null || port === null ? null : { address, port }
}

/** The one spelling of a server: `IP:port`, `[IPv6]:port`, IPv6 in its shortest form (RFC 5952). */
export function serverText({ address, port }: Server): string {
  const [bare = '', zone] = address.split('%')
  const shortest = canonicalIp(bare)
  if (!shortest.includes(':')) return `${shortest}:${port}`
  return `[${shortest}${zone === undefined ? '' : `%${zone}`}]:${port}`
}
