import { EMPTY_BOOK } from '../address/book.ts'
import { parseCidr } from '../address/cidr.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { serviceUrl, urlOfClient } from '../target/client-url.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { urlOfEndpoint } from '../target/url-of-host.ts'
import { csvFields } from '../traffic-log/csv.ts'
import { hostIn } from './host-in.ts'
import { type Found, type FoundTarget, found, plainTarget } from './part.ts'

/** Of the lines of a list, so many must be understood: else it is no list of hosts. */
const MOST = 0.9
/** Lists of allowed names hold hundreds of wildcards. */
const MOST_NOTES = 20

/**
 * A list of hosts, one a line: `host`, `host:port` or as SQL Server has it `host,port`, a URL, or as in a hosts file an
 * address and its names; what follows `#` is a comment. Null for a text of which most is something else.
 */
export function hostsList(text: string): Found | null {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
  return understood(lines.map((line) => targetsOfLine(line) ?? noteOf(line)))
}

/** What is not understood is noted, if it is little; a note alone makes no list. */
function understood(lines: readonly (readonly FoundTarget[] | string | null)[]): Found | null {
  const targets = lines.filter((line) => Array.isArray(line)).flat()
  const notes = lines.filter((line) => typeof line === 'string')
  const strange = lines.filter((line) => line === null).length
  if (targets.length === 0 || lines.length - strange < lines.length * MOST) return null
  const left = strange === 0 ? [] : [`${strange} line(s) that are no host, URL or address`]
  const more = notes.length > MOST_NOTES ? [`${notes.length - MOST_NOTES} more like these`] : []
  return found({ targets, notes: [...notes.slice(0, MOST_NOTES), ...more, ...left] })
}

/** Null for what is no line of a list; none for the machine’s own names, which a hosts file begins with. */
function targetsOfLine(line: string): readonly FoundTarget[] | null {
  const [first = '', ...names] = line.split(/\s+/)
  if (parseIp(first) !== null && names.length > 0) {
    if (!names.every((name) => /^[a-z0-9_.-]+$/i.test(name))) return null
    const isOwn = /^(127\.|::1$|fe00::|ff0\d::)/.test(first)
    return isOwn ? [] : names.flatMap((name) => targetAt(name, first) ?? [])
  }
  if (names.length > 0) return null
  const target = targetAt(first, null)
  return target === null ? null : [target]
}

/** Why a line names something and still makes no target; null: it names nothing. No secret of a URL is in it. */
function noteOf(text: string): string | null {
  const wild = /^(?:https?:\/\/)?(\*?\.[a-z0-9_.-]+)/i.exec(text)?.[1]
  if (wild !== undefined)
    return `${wild}: a wildcard cannot be checked; name the hosts that are called`
  if (parseCidr(text) !== null)
    return `${text}: an address or a prefix alone; write an address with its port`
  const url = URL.parse(text)
  return url === null || url.username + url.password === ''
    ? null
    : `${url.host}: its URL holds a user or a password; give them by auth.basic, as "\${NAME}"`
}

/** One endpoint as people write it down, and the address that its name must have where they say one. */
function targetAt(text: string, address: string | null, what = 'from a list'): FoundTarget | null {
  const url = urlOf(text)
  if (url === null) return null
  const addresses = address === null || parseIp(address) === null ? [] : [address]
  const isPrivate =
    addresses.length > 0 && addresses.every((ip) => classify(ip, EMPTY_BOOK).isPrivate)
  return { ...plainTarget(url, what), isPrivate, addresses }
}

function urlOf(text: string): string | null {
  if (text.includes('://')) return parseTargetUrl(text).endpoint === null ? urlOfClient(text) : text
  const [, bracketed, plain, port] =
    /^(?:\[([0-9a-f:]+)\]|([^:,\s/]+))(?:[:,](\d{1,5}))?$/i.exec(text) ?? []
  const host = bracketed ?? plain ?? ''
  const isAddress = parseIp(host) !== null
  if (!isAddress && hostIn(host) === null) return null
  const service = serviceUrl(null, host, null)
  if (service !== null) return service
  return isAddress && port === undefined
    ? null
    : urlOfEndpoint(host, port === undefined ? null : Number(port))
}

/** Columns by what people call them, in small letters without spaces. */
const COLUMNS = {
  host: [
    'url',
    'endpoint',
    'fqdn',
    'hostname',
    'host',
    'dnsname',
    'destination',
    'targetfqdn',
    'name',
  ],
  port: ['port', 'destinationport', 'dport'],
  address: ['ip', 'ipaddress', 'address', 'privateip', 'privateipaddress'],
  protocol: ['protocol', 'transport', 'l4protocol'],
  direction: ['direction', 'trafficdirection'],
  note: ['service', 'description', 'comment', 'purpose', 'application', 'system'],
} as const

/** A table with a column of hosts or URLs, and perhaps of ports, addresses and words; null for another text. */
export function hostsTable(text: string): Found | null {
  const [header = '', ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const delimiter = ([',', ';', '\t'] as const).find((one) => header.includes(one))
  const names = delimiter === undefined ? [] : (csvFields(header, delimiter) ?? [])
  const columns = names.map((name) => name.toLowerCase().replaceAll(/[\s_-]/g, ''))
  const at = (key: keyof typeof COLUMNS) =>
    COLUMNS[key].map((name) => columns.indexOf(name)).find((i) => i >= 0) ?? -1
  if (delimiter === undefined || at('host') < 0) return null
  return understood(
    rows.map((row) => {
      const fields = (csvFields(row, delimiter) ?? []).map((field) => field.trim())
      const { host, ...cells } = cellsOf((key) => fields[at(key)] ?? '')
      return notOutgoing(host, cells) ?? rowTargets(host, cells) ?? noteOf(host)
    }),
  )
}

type Cells = Readonly<Record<keyof typeof COLUMNS, string>>

function cellsOf(cell: (key: keyof typeof COLUMNS) => string): Cells {
  return {
    host: cell('host'),
    port: cell('port'),
    address: cell('address'),
    protocol: cell('protocol'),
    direction: cell('direction'),
    note: cell('note'),
  }
}

/** Why a row is no connection that a check could make; null for one that is. */
function notOutgoing(host: string, { direction, protocol, port }: Omit<Cells, 'host'>) {
  if (/^in/i.test(direction)) return `${host}: it is called from outside, and calls nobody`
  // Servers of time are asked by their own scheme.
  return /^udp$/i.test(protocol) && port !== '123'
    ? `${host}: UDP is checked by udp://, with what to send and what to expect`
    : null
}

/** A target for each port of a row: `443`, `80, 443`, `443/tcp`; null where it names no host or none of these. */
function rowTargets(
  host: string,
  { port, address, note }: Omit<Cells, 'host'>,
): readonly FoundTarget[] | null {
  const ports = port.split(/[,;\s]+/).map((one) => one.replace(/\/tcp$|^tcp\//i, ''))
  const single = ports.filter((one) => /^\d{1,5}$/.test(one))
  const hasPort = host.includes('://') || port === ''
  const named = hasPort ? [host] : single.map((one) => `${host}:${one}`)
  const what = note === '' ? 'from a table' : note
  const targets = named.flatMap((one) => targetAt(one, address === '' ? null : address, what) ?? [])
  return targets.length === 0 ? null : targets
}
