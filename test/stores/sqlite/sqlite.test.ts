import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import { sqliteError } from '../../../stores/sqlite/sqlite-error.ts'
import { mixed, passing, sample } from '../../shared/report/sample.ts'
import { storeConformance } from '../conformance/store.ts'
import { test } from './place.ts'

/** The schema of this version. */
const NEWEST = 4

describe('openSqliteStore() as a ResultsStore', () => {
  storeConformance(test)
})

describe('openSqliteStore() throws a StoreError', () => {
  const refused: readonly [string, StoreError['problem'], (dir: string) => string][] = [
    ['when the directory is missing', 'unreachable', (dir) => path.join(dir, 'no', 'results.db')],
    ['when the path is a directory', 'unreachable', (dir) => dir],
    [
      'when the path leads through a file',
      'unreachable',
      (dir) => path.join(written(dir, ''), 'x.db'),
    ],
    [
      'when the file is something else',
      'not-a-store',
      (dir) => written(dir, 'targets: []\n'.repeat(90)),
    ],
    [
      'when the file is another program’s database',
      'not-a-store',
      (dir) => database(dir, 'create table users (id integer primary key)'),
    ],
    [
      'when another program has begun its database and only counted its version',
      'not-a-store',
      (dir) => database(dir, 'pragma user_version = 1'),
    ],
    [
      'when another program has begun its database and only marked it',
      'not-a-store',
      (dir) => database(dir, 'pragma application_id = 7'),
    ],
    [
      'when the file was written by the next version',
      'newer',
      (dir) => {
        const file = path.join(dir, 'other.db')
        void openSqliteStore(file).close()
        return database(dir, `pragma user_version = ${NEWEST + 1}`)
      },
    ],
  ]

  test.for(refused)('%s', ([, problem, prepare], { dir }) => {
    const file = prepare(dir)
    const error = thrownBy(() => openSqliteStore(file))
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ problem })
    // What, where, what to do.
    expect(String(error)).toMatch(/Cannot open the store .*: .*[;,] \S+ \S+/)
    expect(String(error)).toContain(file)
  })

  test('and leaves a foreign file as it was', ({ dir }) => {
    const file = database(dir, 'create table users (id integer primary key)')
    const size = statSync(file).size
    expect(() => openSqliteStore(file)).toThrow('database of another program')
    using db = new DatabaseSync(file)
    expect(statSync(file).size).toBe(size)
    expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'delete' })
  })
})

describe('a file of version 3', () => {
  test('has its outcomes with its reports: history reads both, in order', async ({
    place,
    dir,
  }) => {
    const store = await place.open()
    const ids = ['a', 'b', 'c', 'd']
    for (const [n, id] of ids.entries()) {
      const startedAt = new Date(Date.UTC(2026, 10, 22, 0, n)).toISOString()
      await store.append(sample([passing()], { id, startedAt, vantage: 'prod' }))
    }
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    // As they were written then.
    db.exec(`update report set (kinds, outcomes) = (
        select k.kinds, o.records from outcome o join kinds k on k.id = o.kinds where o.report = report.id
      ) where id in ('a', 'c'); delete from outcome where report in ('a', 'c')`)
    const target = 'management.azure.com'
    for (const range of [{}, { vantage: 'prod' }]) {
      const entries = await store.history(target, { ...range, limit: 3 })
      expect(entries.map(({ report, total }) => [report, total])).toEqual([
        ['d', 72.1],
        ['c', 72.1],
        ['b', 72.1],
      ])
    }
    expect(await store.prune(new Date('2026-11-30'))).toEqual({ reports: 4 })
    expect(db.prepare('select count(*) as n from outcome').get()).toEqual({ n: 0 })
  })
})

describe('a file of version 1', () => {
  // Written by the program of that time: three reports of one vantage, the second by hand.
  const VERSION_1 = fileURLToPath(new URL('./version-1.sqlite', import.meta.url))

  test('is read, written and pruned like any other', async ({ place, dir }) => {
    copyFileSync(VERSION_1, path.join(dir, 'results.db'))
    const store = await place.open()
    const first = await store.get('report-0')
    expect(first?.results).toHaveLength(10)
    expect(first?.results[0]).toMatchObject({ evidenceIn: null, addresses: [] })
    const target = 'management.azure.com'
    const history = await store.history(target, { limit: 9 })
    expect(history.map((e) => [e.report, e.verdict, e.total])).toEqual([
      ['report-2', 'pass', 72.1],
      ['report-1', 'pass', 72.1],
      ['report-0', 'pass', 72.1],
    ])
    // Of one vantage alone: these are none of one before or after it.
    for (const [vantage, count] of [
      ['a', 0],
      ['prod-japaneast', 3],
      ['z', 0],
    ] as const) {
      expect(await store.history(target, { vantage, limit: 9 })).toHaveLength(count)
    }
    const [dropped] = await store.history('orders.postgres.database.azure.com', { limit: 9 })
    expect(dropped?.findings).toEqual(['tcp-dropped'])
    expect((await store.latest(undefined, 'scheduled'))?.id).toBe('report-2')
    const sweeps = await store.sweepsAfter('prod-japaneast', null, 9)
    expect(sweeps.map(({ id }) => id)).toEqual(['report-0', 'report-2'])
    const later = sample(mixed(), { id: 'new', startedAt: '2026-11-22T00:05:00.000Z' })
    expect(await store.append(later)).toBe('stored')
    expect(await store.get('new')).toEqual(later)
    expect(await store.prune(new Date('2026-11-30'))).toEqual({ reports: 4 })
  })
})

