import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../cli/examples.ts'
import { programOf } from '../../cli/program.ts'

const io = {
  ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
  terminal: { out: false, err: false, columns: 80 },
  signal: new AbortController().signal,
}

function* commandsOf(parent: Command, above = ''): Generator<readonly [string, Command]> {
  for (const command of parent.commands) {
    const name = `${above}${command.name()}`
    yield [name, command]
    yield* commandsOf(command, `${name} `)
  }
}

/** The words of an example as a shell takes them, without pipes and what comes before or behind them. */
function wordsOf(example: string): readonly string[] {
  const call = /perimeter [^|)>]+/.exec(example)?.[0] ?? ''
  return [...call.matchAll(/'([^']*)'|(\S+)/g)]
    .slice(1)
    .map(([, quoted, bare]) => quoted ?? bare ?? '')
}

describe('the examples of the help', () => {
  test('every command that is shown has one', async () => {
    const names = [...commandsOf(await programOf(io, () => {}))].map(([name]) => name)
    expect(Object.keys(EXAMPLES).sort()).toEqual(names.filter((name) => name !== 'complete').sort())
    expect(Object.entries(EXAMPLES).filter(([, calls]) => calls.length === 0)).toEqual([])
  })

  test.for(Object.entries(EXAMPLES))('the help of %s shows them', async ([name, calls]) => {
    const said: string[] = []
    const program = await programOf({ ...io, out: (text) => said.push(text) }, () => {})
    const asked = program.parseAsync([...name.split(' '), '--help'], { from: 'user' })
    await expect(asked).rejects.toThrow('outputHelp')
    const lines = calls.map((example) => `  ${example}\n`).join('')
    const title = calls.length > 1 ? 'Examples' : 'Example'
    expect(said.join('').endsWith(`\n${title}:\n${lines}`)).toBe(true)
  })

  const all = Object.entries(EXAMPLES).flatMap(([name, calls]) =>
    calls.map((example) => [example, name] as const),
  )
  test.for(all)('%s', async ([example, name]) => {
    const program = await programOf(io, () => {})
    const called: string[] = []
    for (const [own, command] of commandsOf(program)) command.action(() => void called.push(own))
    await program.parseAsync([...wordsOf(example)], { from: 'user' })
    expect(called[0]?.startsWith(name)).toBe(true)
  })
})
