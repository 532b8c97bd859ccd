import { randomUUID } from 'node:crypto'
import { sizeOf } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END, oldestFirst } from './encode.ts'
import { partsKey } from './layout.ts'
import { writeAll } from './many.ts'
import type { Cells, Row, RowLimits, Write } from './port.ts'

/** A column of Azure Tables takes 64 KiB. */
const COLUMN = 60 * 1024

/** Bytes of a row that are not for data: the columns that point at the parts. */
const POINTERS = 160

/** Bytes as cells of a row and, for what does not fit in there, rows of parts, which are written before. */
export interface Blob {
  readonly cells: Cells
  readonly parts: readonly Write[]
}

export interface BlobOf {
  readonly data: Uint8Array
  /** The row that will hold it, and its other cells. */
  readonly key: string
  readonly cells: Cells
  /** How large that row may become. */
  readonly rowBytes: number
  readonly expires?: { readonly expiresAt?: Date }
}

/**
 * Cuts bytes into cells. The parts stand under a key of this attempt: two writers never mix, and those of a writer
 * that did not come to its row are found and removed (prune.ts).
 */
export function blob(context: StoreContext, { data, key, cells, rowBytes, expires }: BlobOf): Blob {
  const room = Math.max(rowBytes - sizeOf(cells) - POINTERS, 0)
  if (data.byteLength <= room) return { cells: { ...cells, ...columns(data) }, parts: [] }
  const { limits } = context.rows
  const attempt = `${oldestFirst(context.now().getTime())}-${randomUUID()}`
  // Azurite counts a row by the text of its request, in which bytes are longer by a third.
  const rest = pieces(data.subarray(room), shareOf(limits))
  const owner: Write = {
    kind: 'put',
    key: partsKey(attempt),
    cells: { owner: key, parts: rest.length },
    ...expires,
  }
  const parts = rest.map(
    (piece, n): Write => ({
      kind: 'put',
      key: partKey(attempt, n),
      cells: columns(piece),
      ...expires,
    }),
  )
  return {
    cells: { ...cells, ...columns(data.subarray(0, room)), attempt, parts: rest.length },
    parts: [owner, ...parts],
  }
}

/** Writes the parts, if there are any. Only then may the row be written. */
export async function writeParts(
  context: StoreContext,
  partition: string,
  { parts }: Blob,
): Promise<void> {
  await writeAll(context.rows, partition, parts)
}

/** The bytes of a row. Throws when parts of it are missing. */
export async function blobIn(
  context: StoreContext,
  partition: string,
  row: Row,
): Promise<Uint8Array> {
  const own = dataIn(row)
  const { attempt, parts } = row.cells
  if (typeof attempt !== 'string') return own
  const from = `${partsKey(attempt)}.`
  const found = await context.rows.list(partition, {
    from,
    to: `${from}${END}`,
    limit: Number(parts),
  })
  if (found.length !== parts) {
    throw new TypeError(`it has ${parts} parts more, of which ${found.length} are there`)
  }
  return Buffer.concat([own, ...found.map(dataIn)])
}

/** The keys of all parts of a row. */
export function partKeys(attempt: string, parts: number): readonly string[] {
  return [partsKey(attempt), ...Array.from({ length: parts }, (_, n) => partKey(attempt, n))]
}

function partKey(attempt: string, n: number): string {
  return `${partsKey(attempt)}.${String(n).padStart(6, '0')}`
}

function columns(data: Uint8Array): Cells {
  return Object.fromEntries(pieces(data, COLUMN).map((piece, n) => [`b${n}`, piece]))
}

function dataIn({ cells }: Row): Uint8Array {
  const found: Uint8Array[] = []
  for (let n = 0; cells[`b${n}`] instanceof Uint8Array; n++)
    found.push(cells[`b${n}`] as Uint8Array)
  return found.length === 1 && found[0] !== undefined ? found[0] : Buffer.concat(found)
}

function pieces(data: Uint8Array, size: number): readonly Uint8Array[] {
  const count = Math.ceil(data.byteLength / size)
  return Array.from({ length: count }, (_, n) => data.subarray(n * size, (n + 1) * size))
}

/** The most that a row may take of a commit that holds others too. */
export function shareOf({ rowBytes, commitBytes }: RowLimits): number {
  return Math.min(rowBytes, Math.floor(commitBytes / 4))
}
