import { hostInUrl, parsePort } from '../address/authority.ts'
import type { Complaint } from '../document/problem.ts'
import { withoutCredentials } from '../document/url-credential.ts'
import { isScheme, proofOf, SCHEMES, type Scheme, takes } from '../model/scheme.ts'
import { parseHost } from './host.ts'

/** In characters. Every sender should support 8,000 (RFC 9110, 4.1), and many servers take no more. */
const LONGEST = 8_000

const TOO_LONG: Complaint = {
  message: `is longer than ${LONGEST} characters`,
  remedy: 'Shorten the URL: few servers would take it',
}

/** Where a target's URL leads. */
export interface Endpoint {
  readonly scheme: Scheme
  readonly host: string
  readonly port: number
  /** Path and query as they are sent. */
  readonly path: string
  /** `dns` only: the one server to ask, `IP:port`, when the URL names one. */
  readonly server?: string
  /** The URL in its one spelling, to be shown: lower case, without default ports, *** in place of credentials. */
  readonly url: string
}

export type UrlResult =
  | { readonly endpoint: Endpoint; readonly complaint: null }
  | { readonly endpoint: null; readonly complaint: Complaint }

const FORMS =
  'https://host/path, http://host/path, wss://host/path, ws://host/path, tls://host:port, tcp://host:port, smtp://host, imap://host, sqlserver://host, postgres://host, mysql://host, dns://name or dns://server/name'
const SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)(#.*)?$/i

/**
 * Reads the URL of a target. It is not the WHATWG parser, which would turn 0x7f.1 or 010.1.1.1 into an address
 * that nobody meant. Never throws.
 */
export function parseTargetUrl(text: string): UrlResult {
  if (text.length > LONGEST) return { endpoint: null, complaint: TOO_LONG }
  const complaint = shapeComplaint(text)
  if (complaint !== null) return { endpoint: null, complaint }
  const [, schemeText = '', authority = '', rest = ''] = SHAPE.exec(text) ?? []
  const scheme = schemeText.toLowerCase() as Scheme
  if (proofOf(scheme) === 'resolve' && rest.length > 1)
    return parseQuestion(authority, rest.slice(1))
  const { hostText, portText } = splitAuthority(authority)
  const host = parseHost(hostText)
  if (host.complaint !== null) return { endpoint: null, complaint: host.complaint }
  const port = portText === null ? SCHEMES[scheme].port : parsePort(portText)
  const wrong = partsComplaint(scheme, { kind: host.kind, portText, port, rest })
  if (wrong !== null || port === null) return { endpoint: null, complaint: wrong ?? noPort(scheme) }
  return { endpoint: endpointOf(scheme, host.host, port, rest), complaint: null }
}

/**
 * `dns://server/name`: ask that server, and no other, for the name (RFC 4501, where the authority is the server).
 * The server is an address: a name would have to be resolved by another.
 */
function parseQuestion(authority: string, name: string): UrlResult {
  const refuse = (message: string, remedy: string): UrlResult => {
    return { endpoint: null, complaint: { message, remedy } }
  }
  if (/[/?]/.test(name)) return refuse('holds more than a server and a name', ASK_ONE)
  const { hostText, portText } = splitAuthority(authority)
  const server = parseHost(hostText)
  const port = portText === null ? SCHEMES.dns.port : parsePort(portText)
  if (server.complaint !== null || server.kind !== 'ip')
    return refuse('names no server by its address', ASK_ONE)
  if (port === null) return refuse('has no valid port', 'Write a port from 1 to 65535')
  const asked = parseHost(name)
  if (asked.complaint !== null) return { endpoint: null, complaint: asked.complaint }
  if (asked.kind === 'ip') return refuse(...NOTHING_TO_RESOLVE)
  const at = hostInUrl(server.host)
  const url = `dns://${at}${port === SCHEMES.dns.port ? '' : `:${port}`}/${asked.host}`
  const to = { scheme: 'dns' as const, host: asked.host, port, path: '/', url }
  return { endpoint: { ...to, server: `${at}:${port}` }, complaint: null }
}

const ASK_ONE = 'Write dns://8.8.8.8/name to ask one server, or dns://name'
const NOTHING_TO_RESOLVE = [
  'is an address: there is nothing to resolve',
  'Write dns://name; put the servers to ask under resolvers',
] as const

function shapeComplaint(text: string): Complaint | null {
  const remedy = `Write ${FORMS}`
  const [, scheme = '', authority = '', , fragment] = SHAPE.exec(text) ?? []
  if (/[\s\\]/.test(text) || hasControl(text)) {
    return { message: 'contains a space, a backslash or a control character', remedy }
  }
  if (scheme === '') return { message: 'is not a valid URL', remedy }
  if (!isScheme(scheme.toLowerCase())) {
    return { message: 'has a scheme that cannot be checked', remedy }
  }
  if (authority.includes('@')) {
    return {
      message: 'holds a user name or password',
      remedy: 'Remove everything before the @: the URL of a target appears in every report',
    }
  }
  return fragment === undefined
    ? null
    : { message: 'holds a fragment', remedy: 'Remove the # and what follows: it is never sent' }
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < ' ' || char === '\x7f')
}

function splitAuthority(authority: string): { hostText: string; portText: string | null } {
  const [, hostText, portText] = /^(\[[^\]]*\]|[^:]*):([^:]*)$/.exec(authority) ?? []
  return hostText === undefined || portText === undefined
    ? { hostText: authority, portText: null }
    : { hostText, portText }
}

interface Parts {
  readonly kind: 'ip' | 'name'
  readonly portText: string | null
  readonly port: number | null
  readonly rest: string
}

function partsComplaint(scheme: Scheme, parts: Parts): Complaint | null {
  const { kind, portText, port, rest } = parts
  if (proofOf(scheme) === 'resolve') return dnsComplaint(kind, portText, rest)
  if (port === null) return noPort(scheme, portText)
  if (takes(scheme, 'request') || rest === '' || rest === '/') return null
  return {
    message: `has a path, but ${scheme} asks for nothing`,
    remedy: `Write ${scheme}://host:port, or use https:// or http:// to send a request`,
  }
}

function dnsComplaint(
  kind: Parts['kind'],
  portText: string | null,
  rest: string,
): Complaint | null {
  const [address, remedy] = NOTHING_TO_RESOLVE
  if (portText !== null || (rest !== '' && rest !== '/')) {
    return { message: 'holds more than the name to resolve', remedy }
  }
  return kind === 'ip' ? { message: address, remedy } : null
}

function noPort(scheme: Scheme, portText: string | null = null): Complaint {
  return portText === null
    ? { message: 'has no port', remedy: `Write ${scheme}://host:port` }
    : { message: 'has no valid port', remedy: 'Write a port from 1 to 65535' }
}

function endpointOf(scheme: Scheme, host: string, port: number, rest: string): Endpoint {
  const shown = hostInUrl(host)
  if (!takes(scheme, 'request')) {
    const suffix = takes(scheme, 'connect') ? `:${port}` : ''
    return { scheme, host, port, path: '/', url: `${scheme}://${shown}${suffix}` }
  }
  // Only for percent-encoding and dot segments; the host that it is given is not ours.
  const { pathname, search } = new URL(`http://path.invalid${rest}`)
  const path = `${pathname}${search}`
  const suffix = port === SCHEMES[scheme].port ? '' : `:${port}`
  const url = withoutCredentials(`${scheme}://${shown}${suffix}${path}`)
  return { scheme, host, port, path, url }
}
