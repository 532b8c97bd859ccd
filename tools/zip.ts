import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** With forward slashes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** 1980-01-01 00:00, where the format’s time begins: the same files give the same archive, whenever it is made. */
const DATE = (1 << 5) | 1
/** 2.0: deflate. */
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
const DEFLATE = 8
/** A regular file that everybody may read, in the terms of Unix (made by 3). */
const UNIX_FILE = (0o100644 << 16) >>> 0

/**
 * A zip archive, its entries in order of their names. For archives below 4 GB with fewer than 65,536 entries.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const data = deflateRawSync(bytes, { level: 9 })
    const path = Buffer.from(name)
    const shared = sharedHeader(bytes, data, path)
    parts.push(u32(0x04034b50), u16(VERSION), shared, u16(0), path, data)
    directory.push(
      ...[u32(0x02014b50), u16((3 << 8) | VERSION), u16(VERSION), shared, u16(0)],
      ...[u16(0), u16(0), u16(0), u32(UNIX_FILE), u32(offset), path],
    )
    offset += 4 + 2 + shared.length + 2 + path.length + data.length
  }
  const index = Buffer.concat(directory)
  const count = u16(entries.length)
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(index.length), u32(offset)]
  return Buffer.concat([...parts, index, ...end, u16(0)])
}

/** What stands in the header of an entry and in the directory alike, from the flags to the length of the name. */
function sharedHeader(bytes: Uint8Array, data: Uint8Array, path: Uint8Array): Uint8Array {
  return Buffer.concat([
    ...[u16(FLAGS), u16(DEFLATE), u16(0), u16(DATE), u32(crc32(bytes))],
    ...[u32(data.length), u32(bytes.length), u16(path.length)],
  ])
}

function u16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
