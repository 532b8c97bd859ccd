import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clip, columns, labelled, padEnd, plural, wrap } from '../../../shared/view/text.ts'

test.for([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['😀', 2],
  ['', 0],
] as const)('columns(%j) is %i', ([text, width]) => {
  expect(columns(text)).toBe(width)
})

test('padEnd() counts columns, not characters', () => {
  expect(padEnd('日', 4)).toBe('日  ')
})

test('clip() marks where it cut', () => {
  expect([clip('abcdef', 6), clip('abcdefg', 6), clip('日本語', 5)]).toEqual([
    'abcdef',
    'abcde…',
    '日本…',
  ])
})

test('labelled() hangs further lines under the first', () => {
  expect(labelled('  - ', 'one two three four five', 24)).toEqual([
    '  - one two three four',
    '    five',
  ])
})

test('plural() leaves one alone', () => {
  expect([plural(1, 'target'), plural(2, 'target')]).toEqual(['1 target', '2 targets'])
})

describe('wrap()', () => {
  test('breaks at blanks, and a long word where it must', () => {
    expect(wrap('a bb ccccccc', 4)).toEqual(['a bb', 'cccc', 'ccc'])
  })

  test('is never wider than asked, and loses no word', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 30 }))
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (given, width) => {
        const text = given.join(' ')
        const lines = wrap(text, width)
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})
