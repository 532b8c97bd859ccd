import { expect, test } from 'vitest'
import { headersThatMatter } from '../../probes/headers.ts'

test('forty headers are kept, by the name in lower case, and lists join their lines', () => {
  const many = Array.from({ length: 45 }, (_, i) => [`X-MS-${i}`, 'v'] as const)
  expect(Object.keys(headersThatMatter([['Cookie', 'x'], ...many]))).toEqual(
    Array.from({ length: 40 }, (_, i) => `x-ms-${i}`),
  )
  expect(
    headersThatMatter([
      ['VIA', 'a'],
      ['Via', ['b', 'c']],
      ['Server', 'first'],
      ['server', 'last'],
      ['date', undefined],
      ['x-goog-long', 'v'.repeat(600)],
    ]),
  ).toMatchObject({
    via: 'a, b, c',
    server: 'last',
    'x-goog-long': expect.stringMatching(/^v{500}/),
  })
})
