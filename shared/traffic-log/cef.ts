import { parseIp } from '../address/ip.ts'
import { cameIn } from './came-in.ts'
import {
  endpointOf,
  entry,
  hostOf,
  type LogFormat,
  type ParsedRecord,
  portOf,
  type RequestOutcome,
  timeOf,
} from './entry.ts'
import { protocolName } from './google-firewall.ts'
import { type Json, textAt } from './json.ts'

const PART = String.raw`(?:[^|\\]|\\.)`
/** `CEF:0|Vendor|Product|Version|Class|Name|Severity|key=value ...` */
const HEADER = new RegExp(
  String.raw`\bCEF: ?[01]\|${PART}{0,120}\|${PART}{0,120}\|${PART}{0,120}\|${PART}{0,300}\|${PART}{0,500}\|[^|]{0,20}\|(.{0,8000})`,
)
const KEY = /(?:^|\s)([A-Za-z][\w.-]{0,60})=/g

/** What a record says, in either form. */
interface Event {
  readonly format: LogFormat
  readonly action: string | null
  readonly name: string | null
  readonly address: string | null
  readonly port: string | null
  readonly source: string | null
  readonly protocol: string | null
  readonly application: string | null
  readonly url: string | null
  readonly reason: string | null
  readonly count: string | null
  readonly at: number | null
}

/**
 * A line of the Common Event Format, as Palo Alto, Fortinet, Check Point and others write it. Keys:
 * learn.microsoft.com/azure/sentinel/cef-name-mapping
 */
export function cef(line: string): ParsedRecord {
  const extension = line.includes('CEF:') ? HEADER.exec(line)?.[1] : undefined
  if (extension === undefined) return null
  const values = pairsOf(extension)
  const of = (...keys: string[]) => keys.map((key) => values.get(key)).find(Boolean) ?? null
  return entryOf({
    format: 'cef',
    action: of('act'),
    name: of('dhost'),
    address: of('dst'),
    port: of('dpt'),
    source: of('src'),
    protocol: of('proto'),
    application: of('app'),
    url: of('request'),
    reason: of('reason', 'msg', 'cs1'),
    count: of('cnt'),
    at: timeIn(of('rt', 'start', 'end')),
  })
}

/** A row of CommonSecurityLog, the same in a table. Columns: learn.microsoft.com/azure/azure-monitor/reference/tables/commonsecuritylog */
export function cefRow(row: Json): ParsedRecord {
  if (!('DeviceVendor' in row || 'DeviceProduct' in row)) return null
  const of = (...names: string[]) => names.map((name) => valueAt(row, name)).find(Boolean) ?? null
  return entryOf({
    format: 'cef-rows',
    action: of('DeviceAction'),
    name: of('DestinationHostName'),
    address: of('DestinationIp', 'DestinationIP'),
    port: of('DestinationPort'),
    source: of('SourceIp', 'SourceIP'),
    protocol: of('Protocol'),
    application: of('ApplicationProtocol'),
    url: of('RequestURL'),
    reason: of('ActionReason', 'Reason', 'LogText', 'Message', 'Activity'),
    count: of('EventCount'),
    at: timeOf(row['TimeGenerated']),
  })
}

function valueAt(row: Json, name: string): string | null {
  const value = row[name]
  return typeof value === 'number' ? String(value) : textAt(row, name)
}

/** Each value ends where the next key begins; `\=` and `\\` are escaped. */
function pairsOf(extension: string): ReadonlyMap<string, string> {
  const keys = [...extension.matchAll(KEY)].filter(({ index }) => extension[index - 1] !== '\\')
  return new Map(
    keys.map((found, i) => {
      const [whole, name = ''] = found
      const value = extension.slice(found.index + whole.length, keys[i + 1]?.index)
      return [name, value.trim().replace(/\\([=\\|])/g, '$1')]
    }),
  )
}

/** Milliseconds, or a time with its zone; a local time of nobody knows where is none. */
function timeIn(text: string | null): number | null {
  if (text === null) return null
  if (/^\d{13}$/.test(text)) return Number(text)
  return /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/.test(text) ? timeOf(text) : null
}

const DENIES = /^(?:den(?:y|ied)|drop|block|reject|reset|prevent|sinkhole)/i
const FAILS = /^(?:(?:client|server)-rst|timeout|ip-conn)$/i
const ALLOWS = /^(?:allow|accept|permit|pass|close|alert|detect)/i

function outcomeOf(action: string | null): RequestOutcome {
  if (action === null) return 'unknown'
  if (DENIES.test(action)) return 'denied'
  if (FAILS.test(action)) return 'failed'
  return ALLOWS.test(action) ? 'allowed' : 'unknown'
}

/** Events of the device itself, of users or files have no other end; what came in is none of ours. */
function entryOf(event: Event): ParsedRecord {
  const { format, action, source, reason, at } = event
  const called = targetOf(event)
  const host = called.host ?? hostOf(event.address ?? '')
  if (host === null || cameIn(source, event.address)) return 'ignored'
  const port = called.port ?? portOf(event.port)
  const outcome = outcomeOf(action)
  return entry({
    format,
    protocol: protocolOf(event, host, port),
    host,
    port,
    outcome,
    source,
    at,
    reason: outcome === 'allowed' ? null : (reason ?? action),
    count: Math.max(1, Number(event.count) || 1),
  })
}

/** The name in the URL, else that of the destination; Palo Alto writes URLs without a scheme. */
function targetOf({ url, name }: Event): ReturnType<typeof endpointOf> {
  const authority = url?.replace(/^[a-z]+:\/\//i, '').split(/[/?#]/)[0] ?? ''
  const called = authority.includes('.') ? endpointOf(authority) : NONE
  return called.host === null && name !== null ? { host: hostOf(name), port: null } : called
}

const NONE = { host: null, port: null }
const WEB: Readonly<Record<number, string>> = { 443: 'https', 80: 'http' }

function protocolOf({ application, protocol }: Event, host: string, port: number | null): string {
  const spoken = application?.toLowerCase() ?? ''
  if (spoken === 'https' || spoken === 'http') return spoken
  const web = parseIp(host) === null ? WEB[port ?? 443] : undefined
  const carried = protocol?.toLowerCase() ?? ''
  return web ?? (/^(?:tcp|udp|icmp)$/.test(carried) ? carried : protocolName(protocol))
}
