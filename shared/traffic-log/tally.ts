import {
  isEntry,
  type LogFormat,
  ownText,
  type ParsedRecord,
  type TrafficRecord,
  type UndecidedLog,
} from './entry.ts'
import type { RawRecord } from './records.ts'

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
  /** Records of logs that are known and tell of no decision, or of more error lines than are read. */
  readonly unread: number
  /** Which logs those of `unread` are of, where the log has a name. */
  readonly undecided: Readonly<Partial<Record<UndecidedLog, number>>>
  readonly malformed: { readonly count: number; readonly first: readonly Malformed[] }
  /** Rows whose time could not be told: local time of an unknown zone, or day and month that nothing settles. */
  readonly timesUnknown: number
}

const MALFORMED_SHOWN = 5
const LONGEST_SHOWN = 200

/** Counts records as they are read. */
export class Tallying {
  readonly #formats: Partial<Record<LogFormat, number>> = {}
  readonly #undecided: Partial<Record<UndecidedLog, number>> = {}
  readonly #malformed: Malformed[] = []
  #records = 0
  #ignored = 0
  #unread = 0
  #malformedCount = 0

  /** Counts what a record gave, and hands the entry on. */
  count(parsed: ParsedRecord, record: RawRecord): parsed is TrafficRecord {
    this.#records++
    if (isEntry(parsed)) {
      this.#formats[parsed.format] = (this.#formats[parsed.format] ?? 0) + 1
      return true
    }
    if (parsed === null) this.#complain(record)
    else if (parsed === 'ignored') this.#ignored++
    else this.#unread++
    if (parsed !== null && typeof parsed === 'object') {
      this.#undecided[parsed.undecided] = (this.#undecided[parsed.undecided] ?? 0) + 1
    }
    return false
  }

  tally(timesUnknown: number): Tally {
    return {
      records: this.#records,
      formats: { ...this.#formats },
      ignored: this.#ignored,
      unread: this.#unread,
      undecided: { ...this.#undecided },
      malformed: { count: this.#malformedCount, first: [...this.#malformed] },
      timesUnknown,
    }
  }

  #complain({ line, text }: RawRecord): void {
    this.#malformedCount++
    if (this.#malformed.length === MALFORMED_SHOWN) return
    this.#malformed.push({ line, text: ownText(text.slice(0, LONGEST_SHOWN)) })
  }
}
