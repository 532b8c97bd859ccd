import { expect, test } from 'vitest'
import { COMMAND_NAMES } from '../../cli/commands.ts'
import { programOf } from '../../cli/program.ts'
import { call } from './call.ts'

const io = {
  ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
  terminal: { out: false, err: false, columns: 80 },
  signal: new AbortController().signal,
}

test.for(COMMAND_NAMES)('what is loaded for %s adds that command first', async (name) => {
  const { commands } = await programOf(io, () => {}, { commands: [name] })
  expect(commands[0]?.name()).toBe(name)
})

test.for([
  ['check --nonsense', 'unknown option'],
  ['--nonsense', 'unknown option'],
  ['explain --nonsense', 'unknown option'],
  ['help check', 'Usage: perimeter check'],
  ['check --help', 'Usage: perimeter check'],
  ['--url x --help', 'explain-log'],
  ['complete exp', 'explain-log'],
  ['constructor', 'There is no command "constructor"'],
  ['toString --help', 'There is no command "toString"'],
] as const)('perimeter %s finds what it needs', async ([line, told]) => {
  const { out, err } = await call(line.split(' '))
  expect(`${out}${err}`).toContain(told)
})
