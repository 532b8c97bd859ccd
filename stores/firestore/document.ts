import type { Cell, Cells, Row } from '../rows/port.ts'

/** https://cloud.google.com/firestore/docs/reference/rest/Shared.Types/ArrayValue#value, of which cells need these. */
type Value =
  | { readonly stringValue: string }
  | { readonly integerValue: string }
  | { readonly doubleValue: number }
  | { readonly bytesValue: string }
  | { readonly timestampValue: string }
  | { readonly mapValue: { readonly fields?: Fields } }

type Fields = Readonly<Record<string, Value>>

/** A document as the service writes it. */
export interface Document {
  readonly name: string
  readonly fields?: Fields
  readonly updateTime: string
}

/**
 * The fields of a row's document: one map, so that one exemption keeps all of it out of indexes, and the time for the
 * TTL policy (firestore.indexes.json). `write` is another with every commit, as Firestore leaves the update time of a
 * document as it is when a write changes nothing, and versions are update times.
 */
export function fieldsOf(cells: Cells, write: string, expiresAt: Date | undefined): Fields {
  const values = Object.entries(cells).map(([name, cell]) => [name, asValue(cell)] as const)
  return {
    row: {
      mapValue: {
        fields: {
          write: { stringValue: write },
          cells: { mapValue: { fields: Object.fromEntries(values) } },
        },
      },
    },
    ...(expiresAt !== undefined && { expireAt: { timestampValue: expiresAt.toISOString() } }),
  }
}

/** The path of a cell in a field mask, quoted: https://cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery#fieldreference */
export function cellPath(column: string): string {
  return `row.cells.\`${column.replaceAll(/[\\`]/g, '\\$&')}\``
}

export function rowOf(document: Document, key: string): Row {
  const cells = mapIn(mapIn(document.fields ?? {}, 'row'), 'cells')
  const entries = Object.entries(cells).map(([name, value]) => [name, asCell(value)] as const)
  return { key, cells: Object.fromEntries(entries), version: document.updateTime }
}

function mapIn(fields: Fields, name: string): Fields {
  const value = fields[name]
  return value !== undefined && 'mapValue' in value ? (value.mapValue.fields ?? {}) : {}
}

function asValue(cell: Cell): Value {
  if (typeof cell === 'string') return { stringValue: cell }
  if (typeof cell !== 'number') return { bytesValue: Buffer.from(cell).toString('base64') }
  return Number.isSafeInteger(cell) ? { integerValue: String(cell) } : { doubleValue: cell }
}

function asCell(value: Value): Cell {
  if ('stringValue' in value) return value.stringValue
  if ('integerValue' in value) return Number(value.integerValue)
  if ('doubleValue' in value) return Number(value.doubleValue)
  if ('bytesValue' in value) return new Uint8Array(Buffer.from(value.bytesValue, 'base64'))
  throw new TypeError(`A cell holds ${Object.keys(value).join()}`)
}
