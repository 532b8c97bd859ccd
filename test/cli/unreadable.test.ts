import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { call, folder } from './call.ts'

const MB = 1024 * 1024
const OK = 'targets: [{ name: a, url: "http://127.0.0.1:9/" }]\n'
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n')

/** Files that are no configuration, or hold something endless. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'a text': 'x'.repeat(MB),
  bytes: Uint8Array.from({ length: MB }, (_, n) => (n * 7919) % 256),
  'escape sequences': '\u001b[2J\u001b]0;x\u0007'.repeat(MB / 10),
  'nothing but lines': '\n'.repeat(MB),
  'a long key': `{ "${'k'.repeat(MB)}": 1 }`,
  'many keys': lines(10_000, (n) => `key${n}: 1`),
  'one key again and again': lines(10_000, () => 'a: 1'),
  'a long value': `vantage: ${'v'.repeat(MB)}\nschedule: ${'s'.repeat(MB)}\n`,
  'many wrong values': `targets:\n${lines(5_000, (n) => `  - { name: a${n}, url: "ftp://x${n}/" }`)}`,
  'a long URL': `targets: [{ name: a, url: "https://a.example/${'p'.repeat(MB)}" }]`,
  'many missing variables': `vantage: "${'${NOPE} '.repeat(10_000)}"\n`,
  'a quotation without end': `targets: "${'q'.repeat(MB)}`,
  'brackets without end': '['.repeat(MB / 2),
}

/** More than this is a dump. */
const CHARACTERS = 12_000

async function said(name: string, content: string | Uint8Array, ...args: readonly string[]) {
  await using at = await folder({ 'perimeter.yaml': OK, 'roots.yaml': `${OK}ca: [given]\n` })
  writeFileSync(path.join(at.path, 'given'), content)
  const { status, out, err } = await call(args, { cwd: at.path })
  expect(status, name).toBe(2)
  return out + err
}

test.for(Object.entries(FILES))(
  'a configuration of %s: refused in a few lines',
  async ([name, content]) => {
    const text = await said(name, content, 'validate', 'given')
    expect(text.length).toBeLessThan(CHARACTERS)
    expect(text).not.toContain('\u001b')
  },
)

test.for(['a text', 'bytes', 'a long key'])('roots and reports of %s, too', async (name) => {
  const content = FILES[name] ?? ''
  for (const args of [
    ['validate', 'roots.yaml'],
    ['diff', 'given', 'given'],
  ]) {
    expect((await said(name, content, ...args)).length).toBeLessThan(CHARACTERS)
  }
})

test.for([
  ['a command', (long: string) => [long]],
  ['a catalog', (long: string) => ['catalog', 'show', long]],
  ['a parameter', (long: string) => ['catalog', 'show', 'azure-functions', '--with', `${long}=1`]],
  ['a URL', (long: string) => ['check', '--url', `http://${long}/`]],
  ['a format', (long: string) => ['rules', '--for', long]],
  ['some targets', (long: string) => ['check', '--only', long]],
] as const)('%s of 100,000 characters, too', async ([what, args]) => {
  const text = await said(what, '', ...args('x'.repeat(100_000)))
  expect(text.length).toBeLessThan(CHARACTERS)
})
