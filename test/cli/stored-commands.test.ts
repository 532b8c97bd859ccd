import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { environment } from '../identity/endpoint.ts'
import { reportAt, type Sweep, time } from '../shared/alerts/sweeps.ts'
import { call, folder } from './call.ts'
import { seen } from './seen.ts'

const DEAD: Sweep = { db: 'fail tcp-dropped 10.0.1.9', web: 'pass' }
const GOOD: Sweep = { db: 'pass', web: 'pass' }

/** A folder whose store has the reports of two vantages, the names of whose targets are ids of others. */
async function stored() {
  const place = await folder()
  const store = openSqliteStore(path.join(place.path, 'perimeter.db'))
  const report = reportAt(5, { one: 'pass', two: 'fail tcp-dropped p' })
  const results = report.results.map((r) => ({
    ...r,
    target: {
      ...r.target,
      name: r.target.id === 'one' ? 'two' : 'second',
      url: `https://${r.target.id}/`,
    },
    timings: { ...r.timings, total: r.target.id === 'one' ? null : 12.5 },
  }))
  await store.append({ ...report, results })
  const other = { ...report.vantage, name: 'other' }
  await store.append({ ...reportAt(10, { three: 'pass' }), id: 'r-other', vantage: other })
  await store.close()
  return place
}

describe('perimeter history', () => {
  const FIRST = `${time(5)}  pass                      prod-japaneast\n`
  const SECOND = `${time(5)}  fail             12.5 ms  prod-japaneast  tcp-dropped, http-no-response\n`
  const THIRD = `${time(10)}  pass                      other\n`

  test.for([
    ['one', FIRST],
    ['two', SECOND],
    ['second', SECOND],
    ['https://two', SECOND],
    ['https://two/', SECOND],
    ['three', THIRD],
  ] as const)('%s is an id before it is a name or a URL', async ([given, expected]) => {
    await using place = await stored()
    expect(await call(['history', given], { cwd: place.path })).toEqual({
      ...{ status: 0, err: '', out: expected },
    })
  })

  test('of what is not there says which ids are near', async () => {
    await using place = await stored()
    const { out, status } = await call(['history', 'thre'], { cwd: place.path })
    expect(status).toBe(0)
    expect(out).toMatch(/^Nothing is stored of thre\. Did you mean "three"\?/)
  })

  test('--limit takes the newest', async () => {
    await using place = await seen([GOOD, DEAD, GOOD])
    const { out } = await call(['history', 'db', '--limit', '2'], { cwd: place.path })
    expect(out.split('\n').map((line) => line.slice(11, 16))).toEqual(['00:10', '00:05', ''])
  })
})

/** A service says itself whether it is there: no file of it could be missing. */
test.for([
  ['history', 'db'],
  ['incidents'],
  ['diff', 'r1'],
  ['baseline'],
  ['rules', '--for', 'nsg', '--missing'],
  ['explain', 'connect ECONNREFUSED 10.0.0.1:443', '--config', 'perimeter.yaml'],
] as const)('%j asks the store that is a service', async (args) => {
  environment({ HTTPS_PROXY: 'http://[bad' })
  const target = 'targets: [{ name: db, url: "tcp://db.example:1433" }]\n'
  await using place = await folder({ 'perimeter.yaml': `store: { firestore: {} }\n${target}` })
  const { status, err } = await call(args, { cwd: place.path })
  expect(err).toMatch(/^perimeter: Cannot open the store: HTTPS_PROXY has /)
  expect(status).toBe(3)
})

