import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { programOf } from '../../cli/program.ts'
import { checkReport } from '../../shared/report/check.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import type { Sweep } from '../shared/alerts/sweeps.ts'
import { call } from './call.ts'
import { CALLS, FILES } from './option-calls.ts'
import { seen } from './seen.ts'

/**
 * What each option changes: the lines that a call has with it and not without it. After a change that is meant:
 * `npx vitest run test/cli/options.test.ts -u`, and read what differs.
 */
const REPORTS = path.join(import.meta.dirname, '../golden/views/reports')

const DEAD: Sweep = { 'app/db': 'fail tcp-dropped 10.0.1.9', web: 'pass' }
const GOOD: Sweep = { 'app/db': 'pass', web: 'pass' }
const SWEEPS = [GOOD, DEAD, DEAD, GOOD, GOOD, GOOD, DEAD, DEAD]

/** Commands that wait for their end: their own tests call them. */
const SERVING = /^(?:serve|mcp|network pull)$/

function optionsOf(command: Command, name = ''): readonly string[] {
  const own = command.options.flatMap(({ long }) => (name === '' ? [] : [`${name} ${long}`]))
  return [
    ...own,
    ...command.commands.flatMap((one) => optionsOf(one, `${name} ${one.name()}`.trim())),
  ]
}

/** What differs from run to run and from place to place. */
function steady(text: string, cwd: string): string {
  return text
    .replaceAll(cwd, 'CWD')
    .replaceAll(new RegExp(`\\b${RegExp.escape(os.hostname())}\\b`, 'g'), 'HOST')
    .replaceAll(/20261\d{3}T\d{9}Z-(?!lab)[\w-]+/g, 'REPORT')
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z| UTC)/g, 'TIME')
    .replaceAll(/ +\d+(?:\.\d+)? (?:ms|s)\b/g, ' N s')
    .replaceAll(/refused (?:at once|after N s)/g, 'refused')
    .replaceAll(/ +\d+\.\d$/gm, ' N')
    .replaceAll(/(?<= )open for \d[^,;]*/g, 'open for AGE')
    .replaceAll(/(?<=not JSON: ).*/g, '(V8)')
}

/** The lines of an answer, its status, and the files that it made. */
async function answered(line: string, cwd: string): Promise<readonly string[]> {
  const before = new Set(readdirSync(cwd))
  // Where lines break would depend on the name of the host and on how long a step took.
  const { status, out, err } = await call(line.split(' '), { cwd, columns: 1000 })
  const made = readdirSync(cwd).filter((name) => !before.has(name))
  const lines = steady(`${out}${err}`, cwd).split('\n')
  return [...lines.filter((one) => one.trim() !== ''), `-> ${status}`, `made ${made}`]
}

/** Of what is gone a few lines are enough, of what came more. */
const [GONE, CAME] = [3, 16]

test('each option changes what a call says, and how', async () => {
  await using place = await seen(SWEEPS)
  const cwd = place.path
  const file = (name: string) => readFileSync(path.join(REPORTS, `${name}.json`), 'utf8')
  const reports = {
    'a.json': file('systems-registry-healthy'),
    'b.json': file('systems-registry-data-record-missing'),
  }
  for (const [name, text] of Object.entries({ ...FILES, ...reports })) {
    await writeFile(path.join(cwd, name), text)
  }
  const store = openSqliteStore(path.join(cwd, 'perimeter.db'))
  const last = checkReport(JSON.parse(file('blocked-typo')))
  await store.append({ ...last, kind: 'on-demand', startedAt: '2026-11-21T00:00:00.000Z' })
  await store.close()
  const told: string[] = []
  for (const [, line, options] of CALLS) {
    const without = await answered(line, cwd)
    for (const [option, more] of Object.entries(options)) {
      const whole = more.startsWith('-') ? `${line} ${more}` : more
      const now = await answered(whole, cwd)
      const came = now.filter((one) => !without.includes(one)).map((one) => `+ ${one}`)
      const gone = without.filter((one) => !now.includes(one)).map((one) => `- ${one}`)
      expect.soft(came.length + gone.length, `${option} of perimeter ${line}`).toBeGreaterThan(0)
      const shown = [...gone.slice(0, GONE), ...came.slice(0, CAME)]
      told.push(`$ perimeter ${line}\n  ${option}: ${whole}\n${shown.join('\n')}\n`)
    }
  }
  await expect(told.join('\n')).toMatchFileSnapshot('options.txt')
})

test('no option is left out of it', async () => {
  const program = await programOf(
    {
      ...{ out: () => {}, err: () => {}, env: {}, cwd: '.' },
      terminal: { out: false, err: false, columns: 80 },
      signal: new AbortController().signal,
    },
    () => {},
  )
  const shown = CALLS.flatMap(([command, , options]) =>
    Object.keys(options).map((o) => `${command} ${o}`),
  )
  const all = optionsOf(program).filter((one) => !SERVING.test(one.replace(/ --.*/, '')))
  expect([...new Set(shown)].toSorted()).toEqual(all.toSorted())
})
