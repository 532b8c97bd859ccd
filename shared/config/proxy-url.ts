import { parsePort } from '../address/authority.ts'
import type { Complaint } from '../document/problem.ts'
import { SCHEMES } from '../model/scheme.ts'
import type { HttpProxy } from '../model/target.ts'
import { parseHost } from '../target/host.ts'

export type ProxyResult =
  | { readonly proxy: HttpProxy; readonly complaint: null }
  | { readonly proxy: null; readonly complaint: Complaint }

const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/(?:(.*)@)?(\[[^\]]*\]|[^@:/?#]*)(?::([^/?#]*))?\/?$/i
const SOCKS = /^socks[45]?[ah]?:\/\//i
/** What helps where there is no other. */
const SOCKS_ALONE = ' (where there is SOCKS alone: a forwarder before it that speaks HTTP)'
const FORM = 'Write http://host:port or https://host:port'

/**
 * Reads the URL of an HTTP proxy. Credentials stand percent-encoded before the @ (RFC 3986, 3.2.1) and become
 * a Basic authorization (RFC 7617). The default ports are those of the schemes, as in Go; curl takes 1080.
 */
export function parseProxyUrl(text: string): ProxyResult {
  const [, written = '', userinfo, hostText = '', portText] = SHAPE.exec(text) ?? []
  // Schemes have no case (RFC 3986, 3.1).
  const scheme = written.toLowerCase()
  if (isSocks(text)) {
    return refuse(
      'is a SOCKS proxy, which is not supported',
      `${FORM} of an HTTP proxy${SOCKS_ALONE}`,
    )
  }
  if (scheme === '') return refuse('is not the URL of a proxy', FORM)
  if (scheme !== 'http' && scheme !== 'https') {
    return refuse('is not the URL of an HTTP proxy', FORM)
  }
  const host = parseHost(hostText)
  if (host.complaint !== null) return refuse(host.complaint.message, host.complaint.remedy)
  const port = portText === undefined ? SCHEMES[scheme].port : parsePort(portText)
  if (port === null) return refuse('has no valid port', 'Write a port from 1 to 65535')
  const authorization = userinfo === undefined ? null : basic(userinfo)
  if (authorization === undefined) {
    return refuse('holds credentials with a stray %', 'Write % as %25, and : / @ as %3A %2F %40')
  }
  return { proxy: { scheme, host: host.host, port, authorization }, complaint: null }
}

/** Whether a URL names a SOCKS proxy, by the schemes that curl knows: https://curl.se/docs/manpage.html (--proxy). */
export function isSocks(text: string): boolean {
  return SOCKS.test(text.trim())
}

function basic(userinfo: string): string | undefined {
  try {
    const colon = userinfo.indexOf(':')
    const user = decodeURIComponent(colon === -1 ? userinfo : userinfo.slice(0, colon))
    const password = colon === -1 ? '' : decodeURIComponent(userinfo.slice(colon + 1))
    return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  } catch {
    return undefined
  }
}

function refuse(message: string, remedy: string): ProxyResult {
  return { proxy: null, complaint: { message, remedy, secret: true } }
}

/** What the key `proxy` takes: a URL, `environment` or `none`. */
export function proxySettingComplaint(text: string): Complaint | null {
  if (text === 'environment' || text === 'none') return null
  const { complaint } = parseProxyUrl(text)
  return complaint === null
    ? null
    : { ...complaint, remedy: `${complaint.remedy}, or environment, or none` }
}
