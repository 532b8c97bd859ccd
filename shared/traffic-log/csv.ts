import type { Json } from './json.ts'

/** The fields of one line (RFC 4180); null when a quote is left open or stands where none may. */
export function csvFields(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',')
  const fields: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const found = field.exec(line)
    if (found === null) return null
    const [, quoted, plain = '', end] = found
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '') return fields
  }
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
