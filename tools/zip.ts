import { type Zippable, zipSync } from 'fflate'

export interface ZipEntry {
  /** With forward slashes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** 1980-01-01 00:00, where the format’s time begins: the same files give the same archive, whenever it is made. */
const DATE = new Date(1980, 0, 1)
/** Unix, whose rights `attrs` holds. */
const UNIX = 3
/** A regular file that everybody may read. */
const ATTRIBUTES = (0o100644 << 16) >>> 0

/**
 * A zip archive, its entries in order of their names. For archives below 4 GB with fewer than 65,536 entries.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const files: Zippable = Object.fromEntries(
    sorted.map(({ name, bytes }) => [
      name,
      [bytes, { level: 9, mtime: DATE, os: UNIX, attrs: ATTRIBUTES }],
    ]),
  )
  return zipSync(files)
}
