import { flowTuples } from './azure-flow.ts'
import { canonicalColumn, withCanonicalColumns } from './columns.ts'
import { rowOf } from './csv.ts'
import { asLogEntry, isGoogle } from './google-entry.ts'
import { isObject, type Json, objectsAt, parseJson, textAt } from './json.ts'

/**
 * The records inside what a service puts around them: `{records: [{category, time, properties}]}` of diagnostic
 * settings, `{tables: [{columns, rows}]}` of the query API, and the tuples of flow logs. An entry of Google's
 * logging stands as it is; of any other the columns have the names that the readers know.
 */
export function unwrapped(value: Json): readonly Json[] {
  const tables = objectsAt(value, 'tables')
  if (tables.length > 0) return tables.flatMap(rowsOfTable)
  const records = objectsAt(value, 'records')
  const all = records.length === 0 ? [value] : records
  return all.flatMap(
    (record) =>
      flowTuples(record) ?? [
        isGoogle(record) ? asLogEntry(record) : withCanonicalColumns(flat(record)),
      ],
  )
}

/** An answer of the query API: the columns once, the rows as lists. */
function rowsOfTable(table: Json): readonly Json[] {
  const columns = objectsAt(table, 'columns').map(
    (column) => textAt(column, 'name') ?? textAt(column, 'ColumnName') ?? '',
  )
  const rows = table['rows']
  if (!Array.isArray(rows)) return []
  return rows.filter(Array.isArray).map((row) => rowOf(columns.map(canonicalColumn), row))
}

/** A record with its properties beside its category and time; some exports hold them as a text. */
function flat(record: Json): Json {
  const given = record['properties']
  const properties = typeof given === 'string' ? parseJson(given) : given
  return isObject(properties) ? { ...record, ...properties } : record
}
