import type { Cells, Row, Rows, Write } from '../../../../stores/rows/port.ts'

/** One empty place, which handles are opened on; the fixture closes them. */
export interface RowsFixture {
  readonly open: () => Promise<Rows>
}

/** The partition of most tests. */
export const P = 'v.prod'
export const ALL = { from: '', to: '~', limit: 5000 }
/** What the store puts into one column at most; a row that is larger has several. */
export const COLUMN = 60 * 1024

export function create(key: string, cells: Cells): Extract<Write, { kind: 'create' }> {
  return { kind: 'create', key, cells }
}

export function put(key: string, cells: Cells): Write {
  return { kind: 'put', key, cells }
}

export function keys(rows: readonly Row[]): readonly string[] {
  return rows.map(({ key }) => key)
}

export async function versionOf(rows: Rows, key: string): Promise<string> {
  return (await rows.get(P, key))?.version ?? 'none'
}

/** Bytes as numbers, whatever class of array a client gives. */
export function plain(cells: Cells | undefined): unknown {
  return Object.fromEntries(
    Object.entries(cells ?? { missing: 1 }).map(([name, cell]) => [
      name,
      cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : cell,
    ]),
  )
}

/** Columns of 60 KiB at most that have so many bytes together: about 900 KiB, where a service takes 1 MiB a row. */
export function large(bytes: number, seed: number): Cells {
  const count = Math.ceil(bytes / COLUMN)
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `body${n}`,
      noise(Math.min(COLUMN, bytes - n * COLUMN), seed),
    ]),
  )
}

/** Bytes that no compression on the way makes small. */
export function noise(length: number, seed = 0): Uint8Array {
  let state = seed + 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  })
}
