import { describe, expect, type TestAPI } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { compactReport, nextBase } from '../../../shared/report/compact.ts'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { deadResolver, dropped, many, mixed, passing, sample } from '../../shared/report/sample.ts'
import { alertsConformance } from './alerts.ts'
import { boundaryConformance } from './boundaries.ts'
import { damageConformance } from './damage.ts'
import type { StoreFixture } from './fixture.ts'
import { outboxConformance } from './outbox.ts'
import { shardConformance } from './shards.ts'
import { at, canonical, ref, TARGET } from './sweep.ts'
import { upkeepConformance } from './upkeep.ts'

/**
 * What every ResultsStore must do. A store's own test calls this with a `test` whose fixture makes a new, empty
 * place for each test.
 */
export function storeConformance(test: TestAPI<{ place: StoreFixture }>): void {
  describe('reports', () => reportsConformance(test))
  describe('alerts', () => alertsConformance(test))
  describe('outbox', () => outboxConformance(test))
  describe('leases and retention', () => upkeepConformance(test))
  describe('shards of a sweep', () => shardConformance(test))
  describe('boundaries', () => boundaryConformance(test))
  describe('a damaged row', () => damageConformance(test))
}

function reportsConformance(test: TestAPI<{ place: StoreFixture }>): void {
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

  test('what was not due is kept, and is no entry of the history', async ({ place }) => {
    const store = await place.open()
    const due = (minute: number) => at(minute, 'prod', [passing(), dropped()])
    const carried = (minute: number): Report => {
      const { results, ...rest } = due(minute)
      const earlier = { checkedAt: due(0).startedAt, evidenceIn: due(0).id, observations: [] }
      return { ...rest, results: results.map((r, n) => (n === 0 ? { ...r, ...earlier } : r)) }
    }
    const sweeps = [due(0), ...[1, 2, 3].map(carried), due(4), ...[5, 6, 7].map(carried)]
    for (const report of sweeps) await store.append(report)
    expect(canonical(await store.get(carried(7).id))).toBe(canonical(carried(7)))
    for (const range of [{}, { vantage: 'prod' }]) {
      const entries = await store.history(TARGET, { ...range, limit: 2 })
      expect(entries.map((e) => e.report)).toEqual([due(4).id, due(0).id])
      const newest = await store.history(TARGET, { ...range, limit: 1 })
      expect(newest.map((e) => e.report)).toEqual([due(4).id])
    }
    const other = await store.history('orders.postgres.database.azure.com', { limit: 9 })
    expect(other).toHaveLength(8)
    const shown = await evidenceAt(store, carried(7).id, TARGET)
    expect(shown?.observedIn.id).toBe(due(0).id)
    expect(shown?.result.observations).toHaveLength(5)
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

  test('latest() of one kind: what is checked on demand does not hide the last sweep', async ({
    place,
  }) => {
    const store = await place.open()
    await store.append(at(0))
    await store.append({ ...at(1), kind: 'on-demand' })
    await store.append({ ...at(0, 'other'), kind: 'on-demand' })
    expect((await store.latest('prod', 'scheduled'))?.id).toBe(at(0).id)
    expect((await store.latest('prod', 'on-demand'))?.id).toBe(at(1).id)
    expect((await store.latest(undefined, 'scheduled'))?.id).toBe(at(0).id)
    expect(await store.latest('other', 'scheduled')).toBeNull()
  })

  test('vantages() tells the newest sweep of each, and the newest scheduled', async ({ place }) => {
    const store = await place.open()
    expect(await store.vantages()).toEqual([])
    await store.append(at(1, 'b'))
    await store.append({ ...at(2, 'b'), kind: 'cli' })
    await store.append({ ...at(0, 'a'), kind: 'cli' })
    expect(await store.vantages()).toEqual([
      { name: 'a', newest: ref(at(0, 'a')), scheduled: null },
      { name: 'b', newest: ref(at(2, 'b')), scheduled: ref(at(1, 'b')) },
    ])
  })

  test('sweepsAfter() gives scheduled sweeps of one vantage, oldest first', async ({ place }) => {
    const store = await place.open()
    for (const minute of [3, 1, 2, 0]) await store.append(at(minute))
    await store.append({ ...at(4), kind: 'on-demand' })
    await store.append(at(5, 'other'))
    const ids = async (after: Parameters<typeof store.sweepsAfter>[1], limit: number) =>
      (await store.sweepsAfter('prod', after, limit)).map((s) => s.id)
    expect(await ids(null, 9)).toEqual([0, 1, 2, 3].map((m) => at(m).id))
    expect(await ids(ref(at(1)), 9)).toEqual([2, 3].map((m) => at(m).id))
    expect(await ids(ref(at(1)), 1)).toEqual([at(2).id])
    expect(await ids(ref(at(3)), 9)).toEqual([])
    const [first] = await store.sweepsAfter('prod', null, 1)
    expect(first).toEqual({
      ...ref(at(0)),
      vantage: 'prod',
      kind: 'scheduled',
      summary: at(0).summary,
    })
  })

  test('sweepsAfter() keeps apart sweeps of one millisecond by their ids', async ({ place }) => {
    const store = await place.open()
    for (const id of ['c', 'a', 'b']) await store.append({ ...at(0), id })
    const after = { id: 'a', startedAt: at(0).startedAt }
    expect((await store.sweepsAfter('prod', after, 9)).map((s) => s.id)).toEqual(['b', 'c'])
  })

  test('history() of one vantage and a range of time: from is within, to is not', async ({
    place,
  }) => {
    const store = await place.open()
    for (const minute of [0, 1, 2, 3]) await store.append(at(minute))
    await store.append(at(2, 'other'))
    const minutes = async (range: object) =>
      (await store.history(TARGET, { limit: 9, ...range })).map((e) => e.report)
    const from = at(1).startedAt
    const to = at(3).startedAt
    expect(await minutes({ vantage: 'prod', from, to })).toEqual([at(2).id, at(1).id])
    expect(await minutes({ vantage: 'prod', from })).toEqual([at(3).id, at(2).id, at(1).id])
    expect(await minutes({ to: from })).toEqual([at(0).id])
    expect(await minutes({ from: at(2).startedAt, to })).toHaveLength(2)
    expect(await minutes({ vantage: 'none' })).toEqual([])
    // To the millisecond.
    await store.append({ ...at(3), id: 'last', startedAt: '2026-11-22T00:02:59.999Z' })
    expect(await minutes({ from: at(2).startedAt, to })).toHaveLength(3)
    expect(await minutes({ from: '2026-11-22T00:02:59.999Z', to })).toEqual(['last'])
    expect(await minutes({ to: '2026-11-22T00:02:59.999Z' })).not.toContain('last')
  })

  test('a day of compacted sweeps is read back as it was appended, with all evidence', async ({
    place,
  }) => {
    const store = await place.open()
    let base: Parameters<typeof compactReport>[1] = new Map()
    const appended = []
    for (let hour = 0; hour < 26; hour++) {
      const compacted = compactReport(at(hour * 60, 'prod', [passing(), dropped()]), base)
      base = nextBase(compacted, base)
      appended.push(compacted)
      await store.append(compacted)
    }
    for (const report of appended) {
      expect(canonical(await store.get(report.id))).toBe(canonical(report))
      const evidence = await evidenceAt(store, report.id, TARGET)
      expect(evidence?.result.observations).toHaveLength(5)
    }
    const own = appended.filter((r) => r.results[0]?.evidenceIn === null)
    expect(own.map((r) => r.id)).toEqual([at(0).id, at(24 * 60).id])
  })
}
