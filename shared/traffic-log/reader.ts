import { unwrapped } from './azure-firewall-row.ts'
import { csvHeader, csvRow } from './csv.ts'
import { type LogFormat, ownText, type ParsedRecord, type TrafficRecord } from './entry.ts'
import { isObject, type Json, parseJson } from './json.ts'
import { startReaders } from './readers.ts'
import { type RawRecord, RecordCutter } from './records.ts'

/** A record that is none of the formats. */
export interface Malformed {
  readonly line: number
  readonly text: string
}

/** What was read, in numbers. */
export interface Tally {
  readonly records: number
  readonly formats: Readonly<Partial<Record<LogFormat, number>>>
  /** Records that are understood and tell of no request going out. */
  readonly ignored: number
  readonly malformed: { readonly count: number; readonly first: readonly Malformed[] }
}

const MALFORMED_SHOWN = 5
const LONGEST_SHOWN = 200

/** Reads a log of any formats, piece by piece: each record is recognised by itself. Never throws. */
export class LogReader {
  readonly #cutter = new RecordCutter((line) => csvHeader(line) !== null)
  readonly #readers = startReaders()
  readonly #formats: Partial<Record<LogFormat, number>> = {}
  readonly #malformed: Malformed[] = []
  #header: readonly string[] | null = null
  #records = 0
  #ignored = 0
  #malformedCount = 0

  /** The entries of the next piece of text. */
  push(piece: string): readonly TrafficRecord[] {
    return this.#cutter.push(piece).flatMap((record) => this.#read(record))
  }

  /** The entries that only the end of the log completes. */
  end(): readonly TrafficRecord[] {
    const last = this.#cutter.end().flatMap((record) => this.#read(record))
    return [...last, ...this.#readers.end()]
  }

  get tally(): Tally {
    return {
      records: this.#records,
      formats: { ...this.#formats },
      ignored: this.#ignored,
      malformed: { count: this.#malformedCount, first: [...this.#malformed] },
    }
  }

  #read(record: RawRecord): readonly TrafficRecord[] {
    return this.#parse(record).filter((parsed) => this.#count(parsed, record))
  }

  #count(parsed: ParsedRecord, record: RawRecord): parsed is TrafficRecord {
    this.#records++
    if (parsed === null) this.#complain(record)
    else if (parsed === 'ignored') this.#ignored++
    else this.#formats[parsed.format] = (this.#formats[parsed.format] ?? 0) + 1
    return parsed !== null && parsed !== 'ignored'
  }

  #parse({ kind, text }: RawRecord): readonly ParsedRecord[] {
    if (kind === 'overlong') return [null]
    if (kind === 'text') return [this.#text(text)]
    const value = parseJson(text)
    return isObject(value) ? unwrapped(value).map((record) => this.#object(record)) : [null]
  }

  #text(line: string): ParsedRecord {
    if (line.startsWith('#')) return 'ignored'
    const header = csvHeader(line)
    if (header !== null) {
      this.#header = header
      return 'ignored'
    }
    const row = this.#header === null ? null : csvRow(this.#header, line)
    return (row === null ? null : this.#readers.row(row)) ?? this.#readers.line(line)
  }

  /** What is an entry of Cloud Logging and none that we know is ignored. */
  #object(value: Json): ParsedRecord {
    const parsed = this.#readers.object(value)
    if (parsed !== null) return parsed
    const isCloud = 'logName' in value || 'jsonPayload' in value || 'protoPayload' in value
    return isCloud ? 'ignored' : null
  }

  #complain({ line, text }: RawRecord): void {
    this.#malformedCount++
    if (this.#malformed.length === MALFORMED_SHOWN) return
    this.#malformed.push({ line, text: ownText(text.slice(0, LONGEST_SHOWN)) })
  }
}