describe('the file', () => {
  test('is STRICT, in WAL mode, and carries its version', async ({ place, dir }) => {
    await place.open()
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    expect(db.prepare('pragma user_version').get()).toEqual({ user_version: NEWEST })
    expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    const loose = db.prepare(
      "select name from pragma_table_list where schema = 'main' and not strict and name not like 'sqlite_%'",
    )
    expect(loose.all()).toEqual([])
  })

  test('answers its questions from indexes', async ({ place, dir }) => {
    await place.open()
    using db = new DatabaseSync(path.join(dir, 'results.db'))
    for (const sql of [
      "select id from report where vantage = 'v' order by at desc, id desc limit 1",
      'select id from report order by at desc, id desc limit 1',
      'select id from report where target_set = 1 order by at desc, id desc limit 9',
      "select id from report where length(outcomes) > 0 and target_set = 1 and vantage = 'v' and at >= 1 and at < 9 order by at desc, id desc limit 9",
      "select id from report where kind = 'scheduled' and vantage = 'v' and (at, id) > (1, '') order by at, id limit 9",
      "select at from report indexed by report_as_base where vantage = 'v' and base is null and kind = 'scheduled' and at < 9 order by at desc limit 1",
      "select id from incident where vantage = 'v' and state = 'open' order by updated_at desc, id desc limit 9",
      "select at from transition where target = 't' and at >= 1 and at < 9 order by at desc, id desc limit 9",
      "select next_at from outbox where state = 'due' and vantage = 'v' and next_at <= 9 order by next_at limit 9",
    ]) {
      const plan = JSON.stringify(db.prepare(`explain query plan ${sql}`).all())
      expect(plan, sql).toMatch(/(SEARCH|SCAN) \w+ USING (COVERING )?INDEX/)
      expect(plan, sql).not.toContain('TEMP B-TREE')
    }
  })
})

describe('sqliteError()', () => {
  test('of a full disk says so', ({ dir }) => {
    using db = new DatabaseSync(path.join(dir, 'full.db'))
    db.exec('create table t (b blob); pragma max_page_count = 2')
    const thrown = thrownBy(() => db.exec('insert into t values (zeroblob(100000))'))
    const error = sqliteError(thrown, 'append to the store', '/data/x.db')
    expect(error).toMatchObject({ problem: 'full' })
    expect(String(error)).toMatch(/Cannot append to the store \/data\/x\.db: no room is left/)
  })

  test('of an error of the disk asks whether it is full', () => {
    const thrown = Object.assign(new Error('disk I/O error'), { errcode: 10 | (18 << 8) })
    const problemAt = (free: number) => sqliteError(thrown, 'open the store', 'x.db', () => free)
    expect(problemAt(0)).toMatchObject({ problem: 'full' })
    // What a page, the header of the log and its index take.
    expect(problemAt(131_071)).toMatchObject({ problem: 'full' })
    expect(problemAt(131_072)).toMatchObject({ problem: 'unreachable' })
    expect(problemAt(1e9)).toMatchObject({ problem: 'unreachable' })
  })

  test('of a read-only file says so', ({ dir }) => {
    const file = database(dir, 'create table t (b blob)')
    using db = new DatabaseSync(file, { readOnly: true })
    const thrown = thrownBy(() => db.exec('insert into t values (1)'))
    expect(sqliteError(thrown, 'append to the store', file)).toMatchObject({ problem: 'read-only' })
  })

  test('of a file that another process keeps locked says so', ({ dir }) => {
    const file = database(dir, 'create table t (b blob)')
    using one = new DatabaseSync(file)
    using two = new DatabaseSync(file, { timeout: 1 })
    one.exec('begin immediate')
    const thrown = thrownBy(() => two.exec('begin immediate'))
    expect(sqliteError(thrown, 'append to the store', file)).toMatchObject({ problem: 'busy' })
  })

  test('lets a bug pass as it is', () => {
    const bug = new TypeError('x is not a function')
    expect(sqliteError(bug, 'open the store', 'x.db')).toBe(bug)
  })
})

function written(dir: string, content: string): string {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'other.db')
  writeFileSync(file, content)
  return file
}

function database(dir: string, sql: string): string {
  const file = path.join(dir, 'other.db')
  using db = new DatabaseSync(file)
  db.exec(sql)
  return file
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}
