import { hostInUrl, parsePort } from './authority.ts'
import { canonicalIp, parseIp } from './ip.ts'

/** A DNS server that is asked over TLS (RFC 7858) or over HTTPS (RFC 8484). */
export interface SecureServer {
  readonly scheme: 'tls' | 'https'
  readonly address: string
  readonly port: number
  /** Of HTTPS; '' over TLS. */
  readonly path: string
  /** The name that its certificate must be for; null: its address. */
  readonly name: string | null
}

const PORTS = { tls: 853, https: 443 } as const
const SHAPE =
  /^(tls|https):\/\/(\[[^\]]*\]|[^:/#]*)(?::(\d+))?(\/[!-"$-~]*)?(?:#([\w.-]{1,253}))?$/i

/**
 * Reads `tls://IP[:853][#NAME]` and `https://IP[:443]/PATH[#NAME]`. Null when it is neither: the server is an address,
 * since its name would need a resolver; the name after # is that of its certificate.
 */
export function parseSecureServer(text: string): SecureServer | null {
  const [, written = '', host = '', portText, path = '', name] = SHAPE.exec(text) ?? []
  const scheme = written.toLowerCase()
  if (scheme !== 'tls' && scheme !== 'https') return null
  const address = host.replace(/^\[(.*)\]$/, '$1')
  const port = portText === undefined ? PORTS[scheme] : parsePort(portText)
  if (parseIp(address) === null || port === null || (scheme === 'tls') !== (path === ''))
    return null
  return {
    scheme,
    address: canonicalIp(address),
    port,
    path,
    name: name?.toLowerCase() ?? null,
  }
}

/** The one spelling of such a server, without the port of its scheme. */
export function secureServerText({ scheme, address, port, path, name }: SecureServer): string {
  const at = `${hostInUrl(address)}${port === PORTS[scheme] ? '' : `:${port}`}`
  return `${scheme}://${at}${path}${name === null ? '' : `#${name}`}`
}
