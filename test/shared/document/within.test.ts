import { expect, test } from 'vitest'
import {
  fileName,
  keyText,
  type Origin,
  quoteValue,
  within,
} from '../../../shared/document/problem.ts'

/** Says what it was asked. */
const ORIGIN: Origin = {
  position: (path, key) => ({
    file: 'f',
    line: 1,
    column: 1,
    key: `${keyText(path)} ${key ?? ''}`,
  }),
  quote: (path, value, secret) => `${keyText(path)} ${value} ${secret ?? false}`,
  variables: (path) => [keyText(path)],
}

test('an origin seen from within passes on all that it is asked, from its place', () => {
  const inner = within(within(ORIGIN, ['targets', 2]), ['expect'])
  expect(inner.position(['http'], 'status').key).toBe('targets[2].expect.http status')
  expect(inner.position([]).key).toBe('targets[2].expect ')
  expect(inner.quote(['http', 0], 'x', true)).toBe('targets[2].expect.http[0] x true')
  expect(inner.quote([], 'x')).toBe('targets[2].expect x false')
  expect(inner.variables(['a'])).toEqual(['targets[2].expect.a'])
})

test.for([
  ['plain', 'a.pem', '"a.pem"', 'a.pem'],
  ['of a variable', 'a.pem', '${FILE}', '${FILE}'],
  ['hidden', 'a.pem', 'the value', 'the value'],
] as const)('the name of a file that is %s', ([, file, quoted, shown]) => {
  expect(fileName({ ...ORIGIN, quote: () => quoted }, [], file)).toBe(shown)
})

test.for([
  [[1], 'a list'],
  [{ a: 1 }, 'a mapping'],
  [null, 'null'],
  [undefined, 'nothing'],
  [true, 'true'],
  ['x'.repeat(78), `"${'x'.repeat(78)}"`],
  ['x'.repeat(79), `"${'x'.repeat(79)}…"`],
  ['a\nb', '"a\\nb"'],
] as const)('%j is quoted as %s', ([value, quoted]) => {
  expect(quoteValue(value)).toBe(quoted)
})

test('a key is cut where it is endless', () => {
  expect(keyText(['a', 0, 'b', 1, 2])).toBe('a[0].b[1][2]')
  expect(keyText(['x'.repeat(81), 'y'])).toBe(`${'x'.repeat(80)}.y`)
  expect(keyText([])).toBe('')
})
