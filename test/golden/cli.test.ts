import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkReport } from '../../shared/report/check.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { call } from '../cli/call.ts'
import { seen } from '../cli/seen.ts'
import type { Sweep } from '../shared/alerts/sweeps.ts'

/**
 * Whole answers of commands that read a store: what they print, where, and their exit status. After a change that is
 * meant: `npx vitest run test/golden/cli.test.ts -u`, and read what differs.
 */
const REPORTS = path.join(import.meta.dirname, 'views/reports')
const FILE = path.join(import.meta.dirname, 'cli.txt')

const DEAD: Sweep = { 'app/db': 'fail tcp-dropped 10.0.1.9', web: 'pass' }
const GOOD: Sweep = { 'app/db': 'pass', web: 'pass' }
const WARN: Sweep = { 'app/db': 'warn tls-expires-soon leaf', web: 'pass' }
const SWEEPS = [GOOD, DEAD, DEAD, GOOD, GOOD, WARN, DEAD, DEAD]

const INCIDENT = 'INCIDENT'

const CALLS: readonly (readonly string[])[] = [
  ['history', 'app/db'],
  ['history', 'app/db', '--limit', '2', '--format', 'json'],
  ['history', 'https://web'],
  ['history', 'nothing'],
  ['history', 'app/db', '--limit', '0'],
  ['history', 'app/db', '--store', 'none.db'],
  ['incidents'],
  ['incidents', '--limit', '1', '--format', 'json'],
  ['incidents', '--open'],
  ['incidents', '--explain', INCIDENT],
  ['incidents', '--explain', 'app/db'],
  ['incidents', '--explain', 'nothing'],
  ['incidents', '--ack', 'nothing'],
  ['incidents', '--ack', INCIDENT],
  ['diff', 'r00000', 'r00005'],
  ['diff', 'r00005', 'r00000', '--format', 'json'],
  ['diff', 'r00030'],
  ['diff', 'r00035'],
  ['diff', 'r00000', 'nothing'],
  ['diff', 'r00000', 'r00005', '--format', 'xml'],
  ['diff', 'a.json', 'b.json'],
  ['diff', 'a.json', 'a.json'],
  ['baseline'],
  ['baseline', '--last', '3', '--public'],
  ['baseline', '--last', '2'],
  ['baseline', '--vantage', 'nowhere'],
  ['baseline', 'a.json', 'a.json', 'a.json'],
  ['rules', '--for', 'nsg', '--missing'],
  ['rules', '--for', 'nsg', '--missing', 'b.json'],
  ['rules', '--for', 'nsg', '--missing', 'b.json', '--cause', 'nothing'],
  ['alerts', 'test'],
  ['validate'],
  ['validate', 'nothing.yaml'],
  ['catalog', 'show', 'nothing'],
  ['explain', '--code', 'nothing'],
  ['schema', 'nothing'],
  ['nothing'],
  ['completion', 'nothing'],
]

/** What differs from place to place. */
function steady(text: string, cwd: string): string {
  return text.replaceAll(cwd, 'CWD').replaceAll(/acknowledged .*|Acknowledged .*/g, 'acknowledged')
}

test('every command says the same, whole', async () => {
  await using place = await seen(SWEEPS)
  const cwd = place.path
  const config =
    'vantage: prod-japaneast\ntargets: [{ name: web, url: "https://web.contoso.com/" }]\n'
  const file = (name: string) => readFileSync(path.join(REPORTS, `${name}.json`), 'utf8')
  await writeFile(path.join(cwd, 'perimeter.yaml'), config)
  await writeFile(path.join(cwd, 'a.json'), file('systems-registry-healthy'))
  await writeFile(path.join(cwd, 'b.json'), file('systems-registry-data-record-missing'))
  const store = openSqliteStore(path.join(cwd, 'perimeter.db'))
  const missing = checkReport(JSON.parse(file('blocked-typo')))
  await store.append({ ...missing, kind: 'on-demand', startedAt: '2026-11-21T00:00:00.000Z' })
  await store.close()
  const said: string[] = []
  for (const args of CALLS) {
    const given = args.map((word) => (word === INCIDENT ? place.id : word))
    const { status, out, err } = await call(given, { cwd })
    said.push(`$ perimeter ${args.join(' ')}\n${steady(out, cwd)}${steady(err, cwd)}-> ${status}\n`)
  }
  await expect(said.join('\n')).toMatchFileSnapshot(FILE)
})
