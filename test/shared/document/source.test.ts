import process from 'node:process'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readSource } from '../../../shared/document/source.ts'
import { load } from '../config/sample.ts'

const read = (text: string, env = {}) => readSource(text, 'f.yaml', env)

describe('readSource()', () => {
  test.for([
    ['nothing', '', '1:1', 'is empty'],
    ['only a comment', '# nothing\n', '1:1', 'is empty'],
    ['a list', '- a\n- b\n', '1:1', 'not a mapping'],
    ['a text', 'hello\n', '1:1', 'not a mapping'],
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', '3:1', '"a" is here twice'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1', 'YAML'],
    ['an open quote', 'a: "x\n', '2:1', 'YAML'],
    ['an open bracket', 'a: [1, 2\nb: 3\n', '2:1', 'YAML'],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1', 'YAML'],
    ['a tag', 'a: !secret x\n', '1:4', 'YAML'],
    ['an alias without an anchor', 'a: *nowhere\n', '1:4', 'alias'],
  ] as const)('tells of %s', ([, text, place, message]) => {
    const [problem] = read(text).problems
    expect(`${problem?.line}:${problem?.column}`).toBe(place)
    expect(problem?.message).toContain(message)
    expect(problem?.remedy).not.toBe('')
  })

  test.for([
    [['a'], 'c', '3:3 a.c'],
    [['a'], 'missing', '2:3 a.missing'],
    [['a'], undefined, '2:3 a'],
    [['a', 'c'], undefined, '3:6 a.c'],
    [['a', 'd', 1], undefined, '4:10 a.d[1]'],
    [[], 'a', '1:1 a'],
    [['nothing'], undefined, '1:1 nothing'],
  ] as const)('knows where %j is, with the key %s', ([at, key, place]) => {
    const { source } = read('a:\n  b: 1\n  c: 2\n  d: [1, 2]\n')
    const found = source?.position([...at], key)
    expect(`${found?.line}:${found?.column} ${found?.key}`).toBe(place)
  })

  test('of every key that is repeated, in whatever mapping', () => {
    const { problems } = read('a: { b: 1, b: 2 }\nc:\n  - { d: 1 }\n  - { d: 1 }\na: 1\n"a": 2\n')
    const places = problems.map(({ line, column, key }) => `${line}:${column} ${key}`)
    expect(places.toSorted()).toEqual(['1:12 b', '5:1 a', '6:1 a'])
  })

  test('a mapping of many keys is read about as fast as a list of as many', () => {
    const lines = (line: (n: number) => string) =>
      `a:\n${Array.from({ length: 20_000 }, (_, n) => `  ${line(n)}\n`).join('')}`
    const cost = (text: string) => {
      const begin = process.cpuUsage()
      expect(read(text).problems).toEqual([])
      const { user } = process.cpuUsage(begin)
      return user
    }
    const list = lines((n) => `- k${n}`)
    cost(list)
    expect(cost(lines((n) => `k${n}: 1`)) / cost(list)).toBeLessThan(8)
  })

  test('refuses an alias bomb quickly', () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x]'
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(', ')}]`,
    )
    const { source, problems } = read(levels.join('\n'))
    expect(source).toBeNull()
    expect(problems[0]?.message).toContain('too many YAML aliases')
  })

  test('finds the place of a value behind an alias', () => {
    const { source } = read('a: &x { b: 1 }\nc: *x\n')
    expect(source?.position(['c', 'b'])).toMatchObject({ line: 1, column: 12 })
  })
})

describe('a secret that stands in the file', () => {
  const FILE = 'a: { b: "S3CRET", c: [S3CRET] }\nd: S3CRET\ne:\n  - S3CRET\n'

  // Whatever is wrong around it, as with a password that begins with a letter of YAML's own.
  test.for('" \' [ ] { } , : | > & * ! % @ ` # \\ \\x \\U <'.split(' '))(
    'is in no message where %s comes before it or in the place of something',
    (broken) => {
      const warned = vi.spyOn(process, 'emitWarning').mockReturnValue()
      onTestFinished(() => warned.mockRestore())
      const told = Array.from(FILE).flatMap((_, i) =>
        [i, i + 1].flatMap((rest) => {
          const { problems } = read(FILE.slice(0, i) + broken + FILE.slice(rest))
          return problems.map(({ message, remedy }) => `${message}. ${remedy}`)
        }),
      )
      expect(told.length).toBeGreaterThan(0)
      expect(
        [...told, ...warned.mock.calls.flat()].filter((text) => /S3C|CRET/.test(String(text))),
      ).toEqual([])
    },
  )
})

