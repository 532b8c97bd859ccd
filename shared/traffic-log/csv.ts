import { CsvError, parse } from 'csv-parse/sync'
import type { Json } from './json.ts'

/** The fields of one row (RFC 4180), in which quoted fields may hold line breaks; null when a quote is where none may be. */
export function csvFields(row: string): string[] | null {
  if (!row.includes('"')) return row.split(',')
  try {
    const [fields] = parse(row)
    return fields ?? null
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

/** A row up to its line end: fields are quoted whole, with quotes doubled inside, or begin with no quote (RFC 4180, 2.5 to 2.7). */
const FIELD = /(?:"[^"]*(?:""[^"]*)*"|[^",\n][^,\n]*)?/.source
const ROW = new RegExp(`${FIELD}(?:,${FIELD})*\\r?(?=\\n)`, 'y')

/** Where the row that begins at an offset ends: at a line end outside quotes. Null: not there yet, or no row at all. */
export function csvRowEnd(text: string, from: number): number | null {
  ROW.lastIndex = from
  return ROW.test(text) ? ROW.lastIndex : null
}

/** The header of an export, or null: a table that says nothing of requests is none of ours. */
export function csvHeader(line: string): readonly string[] | null {
  if (!/Action|QueryName|msg_s/.test(line)) return null
  const names = csvFields(line)?.map(columnName) ?? []
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name))
  const known = has('Action', 'Fqdn') || has('Action', 'DestinationIp') || has('QueryName')
  return known || has('msg_s') ? names : null
}

/** The portal writes `TimeGenerated [UTC]`. */
function columnName(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/ \[[^\]]*\]$/, '')
}

/** A line under its header as a row; null when it has another number of fields. */
export function csvRow(header: readonly string[], line: string): Json | null {
  const fields = csvFields(line)
  if (fields === null || fields.length !== header.length) return null
  const row: Record<string, string> = Object.create(null)
  for (const [i, name] of header.entries()) row[name] = fields[i] ?? ''
  const time = row['TimeGenerated']
  if (time !== undefined) row['TimeGenerated'] = utc(time)
  return row
}

/** The portal’s `11/22/2026, 6:16:14.123 AM` is UTC and does not say so; ISO 8601 does. */
function utc(time: string): string {
  return /^\d{1,2}\/\d{1,2}\/\d{4}, [\d:.]+(?: [AP]M)?$/.test(time) ? `${time} UTC` : time
}
