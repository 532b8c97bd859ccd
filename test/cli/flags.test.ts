import { globSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { programOf } from '../../cli/program.ts'

const io = {
  ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
  terminal: { out: false, err: false, columns: 80 },
  signal: new AbortController().signal,
}

/** The program without its declarations of flags: what is left reads them. */
const CODE = globSync('cli/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replaceAll(/readonly \w+\??:/g, '')

function flagsOf(command: Command): readonly string[] {
  const own = command.options.map((option) => option.attributeName())
  return [...own, ...command.commands.flatMap(flagsOf)]
}

test.for([...new Set(flagsOf(await programOf(io, () => {})))])('the flag %s is read', (flag) => {
  expect(CODE).toMatch(new RegExp(`\\.${flag}\\b|[{,]\\s*${flag}\\b`))
})
