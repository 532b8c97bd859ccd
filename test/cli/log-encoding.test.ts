import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isCrAlone, isGzip } from '../../cli/log-encoding.ts'
import { logText } from '../../cli/log-file.ts'
import { charsetOf } from '../../runtime/charset.ts'
import { folder } from './call.ts'

/** A byte of each sort: none, small ones, a letter, those of the mark. */
const BYTES = [0, 1, 2, 0x41, 0xfe, 0xff]
const FOURS = BYTES.flatMap((a) =>
  BYTES.flatMap((b) => BYTES.flatMap((c) => BYTES.map((d) => [a, b, c, d]))),
)

/** The mark, or else the halves of two ASCII letters. */
function expected(bytes: readonly number[]): string {
  const mark = Buffer.from(bytes.slice(0, 2)).toString('hex')
  if (mark === 'fffe') return 'utf-16le'
  if (mark === 'feff') return 'utf-16be'
  const zeros = bytes.map((byte) => (byte === 0 ? '0' : 'x')).join('')
  return { x0x0: 'utf-16le', '0x0x': 'utf-16be' }[zeros] ?? 'utf-8'
}

test('the charset of every start of four bytes', () => {
  const wrong = FOURS.filter((bytes) => charsetOf(Buffer.from(bytes)) !== expected(bytes))
  expect(wrong).toEqual([])
})

test.for<[string, string]>([
  ['', 'utf-8'],
  ['41', 'utf-8'],
  ['4100', 'utf-8'],
  ['410042', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
])('a start of %s: %s', ([hex, charset]) => {
  expect(charsetOf(Buffer.from(hex, 'hex'))).toBe(charset)
})

test.for([
  ['1f8b', true],
  ['1f8c', false],
  ['1e8b', false],
  ['8b1f', false],
  ['1f', false],
  ['', false],
] as const)('%s is gzip: %s', ([hex, is]) => {
  expect(isGzip(Buffer.from(hex, 'hex'))).toBe(is)
})

test.for([
  ['a\rb', true],
  ['a\nb', false],
  ['a\r\nb', false],
  ['a\rb\nc', false],
  ['ab', false],
] as const)('%j ends its lines with CR alone: %s', ([text, is]) => {
  expect(isCrAlone(text)).toBe(is)
})

// Longer than what is decoded, read or unpacked at once, and of an odd number of bytes before each character.
const LONG = `x\r\n${'é€\u{1f600}'.repeat(20_000)}\n`

test.for([
  ['utf-8', Buffer.from(LONG)],
  ['utf-16le', Buffer.from(`\ufeff${LONG}`, 'utf16le')],
  ['utf-16be', Buffer.from(`\ufeff${LONG}`, 'utf16le').swap16()],
  ['utf-8 in gzip', gzipSync(LONG)],
] as const)('no character is cut, wherever a piece ends: %s', async ([, bytes]) => {
  await using place = await folder()
  await writeFile(path.join(place.path, 'a.log'), bytes)
  const io = { cwd: place.path, signal: new AbortController().signal }
  const pieces = await Array.fromAsync(logText('a.log', io as never))
  expect(pieces.length).toBeGreaterThan(5)
  expect(pieces.join('') === LONG).toBe(true)
})

test('lines that end with CR alone end with LF, and no others', async () => {
  await using place = await folder()
  const io = { cwd: place.path, signal: new AbortController().signal }
  const read = async (text: string) => {
    await writeFile(path.join(place.path, 'a.log'), text)
    return (await Array.fromAsync(logText('a.log', io as never))).join('')
  }
  expect(await read('a\rb\rc\r')).toBe('a\nb\nc\n')
  expect(await read('a\r\nb\r\n')).toBe('a\r\nb\r\n')
  expect(await read('')).toBe('')
})
