import { isOfGoogle } from './columns.ts'
import { csvHeader, csvRow, type Header, isBesideTable } from './csv.ts'
import { isEntry, type ParsedRecord, type TrafficRecord, timeOf } from './entry.ts'
import { unwrapped } from './envelopes.ts'
import { ErrorLines } from './error-lines.ts'
import { entryOfRow, isGoogle, lineIn, undecided } from './google-entry.ts'
import { isObject, type Json, parseJson, textAt } from './json.ts'
import { startReaders } from './readers.ts'
import { type RawRecord, RecordCutter } from './records.ts'
import { TableTimes, type Timed } from './table-times.ts'
import { type Tally, Tallying } from './tally.ts'
import type { Zone } from './times.ts'

/** How a log is read. */
export interface LogOptions {
  /** Of local times that do not say their zone. */
  readonly zone?: number
  /** Whether lines that are none of the formats are read by the words of their errors; default: they are. */
  readonly errorLines?: boolean
}

interface Row {
  readonly record: RawRecord
}

/** Reads a log of any formats, piece by piece: each record is recognised by itself. Never throws. */
export class LogReader {
  readonly #cutter = new RecordCutter((line) => csvHeader(line)?.delimiter ?? null)
  readonly #readers = startReaders()
  readonly #errors: ErrorLines | null
  readonly #tally = new Tallying()
  readonly #localZone: Zone
  #header: Header | null = null
  #times = new TableTimes<Row>(0)
  #timesUnknown = 0

  constructor({ zone, errorLines = true }: LogOptions = {}) {
    this.#errors = errorLines ? new ErrorLines() : null
    this.#localZone = zone ?? 'unknown'
  }

  /** The entries of the next piece of text. */
  push(piece: string): readonly TrafficRecord[] {
    return this.#cutter.push(piece).flatMap((record) => this.#read(record))
  }

  /** The entries that only the end of the log completes. */
  end(): readonly TrafficRecord[] {
    const last = this.#cutter.end().flatMap((record) => this.#read(record))
    return [...last, ...this.#untimed(), ...this.#readers.end()]
  }

  get tally(): Tally {
    return this.#tally.tally(this.#timesUnknown + this.#times.unknown)
  }

  #read(record: RawRecord): readonly TrafficRecord[] {
    if (record.kind === 'text') return this.#text(record)
    const value = record.kind === 'overlong' ? undefined : parseJson(record.text)
    const parsed = isObject(value) ? unwrapped(value).flatMap((one) => this.#object(one)) : [null]
    return this.#counted(parsed, record)
  }

  #counted(parsed: readonly ParsedRecord[], record: RawRecord): readonly TrafficRecord[] {
    return parsed.filter((one): one is TrafficRecord => this.#tally.count(one, record))
  }

  #text(record: RawRecord): readonly TrafficRecord[] {
    const line = record.text
    const related = line.startsWith('#') ? this.#readers.line(line) : null
    if (line.startsWith('#')) return this.#counted([related ?? 'ignored'], record)
    const header = record.isHeader ? csvHeader(line) : null
    if (header !== null) return this.#begin(header)
    if (isBesideTable(line, this.#header !== null)) return []
    const row = this.#header === null ? null : csvRow(this.#header, line)
    if (row !== null) return this.#times.push({ record, row }).flatMap((timed) => this.#row(timed))
    return this.#counted(this.#line(line), record)
  }

  /** A header is no record. */
  #begin(header: Header): readonly TrafficRecord[] {
    const before = this.#untimed()
    this.#header = header
    this.#times = new TableTimes(header.zone === 'unknown' ? this.#localZone : header.zone)
    return before
  }

  /** The rows whose times nothing settled. */
  #untimed(): readonly TrafficRecord[] {
    const rows = this.#times.end().flatMap((timed) => this.#row(timed))
    this.#timesUnknown += this.#times.unknown
    this.#times = new TableTimes(0)
    return rows
  }

  #row({ row, record }: Timed<Row>): readonly TrafficRecord[] {
    if (isOfGoogle(Object.keys(row))) return this.#counted(this.#object(entryOfRow(row)), record)
    const parsed = this.#readers.row(row)
    const text = textAt(row, 'LogText')
    if (parsed === null && text !== null) return this.#counted(this.#line(text), record)
    const at = textAt(row, 'TimeGenerated')
    return this.#counted(parsed === null ? this.#line(record.text) : [withTime(parsed, at)], record)
  }

  #line(line: string): readonly ParsedRecord[] {
    const parsed = this.#readers.line(line)
    if (parsed !== null) return [parsed]
    const read = this.#errors === null ? null : this.#errors.read(line)
    return Array.isArray(read) ? read : [read as ParsedRecord]
  }

  #object(value: Json): readonly ParsedRecord[] {
    const parsed = this.#readers.object(value)
    if (parsed !== null) return [withTime(parsed, textAt(value, 'TimeGenerated'))]
    if (isGoogle(value)) return this.#google(value)
    const text = textAt(value, 'LogText') ?? textAt(value, 'msg_s')
    return text === null ? [null] : this.#line(text)
  }

  /** An entry of Cloud Logging that no reader takes: the output of a program, or of a log that tells of no decision. */
  #google(value: Json): readonly ParsedRecord[] {
    const known = undecided(value)
    const text = known === 'unread' ? lineIn(value) : null
    if (text === null) return [known]
    const at = textAt(value, 'timestamp')
    const read = this.#line(text)
    return read.some(isEntry) ? read.map((one) => withTime(one, at)) : [known]
  }
}

/** The time of the record around it, for an entry that has none of its own. */
function withTime(parsed: ParsedRecord, text: string | null): ParsedRecord {
  if (!isEntry(parsed) || parsed.at !== null) return parsed
  return { ...parsed, at: timeOf(text) }
}
