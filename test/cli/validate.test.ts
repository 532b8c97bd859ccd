import { describe, expect, test } from 'vitest'
import { call, folder } from './call.ts'

const TARGET = 'targets:\n  - name: a\n    url: https://a.example\n'

describe('validate names the place', () => {
  test.for([
    ['of a key that is indented wrong', `${TARGET}   bad: [\n`, 'perimeter.yaml:4:1: The YAML'],
    ['of a quote without end', `vantage: "abc\n${TARGET}`, 'perimeter.yaml:'],
    [
      'of nesting without end',
      `targets: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      'The YAML is nested too deeply',
    ],
    [
      'of a schedule that never comes',
      `schedule: "0 0 0 31 2 *"\n${TARGET}`,
      'perimeter.yaml:1:11: "0 0 0 31 2 *" names days that its months do not have',
    ],
    [
      'of a vantage that is a book',
      `vantage: ${'x'.repeat(1_000_000)}\n${TARGET}`,
      'has 1000000 characters',
    ],
    ['of an empty vantage', `vantage: ""\n${TARGET}`, 'perimeter.yaml:1:10'],
  ] as const)('%s', async ([, text, says]) => {
    await using place = await folder({ 'perimeter.yaml': text })
    const { status, err } = await call(['validate'], { cwd: place.path })
    expect(status).toBe(2)
    expect(err).toContain(says)
    expect(err.split('\n').length).toBeLessThan(8)
    expect(err.length).toBeLessThan(1000)
  })
})

test.for(['0 0 0 29 2 *', '0 0 0 31 1-3 *', '0 0 0 30,31 2,4 *'])(
  'a schedule that comes now and then: %s',
  async (schedule) => {
    await using place = await folder({ 'perimeter.yaml': `schedule: "${schedule}"\n${TARGET}` })
    expect((await call(['validate'], { cwd: place.path })).status).toBe(0)
  },
)

test.for([
  ['body: "/^(\\w+\\s?)*$/"', ['expect.http.body']],
  ['headers: { server: "/^(a+)+$/", via: "/^a+$/" }', ['expect.http.headers.server']],
  [
    'body: "/^(a+)+$/", headers: { via: "/^(a+)+$/" }',
    ['expect.http.body', 'expect.http.headers.via'],
  ],
  ['body: "(a+)+"', []],
] as const)('a pattern that backtracks is a warning: %s', async ([http, keys]) => {
  const text = `${TARGET}    expect: { http: { ${http.replaceAll('"', "'")} } }\n`
  await using place = await folder({ 'perimeter.yaml': text })
  const { status, err } = await call(['validate'], { cwd: place.path })
  expect(status).toBe(0)
  expect([...err.matchAll(/ of (\S+) backtracks/g)].map(([, key]) => key)).toEqual(keys)
})
