import { endpointOf, entry, type ParsedRecord, portOf, type RequestOutcome } from './entry.ts'
import { timeIn } from './times.ts'

const PAIR = /(?:^|[\s,])([A-Za-z][\w-]{0,40})=(?:"([^"]{0,4000})"|([^\s",]{0,4000}))/g
const TAB_PAIR = /(?:^|\t)([A-Za-z][\w-]{0,40})=([^\t]{0,4000})/g
const TCP: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp' }

/** The pairs of a line; the first of a name counts. */
function pairsOf(line: string, pattern: RegExp): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const [, name = '', quoted, plain = ''] of line.matchAll(pattern)) {
    if (!pairs.has(name)) pairs.set(name, quoted ?? plain)
  }
  return pairs
}

const FORTI: Readonly<Record<string, RequestOutcome>> = {
  accept: 'allowed',
  close: 'allowed',
  passthrough: 'allowed',
  pass: 'allowed',
  allow: 'allowed',
  start: 'unknown',
  'client-rst': 'failed',
  'server-rst': 'failed',
  timeout: 'failed',
  deny: 'denied',
  block: 'denied',
  blocked: 'denied',
  dropped: 'denied',
  reset: 'denied',
}

/**
 * A line of FortiOS, traffic or UTM: pairs of key and value. Fields:
 * docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference
 */
export function fortigate(line: string): ParsedRecord {
  if (!line.includes('type=') || !(line.includes('logid=') || line.includes('subtype=')))
    return null
  const pairs = pairsOf(line, PAIR)
  const target = firstOf(pairs, 'hostname', 'qname', 'dstip')
  const word = pairs.get('action')?.toLowerCase()
  if (target === null || word === undefined) return 'ignored'
  return entry({
    format: 'fortigate',
    protocol: fortiProtocol(pairs),
    host: endpointOf(target).host,
    port: portOf(pairs.get('dstport')),
    outcome: FORTI[word] ?? 'unknown',
    source: firstOf(pairs, 'srcip'),
    at: fortiTime(pairs),
    reason: firstOf(pairs, 'msg', 'catdesc') ?? policy(pairs),
  })
}

function firstOf(pairs: ReadonlyMap<string, string>, ...names: string[]): string | null {
  return names.map((name) => pairs.get(name)).find((value) => value !== undefined) ?? null
}

function fortiProtocol(pairs: ReadonlyMap<string, string>): string {
  if (pairs.get('subtype') === 'dns') return 'dns'
  const isWeb = pairs.has('hostname') && pairs.get('dstport') === '443'
  const service = pairs.get('service')?.toLowerCase() ?? (isWeb ? 'https' : '')
  return service === 'https' || service === 'http'
    ? service
    : (TCP[pairs.get('proto') ?? ''] ?? 'other')
}

/** `eventtime` counts seconds, or in newer versions nanoseconds; date and time alone are local time of a zone beside them. */
function fortiTime(pairs: ReadonlyMap<string, string>): number | null {
  const event = pairs.get('eventtime') ?? ''
  if (/^\d{10,19}$/.test(event)) return Number(event.slice(0, 13).padEnd(13, '0'))
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(pairs.get('tz') ?? '') ?? []
  const zone =
    sign === undefined
      ? ('unknown' as const)
      : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return timeIn(`${pairs.get('date') ?? ''} ${pairs.get('time') ?? ''}`, zone, 'open')
}

/** The rule by its number, where nothing else is said. */
function policy(pairs: ReadonlyMap<string, string>): string | null {
  const id = pairs.get('policyid')
  return id === undefined ? null : `policy ${id}`
}

/** A line of Zscaler's Nanolog Streaming Service for the web: pairs with tabs between. Fields: help.zscaler.com/zia/nss-feed-output-format-web-logs */
export function zscaler(line: string): ParsedRecord {
  if (!/\b(?:product=NSS|vendor=Zscaler)\b/.test(line)) return null
  const pairs = pairsOf(line, TAB_PAIR)
  const url = firstOf(pairs, 'url', 'hostname') ?? ''
  const { host, port } = endpointOf(url.replace(/^[a-z]+:\/\//i, '').split('/')[0] ?? '')
  const word = pairs.get('action')?.toLowerCase()
  if (host === null || word === undefined) return 'ignored'
  const protocol = pairs.get('protocol')?.toLowerCase() === 'http' ? 'http' : 'https'
  const isAllowed = word.startsWith('allow')
  return entry({
    format: 'zscaler',
    protocol,
    host,
    port: port ?? (protocol === 'http' ? 80 : 443),
    outcome: isAllowed ? 'allowed' : 'denied',
    source: firstOf(pairs, 'ClientIP', 'clientip'),
    reason: isAllowed ? null : firstOf(pairs, 'reason'),
    via: 'proxy',
  })
}
