import type { SweepRef } from '../../shared/ports/store-entries.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { pack, parsed, unpack } from '../../shared/report/pack.ts'
import type { Cell, Cells, Row, Write } from './port.ts'

export function text(row: Row, column: string): string {
  return String(row.cells[column] ?? '')
}

export function number(row: Row, column: string): number {
  return Number(row.cells[column] ?? 0)
}

export function bytes(row: Row, column: string): Uint8Array {
  const cell = row.cells[column]
  if (cell instanceof Uint8Array) return cell
  throw new TypeError(`its column ${column} holds no bytes`)
}

/** A small value as a text: JSON is well-formed whatever its strings hold. Throws StoreError for what is none. */
export function json(row: Row, column: string): unknown {
  try {
    return JSON.parse(text(row, column))
  } catch (error) {
    throw damaged(`row ${row.key}`, error)
  }
}

/** What tells which sweep a row is of, with what else its column holds. Throws StoreError where it does not tell. */
export function sweepIn<T extends SweepRef>(row: Row, column: string): T {
  const value = json(row, column) as Partial<T> | null
  if (typeof value?.id === 'string' && !Number.isNaN(Date.parse(String(value.startedAt)))) {
    return value as T
  }
  throw damaged(`row ${row.key}`, new TypeError(`its column ${column} names no sweep`))
}

/** Any JSON under zstd. */
export function packed(value: unknown): Uint8Array {
  return pack(Buffer.from(JSON.stringify(value)), null)
}

/** Throws when the bytes are damaged. */
export function unpacked(data: Uint8Array): unknown {
  return parsed(unpack(data, null))
}

/** What a row costs of the limits: services count texts in UTF-8 or in UTF-16. */
export function sizeOf(cells: Cells): number {
  return Object.values(cells).reduce<number>((sum, cell) => sum + cellBytes(cell), 0)
}

export function sizeOfAll(writes: readonly Write[]): number {
  return writes.reduce((sum, w) => sum + (w.kind === 'delete' ? 0 : sizeOf(w.cells)), 0)
}

function cellBytes(cell: Cell): number {
  if (typeof cell === 'number') return 8
  return typeof cell === 'string'
    ? Math.max(2 * cell.length, Buffer.byteLength(cell))
    : cell.byteLength
}

/** What a row holds came over a network: whatever is wrong with it names what it is of. `what`: "report r". */
export async function named<T>(what: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof StoreError ? error : damaged(what, error)
  }
}

function damaged(what: string, error: unknown): StoreError {
  const why = error instanceof Error ? error.message : String(error)
  return new StoreError(
    `Cannot read ${what} of the store: ${why}; something else wrote into its rows, or removed some of them`,
    { problem: 'damaged', cause: error },
  )
}
