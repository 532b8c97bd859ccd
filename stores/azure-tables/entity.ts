import type { TableEntity } from '@azure/data-tables'
import type { Cell, Cells, Row } from '../rows/port.ts'
import { PLAIN_TEXT, SERVICE } from './limits.ts'

interface Content {
  readonly key: string
  readonly cells: Cells
}

/** What the library gives of an entity: its properties, and what the service adds. */
interface Stored {
  readonly etag?: string
  readonly [property: string]: unknown
}

/** A column is a property of its name, which must be neither one of the service’s nor one that the library respells. */
const NAME = /^(?!(?:partitionkey|rowkey|timestamp|etag)$)[a-z]\w{0,31}$/i
const PLAIN = new RegExp(`^[\\x20-\\x7e]{0,${PLAIN_TEXT}}$`)
/** The first byte of what is kept as bytes. */
const KIND = { bytes: 0, text: 1 } as const

/**
 * One row as an entity: a short plain text is a string, a number a double, and everything else is bytes. Throws
 * RangeError for what the service would refuse, since whoever writes knows the limits.
 */
export function toEntity(partition: string, { key, cells }: Content): TableEntity {
  const entity: TableEntity = { partitionKey: partition, rowKey: key }
  for (const [column, cell] of Object.entries(cells)) {
    if (!NAME.test(column)) throw new RangeError(`Column ${column} cannot be one of Azure Tables`)
    entity[column] = toProperty(cell)
  }
  refuseTooLarge(entity)
  return entity
}

/** `key` stands apart: the library gives it under a name of its own. */
export function toRow(key: string, { etag, ...stored }: Stored): Row {
  if (etag === undefined) throw new TypeError(`Row ${key} came without its version`)
  const cells: Record<string, Cell> = {}
  for (const [column, value] of Object.entries(stored)) {
    const cell = NAME.test(column) ? toCell(value) : null
    if (cell !== null) cells[column] = cell
  }
  return { key, cells, version: etag }
}

function toProperty(cell: Cell): unknown {
  // Without its type, the service would take 1 for an integer, and refuse 2 ** 31.
  if (typeof cell === 'number') return { type: 'Double', value: cell }
  if (typeof cell === 'string' && isPlain(cell)) return cell
  const kind = typeof cell === 'string' ? KIND.text : KIND.bytes
  return Buffer.concat([Buffer.of(kind), Buffer.from(cell)])
}

/** Not a text whose quotation marks make it longer on the way than base64 would (limits.ts). */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && JSON.stringify(text).length - 2 <= (text.length * 4) / 3
}

/** Null for a column that was asked for and is not there. */
function toCell(value: unknown): Cell | null {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (!(value instanceof Uint8Array)) return null
  const content = value.subarray(1)
  return value[0] === KIND.text ? Buffer.from(content).toString() : new Uint8Array(content)
}

/** As the service counts: names and texts in UTF-16, 8 bytes about each property, 4 about the entity. */
function refuseTooLarge(entity: TableEntity): void {
  let bytes = 4
  for (const [name, value] of Object.entries(entity)) {
    const own = value instanceof Uint8Array ? value.length : 8
    if (own > SERVICE.propertyBytes) {
      throw new RangeError(`Column ${name} is too large for Azure Tables: ${own} bytes`)
    }
    bytes += 8 + 2 * name.length + (typeof value === 'string' ? 2 * value.length : own)
  }
  const properties = Object.keys(entity).length - 2
  if (bytes <= SERVICE.entityBytes && properties <= SERVICE.properties) return
  throw new RangeError(
    `Row ${entity.rowKey} is too large for Azure Tables: ${bytes} bytes in ${properties} columns`,
  )
}
