import { ArcProxyLog } from './arcproxy.ts'
import { azureDns } from './azure-dns.ts'
import { azureFirewallRow } from './azure-firewall-row.ts'
import { azureFirewallText } from './azure-firewall-text.ts'
import { azureFlow, trafficAnalytics } from './azure-flow.ts'
import { cef, cefRow } from './cef.ts'
import { cisco } from './cisco.ts'
import { ElffLog } from './elff.ts'
import { isEntry, type LogFormat, type ParsedRecord, type TrafficRecord } from './entry.ts'
import { googleDns } from './google-dns.ts'
import { googleFirewall } from './google-firewall.ts'
import { googleGateway } from './google-gateway.ts'
import { googleInspection } from './google-inspection.ts'
import { googleNat } from './google-nat.ts'
import { googlePerimeter } from './google-perimeter.ts'
import type { Json } from './json.ts'
import { juniper } from './juniper.ts'
import { fortigate, zscaler } from './key-value.ts'
import { netfilter } from './netfilter.ts'
import { paloalto } from './paloalto.ts'
import { pf } from './pf.ts'
import { squid } from './squid.ts'
import { suricata } from './suricata.ts'
import { ZeekLog, zeekJson } from './zeek.ts'

/**
 * How the records of a format are read: an object of JSON, the same also as a row of a CSV export, a line of text, or
 * lines that only make an entry together.
 */
type FormatReader =
  | { readonly of: 'objects' | 'rows'; readonly read: (value: Json) => ParsedRecord }
  | { readonly of: 'lines'; readonly read: (line: string) => ParsedRecord }
  | { readonly of: 'related lines'; readonly start: () => RelatedLines }
  /** What nothing else takes: read by the words of its error, see error-lines.ts. */
  | { readonly of: 'rest' }

interface RelatedLines {
  read(line: string): ParsedRecord
  /** The entries that only the end of the log completes. */
  end(): readonly TrafficRecord[]
}

/** The reader of every format; whichever takes a record first has it. */
const READERS: Readonly<Record<LogFormat, FormatReader>> = {
  'azure-flow': { of: 'objects', read: azureFlow },
  'azure-traffic-analytics': { of: 'rows', read: trafficAnalytics },
  'azure-dns': { of: 'rows', read: azureDns },
  'cef-rows': { of: 'rows', read: cefRow },
  'azure-firewall-rows': { of: 'rows', read: azureFirewallRow },
  'azure-firewall-text': { of: 'lines', read: azureFirewallText },
  arcproxy: { of: 'related lines', start: () => new ArcProxyLog() },
  squid: { of: 'lines', read: squid },
  'google-firewall': { of: 'objects', read: googleFirewall },
  'google-gateway': { of: 'objects', read: googleGateway },
  'google-dns': { of: 'objects', read: googleDns },
  'google-nat': { of: 'objects', read: googleNat },
  'google-inspection': { of: 'objects', read: googleInspection },
  'google-perimeter': { of: 'objects', read: googlePerimeter },
  suricata: { of: 'objects', read: suricata },
  'zeek-json': { of: 'objects', read: zeekJson },
  cef: { of: 'lines', read: cef },
  fortigate: { of: 'lines', read: fortigate },
  zscaler: { of: 'lines', read: zscaler },
  paloalto: { of: 'lines', read: paloalto },
  zeek: { of: 'related lines', start: () => new ZeekLog() },
  elff: { of: 'related lines', start: () => new ElffLog() },
  cisco: { of: 'lines', read: cisco },
  juniper: { of: 'lines', read: juniper },
  netfilter: { of: 'lines', read: netfilter },
  pf: { of: 'lines', read: pf },
  'error-lines': { of: 'rest' },
}

/** What reads one log, of any formats. */
export interface Readers {
  readonly object: (value: Json) => ParsedRecord
  readonly row: (value: Json) => ParsedRecord
  readonly line: (line: string) => ParsedRecord
  readonly end: () => readonly TrafficRecord[]
}

/** The readers of a log that begins now: those of related lines remember what they have read of it. */
export function startReaders(): Readers {
  const all = Object.values(READERS)
  const related: RelatedLines[] = []
  const lines = all.flatMap((reader) => {
    if (reader.of === 'lines') return [reader.read]
    if (reader.of !== 'related lines') return []
    const started = reader.start()
    related.push(started)
    return [(line: string) => started.read(line)]
  })
  const stateless = new Set(all.flatMap((r) => (r.of === 'lines' ? [r.read] : [])))
  const objects = all.flatMap((r) => (r.of === 'objects' || r.of === 'rows' ? [r.read] : []))
  const rows = all.flatMap((r) => (r.of === 'rows' ? [r.read] : []))
  return {
    object: (value) => firstOf(objects, value),
    row: (value) => firstOf(rows, value),
    line: firstAgain(lines, stateless),
    end: () => related.flatMap((reader) => reader.end()),
  }
}

type LineReader = (line: string) => ParsedRecord

/** As `firstOf`, the reader of the last entry first: most logs are of one format. One that remembers lines is asked once. */
function firstAgain(
  readers: readonly LineReader[],
  stateless: ReadonlySet<LineReader>,
): LineReader {
  let last: LineReader = () => null
  const noticed = readers.map((read) => (line: string) => {
    const parsed = read(line)
    if (isEntry(parsed) && stateless.has(read)) last = read
    return parsed
  })
  return (line) => {
    const again = last(line)
    return isEntry(again) ? again : firstOf(noticed, line)
  }
}

function firstOf<T>(readers: readonly ((record: T) => ParsedRecord)[], record: T): ParsedRecord {
  for (const read of readers) {
    const parsed = read(record)
    if (parsed !== null) return parsed
  }
  return null
}
