import { csvRowEnd, type Delimiter } from './csv.ts'

/** One record as it is in the file: a line of text, a row of a table, or a JSON object that may take many lines. */
export interface RawRecord {
  /** `overlong`: more than any format has; `text` is its start. */
  readonly kind: 'text' | 'json' | 'overlong'
  readonly text: string
  /** The line where it begins, from 1. */
  readonly line: number
  /** Whether it is the header of a table. */
  readonly isHeader: boolean
}

/** In UTF-16 code units; an envelope of JSON holds many records. */
const LONGEST = { text: 32_768, json: 4_194_304 }
const SHOWN = 200

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
/** Behind line ends, blanks, the brackets and commas of an array, and the end of an envelope. */
const GAP = /[\s,[\]}\uFEFF]*/y
const GAP_IN_TABLE = /(?:[\s\uFEFF]|\[(?=\s*\{))*/y
/** An envelope of diagnostic settings or of a storage account’s blob may be larger than any record: its records are cut one by one. */
const ENVELOPE = /\{\s*"records"\s*:\s*\[(?=\s*\{)/y
const CUT_OFF = /^[^\s"}\],]/

/**
 * Cuts a stream of text into records. Lines of text and JSON objects may mix; objects may stand one a line, many a
 * line, or over many lines, alone or in arrays, whose brackets and commas are skipped. One record is held
 * at a time, so memory does not grow with the file.
 */
export class RecordCutter {
  #buffer = ''
  #line = 1
  #skipping = false
  /** An object without an end is read again when so much of it is there: twice as much each time. */
  #enough = 0
  readonly #startsTable: (line: string) => Delimiter | null
  /** Below the header of a table rows end outside quotes only, and begin with a comma where the first field is empty. */
  #table: Delimiter | null = null

  /** `startsTable`: what stands between the fields of a table whose header a line is; null for any other line. */
  constructor(startsTable: (line: string) => Delimiter | null) {
    this.#startsTable = startsTable
  }

  /** The records that the next piece of the stream completes. */
  push(piece: string): readonly RawRecord[] {
    this.#buffer += piece
    return this.#cut(false)
  }

  /** The last record, which no line end follows. */
  end(): readonly RawRecord[] {
    return this.#cut(true)
  }

  #cut(atEnd: boolean): readonly RawRecord[] {
    const records: RawRecord[] = []
    let from = 0
    for (;;) {
      const start = this.#startAt(from)
      this.#pass(from, start)
      from = start
      if (from === this.#buffer.length) break
      const isObject = this.#buffer[from] === '{'
      const found = isObject ? this.#object(from, atEnd) : this.#text(from, atEnd)
      if (found === null) break
      const table = found.kind === 'text' ? this.#startsTable(found.text) : null
      this.#table = found.kind === 'json' ? null : (table ?? this.#table)
      const isHeader = table !== null
      records.push({ kind: found.kind, text: found.text, line: this.#line, isHeader })
      this.#skipping = found.kind === 'overlong'
      this.#pass(from, found.to)
      from = found.to
    }
    this.#buffer = this.#buffer.slice(from)
    return records
  }

  /** Where the next record begins: behind line ends, spaces, and the brackets and commas of an array. */
  #startAt(from: number): number {
    if (this.#skipping) {
      const newline = this.#buffer.indexOf('\n', from)
      if (newline === -1) return this.#buffer.length
      this.#skipping = false
      return this.#startAt(newline)
    }
    const gap = this.#table === null ? GAP : GAP_IN_TABLE
    gap.lastIndex = from
    gap.exec(this.#buffer)
    const start = gap.lastIndex
    if (this.#buffer[start] !== '{') return start
    ENVELOPE.lastIndex = start
    return ENVELOPE.test(this.#buffer) ? this.#startAt(ENVELOPE.lastIndex) : start
  }

  #text(from: number, atEnd: boolean) {
    const newline = this.#buffer.indexOf('\n', from)
    const line = newline === -1 ? this.#buffer.length : newline
    if (line - from > LONGEST.text) return this.#overlong(from, line)
    const to = this.#table === null ? newline : csvRowEnd(this.#buffer, from, this.#table)
    const isThere = to !== null && to !== -1 && to - from <= LONGEST.text
    // A quote where none may be, or that nothing closes: the line alone is the record, and harms no other.
    const isGivenUp = atEnd || this.#buffer.length - from > LONGEST.text
    if (!isThere && !isGivenUp) return null
    const end = isThere ? to : line
    return { kind: 'text', text: this.#buffer.slice(from, end).trimEnd(), to: end } as const
  }

  #object(from: number, atEnd: boolean) {
    const there = this.#buffer.length - from
    if (there < this.#enough && !atEnd) return null
    const end = objectEnd(this.#buffer, from)
    this.#enough = end === null ? Math.min(2 * there, LONGEST.json) : 0
    const to = end ?? this.#buffer.length
    if (to - from > LONGEST.json) return this.#overlong(from, to)
    if (end === null && !atEnd) return null
    return { kind: 'json', text: this.#buffer.slice(from, to), to } as const
  }

  #overlong(from: number, to: number) {
    this.#enough = 0
    return { kind: 'overlong', text: this.#buffer.slice(from, from + SHOWN), to } as const
  }

  #pass(from: number, to: number): void {
    for (let at = this.#buffer.indexOf('\n', from); at !== -1 && at < to; this.#line++) {
      at = this.#buffer.indexOf('\n', at + 1)
    }
  }
}

/**
 * Where the object that begins at an offset ends; null when its end is not there yet. An object that was cut off
 * ends with its line: where a line ends inside a text, or the next begins with something that no line inside an
 * indented object begins with.
 */
function objectEnd(text: string, from: number): number | null {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const inText = text.charCodeAt(at) === QUOTE
    if (inText) at = stringEnd(text, at + 1)
    const code = text.charCodeAt(at)
    if (code === NEWLINE && (inText || CUT_OFF.test(text.slice(at + 1, at + 2)))) return at
    depth += nesting(code)
    if (depth === 0) return at + 1
  }
  return null
}

/** One deeper behind `{` and `[`, one less deep behind `}` and `]`. */
function nesting(code: number): number {
  if (code === 0x7b || code === 0x5b) return 1
  return code === 0x7d || code === 0x5d ? -1 : 0
}

/** The closing quote of a text, the line end that cuts it off, or the end of what is there. */
function stringEnd(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE || code === NEWLINE) return at
    if (code === BACKSLASH) at++
  }
  return at
}