describe('brackets without end', () => {
  // The parser alone takes a time that grows with the square of them, and gives up at another place.
  test.for(['[', '{a: '])('%s a million times are told at their place', (bracket) => {
    const { source, problems } = readSource(`a: 1\nb: ${bracket.repeat(1_000_000)}`, 'f', {})
    expect(source).toBeNull()
    expect(problems).toMatchObject([{ message: 'The YAML is nested too deeply', line: 2 }])
    expect(problems[0]?.column).toBe(4 + 1000 * bracket.length)
  })

  test('those that are closed, and one open on each line, are none', () => {
    const lines = Array.from({ length: 2000 }, (_, n) => `k${n}: "[a ${'[]'.repeat(9)}"`)
    expect(readSource(lines.join('\n'), 'f', {}).problems).toEqual([])
  })
})

describe('the environment', () => {
  const env = { APP: 'func', COLON: 'a: b, [c] # "', EMPTY: '' }

  test.for([
    ['${APP}', 'func'],
    ['https://${APP}.example/${APP}', 'https://func.example/func'],
    ['${NONE:-fallback}', 'fallback'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${NONE:-}', ''],
    ['$${APP}', '${APP}'],
    ['$APP and $5', '$APP and $5'],
    ['${COLON}', 'a: b, [c] # "'],
  ] as const)('makes of %s: %s', ([text, expected]) => {
    const { source, problems } = read(`a: '${text}'`, env)
    expect(problems).toEqual([])
    expect(source?.value).toEqual({ a: expected })
  })

  test('is not looked at in keys, comments and values put in', () => {
    const { source, problems } = read('"${NONE}": "${X}" # ${NONE}', { X: '${NONE}' })
    expect(problems).toEqual([])
    expect(source?.value).toEqual({ '${NONE}': '${NONE}' })
  })

  test.for([
    ['a: ${NONE}', '1:4', 'a', 'NONE is not set'],
    ['a:\n  - b\n  - ${EMPTY}', '3:5', 'a[1]', 'EMPTY is not set'],
    ['a: { b: "${not ok}" }', '1:9', 'a.b', 'does not start a reference'],
  ] as const)('is missed at its place in %s', ([text, place, key, message]) => {
    const [problem] = read(text, env).problems
    expect(`${problem?.line}:${problem?.column} ${problem?.key}`).toBe(`${place} ${key}`)
    expect(problem?.message).toContain(message)
  })

  test('never shows its values in a problem', () => {
    const secret = 's3cret-value'
    const text = `
      proxy: \${S}
      vantage: { x: "\${S}" }
      resolvers: [&r "\${S}", *r]
      schedule: \${S}
      noProxy: ["\${S}/9"]
      targets:
        - { name: a, url: "\${S}", address: "\${S}" }
        - { name: b, url: "ftp://\${S}", expect: { resolution: "\${S}", http: { body: "/\${S}(/" } } }
        - { name: "\${S}", url: "https://\${S}:\${S}@x/" }
        - { name: "\${S}", url: "https://x/" }
      alerts: { notify: [{ slack: "\${S}" }] }
      limits: { concurrency: "\${S}", step: "\${S}" }`
    const { problems } = load(text, { S: secret })
    expect(problems.length).toBeGreaterThan(12)
    expect(JSON.stringify(problems)).not.toContain(secret)
    expect(JSON.stringify(problems)).toContain('The value of ${S}')
  })
})
