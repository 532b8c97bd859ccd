import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type ZipEntry, zip } from '../../tools/zip.ts'

const ENTRIES: readonly ZipEntry[] = [
  { name: 'index.js', bytes: Buffer.from('export {}\n'.repeat(500)) },
  { name: 'chunks/ä.js', bytes: Buffer.alloc(0) },
]

/** Reads an archive by its directory, and checks each entry against its header. */
function read(archive: Buffer): readonly ZipEntry[] {
  const end = archive.length - 22
  expect(archive.readUInt32LE(end)).toBe(0x06054b50)
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50)
    const [sum, packed] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20)]
    const length = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + length)
    const head = archive.readUInt32LE(at + 42)
    expect(archive.readUInt32LE(head)).toBe(0x04034b50)
    const begin = head + 30 + archive.readUInt16LE(head + 26) + archive.readUInt16LE(head + 28)
    const bytes = inflateRawSync(archive.subarray(begin, begin + packed))
    expect(crc32(bytes)).toBe(sum)
    entries.push({ name, bytes })
    at += 46 + length
  }
  expect(at).toBe(end)
  return entries
}

test('an archive gives back what went in, in order of the names', () => {
  const read1 = read(Buffer.from(zip(ENTRIES)))
  expect(read1.map(({ name }) => name)).toEqual(['chunks/ä.js', 'index.js'])
  expect(read1[1]?.bytes).toEqual(ENTRIES[0]?.bytes)
})

test('the order of the files changes nothing', () => {
  expect(zip(ENTRIES.toReversed())).toEqual(zip(ENTRIES))
})

test('every file is of 1980-01-01 and may be read by everybody, whatever the machine says', () => {
  const archive = Buffer.from(zip(ENTRIES))
  const end = archive.length - 22
  const directory = archive.readUInt32LE(end + 16)
  expect(archive.readUInt32LE(directory + 12)).toBe(((1 << 5) | 1) << 16)
  expect(archive.readUInt32LE(directory + 38)).toBe((0o100644 << 16) >>> 0)
})

test.skipIf(!has('unzip'))('unzip reads it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-zip-'))
  const file = path.join(folder, 'a.zip')
  writeFileSync(file, zip(ENTRIES))
  expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors')
  rmSync(folder, { recursive: true })
})

function has(command: string): boolean {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
