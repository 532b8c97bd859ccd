import { CsvError, parse } from 'csv-parse/sync'
import { canonicalColumn, isTableOfRequests } from './columns.ts'
import type { Json } from './json.ts'
import { type Zone, zoneOf } from './times.ts'

/** What stands between the fields: the portal's grid gives tabs, Excel in most of Europe semicolons, a ticket bars. */
const DELIMITERS = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The header of a table whose rows tell of requests. */
export interface Header {
  /** The columns by the names that the readers know. */
  readonly names: readonly string[]
  readonly delimiter: Delimiter
  /** Of the times: the portal writes `TimeGenerated [UTC]`, or `[Local Time]`, which tells no zone. */
  readonly zone: Zone
}

/** The fields of one row (RFC 4180), in which quoted fields may hold line breaks; null when a quote is where none may be. */
export function csvFields(row: string, delimiter: Delimiter = ','): string[] | null {
  if (delimiter === '|') return row.split(delimiter).map((field) => field.trim())
  if (!row.includes('"')) return row.split(delimiter)
  try {
    const [fields] = parse(row, { delimiter })
    return fields ?? null
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

/** A row up to its line end: fields are quoted whole, with quotes doubled inside, or begin with no quote (RFC 4180, 2.5 to 2.7). */
function rowPattern(delimiter: Delimiter): RegExp {
  const field = `(?:"[^"]*(?:""[^"]*)*"|[^"${delimiter}\\n][^${delimiter}\\n]*)?`
  return new RegExp(`${field}(?:[${delimiter}]${field})*\\r?(?=\\n)`, 'y')
}

const ROWS: Readonly<Record<Exclude<Delimiter, '|'>, RegExp>> = {
  ',': rowPattern(','),
  '\t': rowPattern('\t'),
  ';': rowPattern(';'),
}

/** Where the row that begins at an offset ends: at a line end outside quotes. Null: not there yet, or no row at all. */
export function csvRowEnd(text: string, from: number, delimiter: Delimiter): number | null {
  if (delimiter === '|') {
    // In a table of bars a quote is a letter as any other.
    const end = text.indexOf('\n', from)
    return end === -1 ? null : end
  }
  const row = ROWS[delimiter]
  row.lastIndex = from
  return row.test(text) ? row.lastIndex : null
}

/** A line that has none of these words is no header; looked for before anything is cut. */
const HINT = /logName|action|status|msg|message|query|entry|flow/i
/** Times, pairs and sentences stand in rows and in lines, and in no header. */
const NO_HEADER = /\d:\d\d|\w=\S|\. |: /
const LONGEST_HEADER = 8_000

/** The header of an export, or null: a table that says nothing of requests is none of ours. */
export function csvHeader(line: string): Header | null {
  if (line.length > LONGEST_HEADER || !HINT.test(line)) return null
  // The zone of a column has an hour with minutes: [Local Time (UTC+09:00)].
  if (NO_HEADER.test(line.replace(/\[[^[\]]{0,80}\]/g, ''))) return null
  for (const delimiter of DELIMITERS) {
    if (!line.includes(delimiter)) continue
    const given = csvFields(line.replace(/^\uFEFF/, ''), delimiter)
    const names = given?.map((name) => canonicalColumn(bare(name))) ?? []
    if (isTableOfRequests(names)) return { names, delimiter, zone: zoneIn(given ?? []) }
  }
  return null
}

/** The portal writes `TimeGenerated [UTC]`. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^\uFEFF/, '')
    .replace(/ ?\[[^[\]]{0,80}\]$/, '')
}

function zoneIn(names: readonly string[]): Zone {
  const said = names.flatMap((name) => /\[([^[\]]{0,80})\]$/.exec(name.trim())?.[1] ?? [])[0]
  if (said === undefined) return 0
  const inside = /\(([^()]{0,80})\)/.exec(said)?.[1] ?? said
  return zoneOf(inside) ?? 'unknown'
}

/** What is none of a table’s rows: what Excel is told to cut by, and the line between the header and rows of bars. */
export function isBesideTable(line: string, isBelowHeader: boolean): boolean {
  return /^\uFEFF?"?sep=.?"?$/i.test(line) || (isBelowHeader && /^[-+|:= ]+$/.test(line))
}

/** A line under its header as a row; null when it has another number of fields. */
export function csvRow({ names, delimiter }: Header, line: string): Json | null {
  const fields = csvFields(line, delimiter)
  return fields === null || fields.length !== names.length ? null : rowOf(names, fields)
}

/** A row from columns and their values. */
export function rowOf(names: readonly string[], values: readonly unknown[]): Json {
  const row: Record<string, unknown> = Object.create(null)
  for (const [i, name] of names.entries()) {
    // Of two columns for one thing the one that is filled counts.
    if (row[name] === undefined || row[name] === '') row[name] = values[i] ?? ''
  }
  return row
}
