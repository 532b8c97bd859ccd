import { expect, type TestAPI } from 'vitest'
import type { Report } from '../shared/model/report.ts'
import type { ResultsStore } from '../shared/ports.ts'
import { deadResolver, many, mixed, passing, sample } from './shared/report/sample.ts'

/** One place that holds reports, which handles are opened on. */
export interface StoreFixture {
  /** A new handle on the same place; the fixture closes it. */
  readonly open: () => Promise<ResultsStore>
  /** Has so many other processes append a report at the same time; gives what `append` said to each. */
  readonly appendFromProcesses: (report: Report, processes: number) => Promise<readonly string[]>
}

/**
 * What every ResultsStore must do. A store's own test calls this with a `test` whose fixture makes a new, empty
 * place for each test.
 */
export function storeConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('append() then get() gives back the same document, byte by byte', async ({ place }) => {
    const store = await place.open()
    const report = sample(mixed())
    expect(await store.append(report)).toBe('stored')
    expect(canonical(await store.get(report.id))).toBe(canonical(report))
  })

  test('append() keeps whatever text came from the network', async ({ place }) => {
    const store = await place.open()
    const report = at(0, 'evil')
    Object.assign(report.results[0]?.observations[4] ?? {}, {
      body: 'nul \u0000 escape \u001b[2J bidi \u202e lone \ud800 emoji 😀 \u2028',
      headers: { 'x-odd': "'; drop table report; --" },
    })
    await store.append(report)
    expect(canonical(await store.get(report.id))).toBe(canonical(report))
  })

  test('append() of the same id changes nothing', async ({ place }) => {
    const store = await place.open()
    const report = at(0)
    await store.append(report)
    const other = { ...at(0), kind: 'cli' } as const
    expect(await store.append(other)).toBe('already-stored')
    expect(canonical(await store.get(report.id))).toBe(canonical(report))
    expect(await store.history(TARGET, { limit: 10 })).toHaveLength(1)
  })

  test('an empty store has nothing', async ({ place }) => {
    const store = await place.open()
    expect(await store.get('none')).toBeNull()
    expect(await store.latest()).toBeNull()
    expect(await store.latest('prod')).toBeNull()
    expect(await store.history(TARGET, { limit: 10 })).toEqual([])
  })

  test('latest() is by begin of the sweep, not by time of arrival', async ({ place }) => {
    const store = await place.open()
    for (const minute of [1, 3, 2]) await store.append(at(minute))
    expect((await store.latest())?.id).toBe(at(3).id)
  })

  test('latest() of one of many vantages', async ({ place }) => {
    const store = await place.open()
    for (let i = 0; i < 20; i++) await store.append(at(i, `v${i}`))
    expect((await store.latest('v7'))?.id).toBe(at(7, 'v7').id)
    expect((await store.latest())?.id).toBe(at(19, 'v19').id)
    expect(await store.latest('v20')).toBeNull()
  })

  test('history() is newest first, and no longer than the limit', async ({ place }) => {
    const store = await place.open()
    for (const minute of [2, 0, 4, 1, 3]) await store.append(at(minute))
    const entries = await store.history(TARGET, { limit: 3 })
    expect(entries.map((e) => e.report)).toEqual([at(4).id, at(3).id, at(2).id])
    expect(entries[0]).toEqual({
      report: at(4).id,
      vantage: 'prod',
      startedAt: '2026-11-22T00:04:00.000Z',
      verdict: 'pass',
      findings: [],
      total: 72.1,
    })
  })

  test('history() is of all vantages and all configurations that had the target', async ({
    place,
  }) => {
    const store = await place.open()
    await store.append(at(0, 'a'))
    await store.append(at(1, 'b', [deadResolver('other.net'), passing()]))
    await store.append(at(2, 'a', [deadResolver('other.net')]))
    const seen = await store.history(TARGET, { limit: 10 })
    expect(seen.map((e) => e.vantage)).toEqual(['b', 'a'])
    const other = await store.history('other.net', { limit: 10 })
    expect(other.map((e) => [e.verdict, e.findings, e.total])).toEqual([
      ['inconclusive', ['dns-resolver-unreachable'], 2000],
      ['inconclusive', ['dns-resolver-unreachable'], 2000],
    ])
  })

  test('history() does not take a part of an id for the id', async ({ place }) => {
    const store = await place.open()
    await store.append(at(0))
    for (const id of ['management', 'management.azure.co_', '%', '"', '']) {
      expect(await store.history(id, { limit: 10 })).toEqual([])
    }
  })

  test('a report without targets is kept, too', async ({ place }) => {
    const store = await place.open()
    const report = at(0, 'prod', [])
    await store.append(report)
    expect(canonical(await store.latest())).toBe(canonical(report))
  })

  test('a report of 2,000 targets', async ({ place }) => {
    const store = await place.open()
    const report = at(0, 'prod', many(2000))
    await store.append(report)
    expect(canonical(await store.get(report.id))).toBe(canonical(report))
    expect(await store.history('svc-1998.contoso.com', { limit: 1 })).toHaveLength(1)
  })

  test('two handles see what each other stored', async ({ place }) => {
    const [one, two] = [await place.open(), await place.open()]
    await one.append(at(0))
    expect(await two.append(at(0))).toBe('already-stored')
    await two.append(at(1))
    expect((await one.latest())?.id).toBe(at(1).id)
  })

  test('what was stored is there after close() and open()', async ({ place }) => {
    const first = await place.open()
    await first.append(at(0))
    await first.close()
    const again = await place.open()
    expect((await again.latest())?.id).toBe(at(0).id)
  })

  test('close() may be called twice', async ({ place }) => {
    const store = await place.open()
    await store.close()
    await store.close()
  })

  test('processes that append one id at the same time store it once', async ({ place }) => {
    const said = await place.appendFromProcesses(at(0), 4)
    expect(said.toSorted()).toEqual([
      'already-stored',
      'already-stored',
      'already-stored',
      'stored',
    ])
    const store = await place.open()
    expect(await store.history(TARGET, { limit: 10 })).toHaveLength(1)
  })
}

/** The id of the target that `passing()` has. */
const TARGET = 'management.azure.com'

/** A report of a sweep that began so many minutes after midnight. */
function at(
  minute: number,
  vantage = 'prod',
  cases: Parameters<typeof sample>[0] = [passing()],
): Report {
  const startedAt = new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString()
  return sample(cases, {
    id: `${startedAt.replaceAll(/[-:.]/g, '')}-${vantage}-00000000`,
    vantage,
    startedAt,
  })
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
