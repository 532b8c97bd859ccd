import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsAny, fitsGlob } from '../../../shared/target/glob.ts'
import { slug } from '../../../shared/target/slug.ts'

test.for([
  ['azure-functions/monitor/x.test-443', 'azure-functions*', true],
  ['azure-functions/monitor/x.test-443', '*/x.test-443', true],
  ['azure-functions/monitor/x.test-443', 'azure-functions', false],
  ['a.b', 'a?b', true],
  ['a.b', 'a.?', true],
  ['axb', 'a.b', false],
  ['two\nlines', 'two*', true],
  ['', '*', true],
] as const)('fitsGlob(%j, %j) is %s', ([text, glob, fits]) => {
  expect(fitsGlob(text, glob)).toBe(fits)
})

test('no patterns let everything through, an empty list nothing', () => {
  expect(fitsAny('a', null)).toBe(true)
  expect(fitsAny('a', [])).toBe(false)
  expect(fitsAny('a', ['b', 'a', 'c'])).toBe(true)
  expect(fitsAny('a', ['b', 'c'])).toBe(false)
})

test('fits as a regular expression of the same meaning does', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 })
  fc.assert(
    fc.property(few, few, (text, glob) => {
      const same = glob.replaceAll('*', '.*').replaceAll('?', '.')
      expect(fitsGlob(text, glob)).toBe(new RegExp(`^${same}$`, 's').test(text))
    }),
    { numRuns: 2000 },
  )
})

test.for([
  ['Orders (database)', 'orders-database'],
  ['  --  A__b  ', 'a-b'],
  ['注文 データベース 2', '注文-データベース-2'],
  ['ＦＵＬＬ', 'full'],
  ['!?', 'target'],
  ['', 'target'],
])('slug(%j) is %j', ([name = '', id]) => {
  expect(slug(name)).toBe(id)
})

test('one of several patterns is enough', () => {
  expect(fitsAny('ab', ['x*', 'a?'])).toBe(true)
  expect(fitsAny('ab', ['x*', 'a'])).toBe(false)
})

test.for([
  ['Orders (database)', 'orders-database'],
  ['  --  ', 'target'],
  ['ﬁle ＡＢＣ ①', 'file-abc-1'],
  ['é'.normalize('NFD'), 'é'],
  ['a_b.c/d', 'a-b-c-d'],
] as const)('slug(%j) is %j', ([name, id]) => {
  expect(slug(name)).toBe(id)
})
