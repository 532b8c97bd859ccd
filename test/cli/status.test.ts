import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { perimeter } from '../../cli/program.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { reportAt } from '../shared/alerts/sweeps.ts'
import { call, folder } from './call.ts'

const CONFIG = 'proxy: none\nresolvers: []\ntargets: [{ name: own, url: "tcp://127.0.0.1:1" }]\n'
const GOOD = reportAt(0, { db: 'pass', web: 'pass' })
const BAD = reportAt(5, { db: 'fail tcp-dropped 10.0.1.9', web: 'pass' })

/** A folder with a configuration, two reports and a store that holds them. */
async function place() {
  const made = await folder({
    'perimeter.yaml': CONFIG,
    'good.json': JSON.stringify(GOOD),
    'bad.json': JSON.stringify(BAD),
    'broken.yaml': 'targets: 3\n',
    'no-report.json': '{}',
    'fw.log': 'nothing of a firewall\n',
  })
  const store = openSqliteStore(path.join(made.path, 'perimeter.db'))
  await store.append(GOOD)
  await store.append(BAD)
  await store.close()
  return made
}

/** Each command with each of its exit statuses that needs no network. */
const CALLS: readonly (readonly [line: string, status: number])[] = [
  ['--version', 0],
  ['--help', 0],
  ['help', 0],
  ['--nonsense', 2],
  ['nonsense', 2],
  ['catalog list', 0],
  ['catalog show azure-container-registry', 0],
  ['catalog show nonsense', 2],
  ['completion bash', 0],
  ['completion nonsense', 2],
  ['diff good.json good.json', 0],
  ['diff good.json bad.json', 1],
  ['diff bad.json good.json', 1],
  ['diff good.json bad.json --format json', 1],
  ['diff good.json good.json --format json', 0],
  [`diff ${GOOD.id} ${BAD.id}`, 1],
  [`diff ${GOOD.id} ${GOOD.id}`, 0],
  [`diff ${BAD.id}`, 0],
  ['diff good.json no-report.json', 2],
  ['diff good.json nonsense', 2],
  ['explain tls-expired', 0],
  ['explain tls-expird', 2],
  ['explain-log fw.log', 4],
  ['explain-log nonsense.log', 2],
  ['history db', 0],
  ['incidents', 0],
  ['incidents --explain nonsense', 2],
  ['rules --for squid', 0],
  ['rules --for nonsense', 2],
  ['schema', 0],
  ['schema report', 0],
  ['schema nonsense', 2],
  ['validate', 0],
  ['validate -c broken.yaml', 2],
  ['validate -c nonsense.yaml', 2],
  ['alerts test', 2],
  ['serve -c broken.yaml', 2],
  ['check -c broken.yaml', 2],
  ['check --only nonsense', 2],
  ['check --for 1m', 2],
]

test.for(CALLS)('perimeter %s ends with status %i', async ([line, status]) => {
  await using at = await place()
  const got = await call(line.split(' '), { cwd: at.path })
  expect(got.status, got.out + got.err).toBe(status)
})

test.for([
  ['diff good.json bad.json', 'db'],
  ['diff good.json bad.json --format json', '"db"'],
] as const)('perimeter %s prints what differs', async ([line, says]) => {
  await using at = await place()
  expect((await call(line.split(' '), { cwd: at.path })).out).toContain(says)
})

describe('perimeter check ends with', () => {
  /** Its exit status for one target on loopback, whose answers are 200. */
  async function checked(expectation: string, signal = new AbortController().signal) {
    await using server = await httpServer(respond(200))
    const url = `http://127.0.0.1:${server.port}`
    await using at = await folder({
      'perimeter.yaml': `proxy: none\nresolvers: []\nlimits: { attempts: 1 }\ntargets: [{ name: own, url: "${url}", expect: ${expectation} }]\n`,
    })
    const said: string[] = []
    const write = (text: string) => void said.push(text)
    const terminal = { out: false, err: false, columns: 100 }
    const io = { out: write, err: write, env: {}, cwd: at.path, terminal, signal }
    const status = await perimeter(['check', '--format', 'json'], io)
    return { status, summary: JSON.parse(said.join('')).summary }
  }

  test('0 for a pass', async () => {
    expect(await checked('{}')).toMatchObject({ status: 0, summary: { pass: 1 } })
  })

  test('1 for a failure', async () => {
    const seen = await checked('{ http: { status: [204] } }')
    expect(seen).toMatchObject({ status: 1, summary: { fail: 1 } })
  })

  test('1 for what could not be found out', async () => {
    const seen = await checked('{}', AbortSignal.abort())
    expect(seen).toMatchObject({ status: 1, summary: { inconclusive: 1 } })
  })
})
