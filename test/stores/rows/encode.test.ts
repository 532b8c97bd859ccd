import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  after,
  ascending,
  descending,
  digest,
  END,
  newestFirst,
  oldestFirst,
  readable,
} from '../../../stores/rows/encode.ts'

const KEY = /^[A-Za-z0-9._~-]*$/
/** Beside whatever text there is: those that differ little, and long ones. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[ab._~-]{0,4}$/),
  fc.string({ unit: fc.constantFrom('a', 'b', '\u00e9', '😀'), minLength: 30, maxLength: 200 }),
)
const shortText = text.filter((t) => Buffer.byteLength(t) <= 110)
const time = fc.integer({
  min: Date.parse('0000-01-01T00:00:00.000Z'),
  max: Date.parse('9999-12-31T23:59:59.999Z'),
})

const bytewise = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))
const bytes = (t: string) => Buffer.from(t).toString('hex')

describe('texts as keys', () => {
  test.for([
    ['readable()', readable],
    ['ascending()', ascending],
    ['descending()', descending],
  ] as const)(
    '%s keeps different texts apart, within the alphabet and the length',
    ([, encode]) => {
      fc.assert(
        fc.property(text, text, (a, b) => {
          expect(encode(a) === encode(b)).toBe(bytes(a) === bytes(b))
          expect(encode(a)).toMatch(KEY)
          expect(encode(a).length).toBeLessThan(350)
        }),
      )
    },
  )

  test('ascending() is in the order of the texts, descending() in the reverse', () => {
    fc.assert(
      fc.property(shortText, shortText, (a, b) => {
        expect(bytewise(ascending(a), ascending(b))).toBe(bytewise(a, b))
        expect(bytewise(descending(a), descending(b))).toBe(bytewise(b, a))
      }),
    )
  })

  test('readable() leaves what people write as it is', () => {
    expect(readable('Prod-japaneast-2')).toBe('Prod-japaneast-2')
    expect(readable('büro 1/2')).toBe('b_c3_bcro_201_2f2')
  })
})

describe('times as keys', () => {
  test('oldestFirst() is in the order of time, newestFirst() in the reverse', () => {
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(bytewise(oldestFirst(a), oldestFirst(b))).toBe(Math.sign(a - b))
        expect(bytewise(newestFirst(a), newestFirst(b))).toBe(Math.sign(b - a))
        expect(oldestFirst(a)).toMatch(/^\d{15}$/)
        expect(newestFirst(a)).toMatch(/^\d{15}$/)
      }),
    )
  })

  test.for([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])('%s is the end of time', (end) => {
    expect(oldestFirst(end)).toMatch(/^\d{15}$/)
    expect(newestFirst(end)).toMatch(/^\d{15}$/)
  })
})

test('after() gives the least key that is greater', () => {
  const key = fc.stringMatching(/^[a-z0-9._~-]{1,6}$/)
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(after(a) > a).toBe(true)
      expect(b > a).toBe(b >= after(a))
    }),
  )
})

test('END comes behind every code that stands first behind a prefix', () => {
  fc.assert(
    fc.property(text, time, (t, at) => {
      for (const code of [ascending(t), digest(t), oldestFirst(at), newestFirst(at)]) {
        expect(`x.${code}` < `x.${END}`).toBe(true)
      }
    }),
  )
})
