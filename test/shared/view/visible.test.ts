import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visible, visibleAll } from '../../../shared/view/visible.ts'

describe('visible()', () => {
  test.for([
    ['plain text, 日本語, é, 😀', 'plain text, 日本語, é, 😀'],
    ['\u001b[2J\u001b]0;pwned\u0007', '\\x1b[2J\\x1b]0;pwned\\x07'],
    ['one\ntwo\r\n\tthree', 'one\\ntwo\\r\\n\\tthree'],
    ['\u009b31m C1', '\\x9b31m C1'],
    ['exe.\u202etxt', 'exe.\\u{202e}txt'],
    ['zero\u200bwidth \u2066isolate', 'zero\\u{200b}width \\u{2066}isolate'],
    ['line\u2028separator', 'line\\u{2028}separator'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['lone \ud800', 'lone \\u{d800}'],
    ['\u007f\u0000', '\\x7f\\x00'],
  ] as const)('%j is %j', ([given, expected]) => {
    expect(visible(given)).toBe(expected)
  })

  test('leaves nothing that acts, and is done after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(visible(shown)).toBe(shown)
      }),
    )
  })
})

test('visibleAll() reaches every string of a document, keys too', () => {
  const given = { a: ['\u001b', { '\n': 1, ok: null }], n: 1.5, yes: true }
  expect(visibleAll(given)).toEqual({ a: ['\\x1b', { '\\n': 1, ok: null }], n: 1.5, yes: true })
})
