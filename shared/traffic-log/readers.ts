import { ArcProxyLog } from './arcproxy.ts'
import { azureFirewallRow } from './azure-firewall-row.ts'
import { azureFirewallText } from './azure-firewall-text.ts'
import type { LogFormat, ParsedRecord, TrafficRecord } from './entry.ts'
import { googleFirewall } from './google-firewall.ts'
import { googleGateway } from './google-gateway.ts'
import type { Json } from './json.ts'
import { squid } from './squid.ts'

/**
 * How the records of a format are read: an object of JSON, the same also as a row of a CSV export, a line of text, or
 * lines that only make an entry together.
 */
type FormatReader =
  | { readonly of: 'objects' | 'rows'; readonly read: (value: Json) => ParsedRecord }
  | { readonly of: 'lines'; readonly read: (line: string) => ParsedRecord }
  | { readonly of: 'related lines'; readonly start: () => RelatedLines }

interface RelatedLines {
  read(line: string): ParsedRecord
  /** The entries that only the end of the log completes. */
  end(): readonly TrafficRecord[]
}

/** The reader of every format; whichever takes a record first has it. */
const READERS: Readonly<Record<LogFormat, FormatReader>> = {
  'azure-firewall-rows': { of: 'rows', read: azureFirewallRow },
  'azure-firewall-text': { of: 'lines', read: azureFirewallText },
  arcproxy: { of: 'related lines', start: () => new ArcProxyLog() },
  squid: { of: 'lines', read: squid },
  'google-firewall': { of: 'objects', read: googleFirewall },
  'google-gateway': { of: 'objects', read: googleGateway },
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
  const objects = all.flatMap((r) => (r.of === 'objects' || r.of === 'rows' ? [r.read] : []))
  const rows = all.flatMap((r) => (r.of === 'rows' ? [r.read] : []))
  return {
    object: (value) => firstOf(objects, value),
    row: (value) => firstOf(rows, value),
    line: (line) => firstOf(lines, line),
    end: () => related.flatMap((reader) => reader.end()),
  }
}

function firstOf<T>(readers: readonly ((record: T) => ParsedRecord)[], record: T): ParsedRecord {
  for (const read of readers) {
    const parsed = read(record)
    if (parsed !== null) return parsed
  }
  return null
}
