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
