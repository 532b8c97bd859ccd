import { hostInUrl, parsePort } from '../address/authority.ts'
import type { Complaint } from '../document/problem.ts'
import { withoutCredentials } from '../document/url-credential.ts'
import { hasAddress, isGrpc, isScheme, SCHEMES, type Scheme, takes } from '../model/scheme.ts'
import { parseDnsUrl } from './dns-url.ts'
import type { Endpoint, UrlResult } from './endpoint.ts'
import { parseHost } from './host.ts'
import { splitAuthority } from './split-authority.ts'

/** In characters. Every sender should support 8,000 (RFC 9110, 4.1), and many servers take no more. */
const LONGEST = 8_000

const TOO_LONG: Complaint = {
  message: `is longer than ${LONGEST} characters`,
  remedy: 'Shorten the URL: few servers would take it',
}

const FORMS =
  'https://host/path, http://host/path, wss://host/path, ws://host/path, tls://host:port, tcp://host:port, smtp://host, imap://host, sqlserver://host, postgres://host, mysql://host, grpcs://host/service, grpc://host:port/service, udp://host:port, ntp://host, dns://name, dns://server/name or dns://name?type=MX'
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
  if (scheme === 'dns') return parseDnsUrl(authority, rest)
  const { hostText, portText } = splitAuthority(authority)
  const host = parseHost(hostText)
  if (host.complaint !== null) return { endpoint: null, complaint: host.complaint }
  const port = portText === null ? SCHEMES[scheme].port : parsePort(portText)
  const wrong = partsComplaint(scheme, { portText, port, rest })
  if (wrong !== null || port === null) return { endpoint: null, complaint: wrong ?? noPort(scheme) }
  return { endpoint: endpointOf(scheme, host.host, port, rest), complaint: null }
}

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

interface Parts {
  readonly portText: string | null
  readonly port: number | null
  readonly rest: string
}

function partsComplaint(scheme: Scheme, parts: Parts): Complaint | null {
  const { portText, port, rest } = parts
  if (port === null) return noPort(scheme, portText)
  if (isGrpc(scheme)) return serviceComplaint(rest.slice(1))
  if (takes(scheme, 'request') || rest === '' || rest === '/') return null
  return {
    message: `has a path, but ${scheme} asks for nothing`,
    remedy: `Write ${scheme}://host:port, or use https:// or http:// to send a request`,
  }
}

/** A service is named by its package and name, pkg.Service. */
function serviceComplaint(service: string): Complaint | null {
  return /^[\w.]{0,127}$/.test(service)
    ? null
    : {
        message: 'names no gRPC service',
        remedy:
          'Write grpcs://host/package.Service, or grpcs://host to ask about the server as a whole',
      }
}

function noPort(scheme: Scheme, portText: string | null = null): Complaint {
  return portText === null
    ? { message: 'has no port', remedy: `Write ${scheme}://host:port` }
    : { message: 'has no valid port', remedy: 'Write a port from 1 to 65535' }
}

function endpointOf(scheme: Scheme, host: string, port: number, rest: string): Endpoint {
  const shown = hostInUrl(host)
  if (!takes(scheme, 'request')) {
    const suffix = hasAddress(scheme) ? `:${port}` : ''
    return { scheme, host, port, path: '/', url: `${scheme}://${shown}${suffix}` }
  }
  // Only for percent-encoding and dot segments; the host that it is given is not ours.
  const { pathname, search } = new URL(`http://path.invalid${rest}`)
  const path = `${pathname}${search}`
  const suffix = port === SCHEMES[scheme].port ? '' : `:${port}`
  const url = withoutCredentials(`${scheme}://${shown}${suffix}${path}`)
  return { scheme, host, port, path, url }
}
