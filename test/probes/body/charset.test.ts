import { expect, test } from 'vitest'
import { textOf } from '../../../probes/body/charset.ts'

const LATIN = Buffer.from('gr\u00fcn', 'latin1')
const UTF16 = Buffer.from('\u0000a\u0000b', 'latin1')
const meta = (before: number, name: string, rest: Buffer) =>
  Buffer.concat([Buffer.from(`${' '.repeat(before)}<meta charset="${name}">`), rest])

// Encoding Standard, 6; HTML Standard, 13.2.3.
test.for([
  [Buffer.from('grün'), '', 'grün'],
  [LATIN, 'text/html', 'grün'],
  [LATIN, 'text/html; charset=iso-8859-1', 'grün'],
  [LATIN, 'application/json', 'gr\ufffdn'],
  [Buffer.concat([LATIN, Buffer.of(0)]), 'text/plain', 'gr\ufffdn\u0000'],
  [LATIN, 'application/x; charset=nobody', 'gr\ufffdn'],
  [
    Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), Buffer.from('é')]),
    'text/html; charset=latin1',
    'é',
  ],
  [Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('ab', 'utf16le')]), '', 'ab'],
  [Buffer.concat([Buffer.of(0xfe, 0xff), UTF16]), '', 'ab'],
  [Buffer.of(0xfe, 0x61), 'text/plain', 'þa'],
  [Buffer.of(0xff, 0x61), 'text/plain', 'ÿa'],
  [meta(0, 'iso-8859-5', Buffer.of(0xb0)), 'text/html', '<meta charset="iso-8859-5">А'],
  [meta(0, 'utf-16', LATIN), 'text/html', '<meta charset="utf-16">grün'],
  [meta(0, 'iso-8859-5', LATIN), 'text/plain', '<meta charset="iso-8859-5">grün'],
] as const)('%#: a body of type %j', ([bytes, type, text]) => {
  expect(textOf(Buffer.from(bytes), type)).toBe(text)
})

test('a page names its charset within its first 1024 bytes', () => {
  const named = 'charset="iso-8859-5'.length
  const at = (before: number) =>
    textOf(meta(before - '<meta '.length, 'iso-8859-5', Buffer.of(0xb0)), 'text/html').at(-1)
  expect([at(1024 - named), at(1024)]).toEqual(['А', '°'])
})
