import type { TrafficRecord } from '../../../shared/traffic-log/entry.ts'
import { LogReader } from '../../../shared/traffic-log/reader.ts'

/** Everything that a reader finds in a text, handed over in pieces of a size. */
export function read(
  text: string,
  size = text.length,
): { entries: TrafficRecord[]; tally: LogReader['tally'] } {
  const reader = new LogReader()
  const entries: TrafficRecord[] = []
  for (let at = 0; at < text.length; at += Math.max(1, size)) {
    entries.push(...reader.push(text.slice(at, at + Math.max(1, size))))
  }
  entries.push(...reader.end())
  return { entries, tally: reader.tally }
}

/** An entry in short: `denied https oryx-cdn.microsoft.io:443`. */
export function short({ outcome, protocol, host, port, via }: TrafficRecord): string {
  return `${outcome} ${protocol} ${host ?? '-'}:${port ?? '-'}${via === null ? '' : ` via ${via}`}`
}