describe('perimeter incidents', () => {
  test('says which list is empty', async () => {
    await using place = await seen([GOOD])
    const told = async (...flags: string[]) =>
      (await call(['incidents', ...flags], { cwd: place.path })).out
    expect(await told()).toBe('There were no incidents\n')
    expect(await told('--open')).toBe('No incident is open\n')
    expect(await told('--open', '--format', 'json')).toBe('[]\n')
  })

  test('--ack of one that is closed says so, and changes nothing', async () => {
    await using place = await seen([DEAD, DEAD, GOOD, GOOD])
    const { out } = await call(['incidents', '--ack', place.id], { cwd: place.path })
    expect(out).toBe(`${place.id} was closed before\n`)
    const { out: list } = await call(['incidents', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(list)).toMatchObject([{ id: place.id, acknowledgedAt: null }])
  })

  test('--ack comes before --explain, and --explain before the list', async () => {
    await using place = await seen([DEAD, DEAD])
    const told = async (...flags: string[]) =>
      (await call(['incidents', ...flags], { cwd: place.path })).out
    expect(await told('--ack', place.id, '--explain', 'db')).toBe(`${place.id} is acknowledged\n`)
    expect(JSON.parse(await told('--explain', place.id, '--format', 'json'))).toMatchObject({
      ...{ id: place.id, state: 'open' },
    })
    const changes = JSON.parse(await told('--explain', 'db', '--open', '--format', 'json'))
    expect(changes).toMatchObject([{ target: 'db', from: null, to: 'fail' }])
  })

  test('--open lists those of which none is closed', async () => {
    await using place = await seen([DEAD, DEAD])
    const { out } = await call(['incidents', '--open', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(out)).toMatchObject([{ id: place.id, state: 'open' }])
  })
})

describe('perimeter diff', () => {
  test('of two reports, the later one is the last where none is named', async () => {
    await using place = await seen([GOOD, GOOD, DEAD])
    const diff = (...ids: string[]) => call(['diff', ...ids], { cwd: place.path })
    expect(await diff('r00000', 'r00005')).toMatchObject({ status: 0, err: '' })
    const changed = await diff('r00000')
    expect(changed.status).toBe(1)
    expect(changed).toEqual(await diff('r00000', 'r00010'))
    expect(changed).toEqual(await diff('r00000', 'latest'))
    const { out, status } = await diff('r00010', 'r00000', '--format', 'json')
    expect(status).toBe(1)
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ kind: 'verdict', target: 'db', before: ['fail'], after: ['pass'] }),
    )
  })

  test('of a report that is not there says so', async () => {
    await using place = await seen([GOOD])
    const { err, status } = await call(['diff', 'r00000', 'r9'], { cwd: place.path })
    expect(status).toBe(2)
    expect(err).toContain('There is no report "r9", neither as a file nor in the store')
  })
})

describe('perimeter explain', () => {
  const HOST = 'db.example.com'
  const explain = (cwd: string, ...flags: string[]) =>
    call(['explain', `connect ECONNREFUSED ${HOST}:443`, '--format', 'json', ...flags], { cwd })

  test('compares with the store of the folder, with one that is named, or with a file', async () => {
    await using place = await seen([{ [HOST]: 'fail tcp-dropped 10.0.1.9' }])
    await using empty = await folder({
      'good.json': JSON.stringify(reportAt(0, { [HOST]: 'warn tls-expires-soon x' })),
    })
    const store = path.join(place.path, 'perimeter.db')
    const verdicts = async (cwd: string, ...flags: string[]) => {
      const { out } = await explain(cwd, ...flags)
      const { reported } = JSON.parse(out) as { reported: { verdict: string }[] }
      return reported.map(({ verdict }) => verdict)
    }
    expect(await verdicts(place.path)).toEqual(['fail'])
    expect(await verdicts(empty.path)).toEqual([])
    expect(await verdicts(empty.path, '--store', store)).toEqual(['fail'])
    expect(await verdicts(empty.path, '--report', 'good.json', '--store', store)).toEqual(['warn'])
  })

  const FAILS: Sweep = { [HOST]: 'fail tcp-dropped 10.0.1.9' }
  const PASSES: Sweep = { [HOST]: 'pass' }
  test.for<[sweeps: readonly Sweep[], last: string | null, since: string | null]>([
    [[FAILS], null, null],
    [[FAILS, FAILS], null, `${time(0).slice(0, 17)}10.000Z`],
    [[FAILS, FAILS, PASSES], null, `${time(0).slice(0, 17)}10.000Z`],
    [[FAILS, FAILS, PASSES, PASSES], null, null],
    // An incident of the same target elsewhere says nothing of here.
    [[FAILS, FAILS], 'another', null],
  ])(
    'says since when by the open incident of the same vantage (%#)',
    async ([sweeps, last, since]) => {
      await using place = await seen(sweeps)
      if (last !== null) {
        const store = openSqliteStore(path.join(place.path, 'perimeter.db'))
        const report = reportAt(60, FAILS)
        await store.append({ ...report, vantage: { ...report.vantage, name: last } })
        await store.close()
      }
      const { out } = await explain(place.path)
      expect(JSON.parse(out).reported).toMatchObject([{ since }])
    },
  )

  test('goes on without a store that cannot be read, unless it was named', async () => {
    await using place = await folder({ 'perimeter.db': 'no database' })
    expect((await explain(place.path)).status).toBe(0)
    expect((await explain(place.path, '--store', 'perimeter.db')).status).toBe(3)
  })
})
