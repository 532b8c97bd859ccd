import { hostInUrl, parsePort } from '../address/authority.ts'
import { parseIp } from '../address/ip.ts'
import type { Complaint } from '../document/problem.ts'
import { RECORD_TYPES, type RecordType, recordTypeOf } from '../model/dns-record.ts'
import { SCHEMES } from '../model/scheme.ts'
import type { Endpoint, UrlResult } from './endpoint.ts'
import { parseHost } from './host.ts'
import { splitAuthority } from './split-authority.ts'

/**
 * Reads what follows `dns://`: a name, or a server and a name, and the type of records to ask for: `name`,
 * `server/name`, `name?type=MX`, `server/name?type=MX` (RFC 4501, where the authority is the server). The server is an
 * address: a name would have to be resolved by another.
 */
export function parseDnsUrl(authority: string, rest: string): UrlResult {
  const [path = '', query] = rest.split(/\?(.*)/s)
  const asked = typeOf(query)
  if (asked.complaint !== null) return { endpoint: null, complaint: asked.complaint }
  return path.length > 1
    ? ofOneServer(authority, path.slice(1), asked.record)
    : ofName(authority, asked.record)
}

function refuse(message: string, remedy: string): { endpoint: null; complaint: Complaint } {
  return { endpoint: null, complaint: { message, remedy } }
}

type Asked =
  | { readonly record: RecordType | null; readonly complaint: null }
  | { readonly complaint: Complaint }

function typeOf(query: string | undefined): Asked {
  if (query === undefined) return { record: null, complaint: null }
  const [, text = ''] = /^type=(\w*)$/i.exec(query) ?? []
  const record = recordTypeOf(text)
  if (record !== null) return { record, complaint: null }
  const remedy = `Write ?type= and one of ${RECORD_TYPES.join(', ')}`
  return { complaint: { message: 'names no type of records that can be asked for', remedy } }
}

function ofName(authority: string, record: RecordType | null): UrlResult {
  if (splitAuthority(authority).portText !== null)
    return refuse('holds more than the name to resolve', NOTHING_TO_RESOLVE[1])
  const asked = nameOf(authority, record)
  if (asked.complaint !== null) return { endpoint: null, complaint: asked.complaint }
  return { endpoint: endpointOf(`dns://${asked.name}`, asked.name, record), complaint: null }
}

function ofOneServer(authority: string, name: string, record: RecordType | null): UrlResult {
  if (name.includes('/')) return refuse('holds more than a server and a name', ASK_ONE)
  const { hostText, portText } = splitAuthority(authority)
  const server = parseHost(hostText)
  const port = portText === null ? SCHEMES.dns.port : parsePort(portText)
  if (server.complaint !== null || server.kind !== 'ip')
    return refuse('names no server by its address', ASK_ONE)
  if (port === null) return refuse('has no valid port', 'Write a port from 1 to 65535')
  const asked = nameOf(name, record)
  if (asked.complaint !== null) return { endpoint: null, complaint: asked.complaint }
  const at = hostInUrl(server.host)
  const url = `dns://${at}${port === SCHEMES.dns.port ? '' : `:${port}`}/${asked.name}`
  const endpoint = { ...endpointOf(url, asked.name, record), port, server: `${at}:${port}` }
  return { endpoint, complaint: null }
}

function endpointOf(url: string, host: string, record: RecordType | null): Endpoint {
  const to = { host, port: SCHEMES.dns.port, path: '/' }
  if (record === null) return { ...to, scheme: 'dns', url }
  return { ...to, scheme: 'records', record, url: `${url}?type=${record}` }
}

type Named = { readonly name: string; readonly complaint: null } | { readonly complaint: Complaint }

/** An address may be asked for its PTR: the name is made of it (RFC 1035, 3.5; RFC 3596, 2.5). */
function nameOf(text: string, record: RecordType | null): Named {
  const host = parseHost(text)
  if (host.complaint !== null) return { complaint: host.complaint }
  if (host.kind === 'name') return { name: host.host, complaint: null }
  if (record === 'PTR') return { name: reverseName(host.host), complaint: null }
  const [message, remedy] = NOTHING_TO_RESOLVE
  return { complaint: { message, remedy } }
}

function reverseName(address: string): string {
  const bytes = parseIp(address)?.bytes ?? []
  if (bytes.length === 4) return `${[...bytes].reverse().join('.')}.in-addr.arpa`
  const nibbles = [...bytes].flatMap((byte) => [byte >> 4, byte & 15])
  return `${nibbles
    .reverse()
    .map((n) => n.toString(16))
    .join('.')}.ip6.arpa`
}

const ASK_ONE = 'Write dns://8.8.8.8/name to ask one server, or dns://name'
const NOTHING_TO_RESOLVE = [
  'is an address: there is nothing to resolve',
  'Write dns://name, or for an address dns://10.1.2.3?type=PTR; put the servers to ask under resolvers',
] as const
