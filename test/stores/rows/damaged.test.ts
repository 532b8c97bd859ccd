import { describe, expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import type { Row, Rows } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { mixed } from '../../shared/report/sample.ts'
import { commit, notification, time } from '../conformance/incident.ts'
import { at, TARGET } from '../conformance/sweep.ts'

const P = 'v.prod'

async function rowsOf(rows: Rows, prefix: string): Promise<readonly Row[]> {
  return await rows.list(P, { from: prefix, to: `${prefix}~`, limit: 99 })
}

async function remove(rows: Rows, prefix: string): Promise<void> {
  for (const { key } of await rowsOf(rows, prefix)) {
    await rows.commit(P, [{ kind: 'delete', key }])
  }
}

async function writeOver(rows: Rows, prefix: string, column: string): Promise<void> {
  for (const { key, cells } of await rowsOf(rows, prefix)) {
    const damaged = { ...cells, [column]: Uint8Array.of(0, 255) }
    await rows.commit(P, [{ kind: 'put', key, cells: damaged }])
  }
}

const damages: readonly [string, (rows: Rows) => Promise<void>][] = [
  ['a body that is no zstd', (rows) => writeOver(rows, 's.', 'b0')],
  ['a part that is missing', (rows) => remove(rows, 'p.')],
]

describe('a damaged row', () => {
  test.for(damages)('%s: a StoreError names the report', async ([, damage]) => {
    const place = memoryRows(TINY)
    const store = rowsStore(place.open())
    const report = at(0, 'prod', mixed())
    await store.append(report)
    await damage(place.open())
    const failed = store.get(report.id)
    await expect(failed).rejects.toBeInstanceOf(StoreError)
    await expect(failed).rejects.toMatchObject({ problem: 'damaged' })
    await expect(failed).rejects.toThrow(report.id)
    await expect(store.latest()).rejects.toThrow(report.id)
  })

  test.for(['r0', 'ref'])('in the outcomes (%s) is passed over, and said', async (column) => {
    const place = memoryRows()
    const said: string[] = []
    const store = rowsStore(place.open(), { onDamage: (message) => said.push(message) })
    await store.append(at(0))
    await writeOver(place.open(), 'h.', column)
    await store.append(at(1))
    const entries = await store.history(TARGET, { limit: 9 })
    expect(entries.map(({ report }) => report)).toEqual([at(1).id])
    expect(said).toHaveLength(1)
  })

  test.for(['shard', 'b0'])('of a list of targets (%s): reports go on', async (column) => {
    const place = memoryRows()
    await rowsStore(place.open()).append(at(0))
    await writeOver(place.open(), 'set.', column)
    const store = rowsStore(place.open())
    expect(await store.append(at(1))).toBe('stored')
    await rowsStore(place.open()).history(TARGET, { limit: 9 })
    expect((await store.get(at(1).id))?.id).toBe(at(1).id)
  })

  test('of a vantage or its newest report: the others are listed, and old ones removed', async () => {
    const place = memoryRows()
    const said: string[] = []
    const store = rowsStore(place.open(), { onDamage: (message) => said.push(message) })
    await store.append(at(0))
    await writeOver(place.open(), 's.', 'ref')
    await store.append(at(0, 'other'))
    expect((await store.vantages()).map(({ name }) => name)).toEqual(['other'])
    expect(await store.prune(new Date('2999-01-01'))).toEqual({ reports: 1 })
    const [first] = await place.open().list('vantages', { from: 'v.', to: 'v.~', limit: 1 })
    const cells = { name: '{' }
    await place.open().commit('vantages', [{ kind: 'put', key: first?.key ?? '', cells }])
    expect(await store.incidents({ limit: 9 })).toEqual([])
    expect(said.length).toBeGreaterThan(2)
  })

  test('of a lease: it is nobody’s', async () => {
    const place = memoryRows()
    const store = rowsStore(place.open())
    await store.acquireLease('prod', 'a', 1000, new Date(0))
    await writeOver(place.open(), 'lease', 'owner')
    expect(await store.acquireLease('prod', 'b', 1000, new Date(0))).toMatchObject({ owner: 'b' })
    expect(await store.acquireLease('prod', 'c', 1000, new Date(0))).toBeNull()
  })

  test('that others are packed on: the next report stands alone', async () => {
    const place = memoryRows()
    const first = rowsStore(place.open())
    await first.append(at(0))
    await first.append(at(1))
    await writeOver(place.open(), `s.scheduled.`, 'b0')
    const next = rowsStore(place.open())
    await next.append(at(2))
    expect((await rowsStore(place.open()).latest())?.id).toBe(at(2).id)
    await expect(rowsStore(place.open()).get(at(1).id)).rejects.toMatchObject({
      problem: 'damaged',
    })
  })

  const named: readonly [string, string, string, (store: ResultsStore) => Promise<unknown>][] = [
    ['latest()', 's.', 'ref', (s) => s.latest()],
    ['get()', 's.', 'ref', (s) => s.get(at(0).id)],
  ]

  test.for(named)('is told by %s of %s, as a StoreError', async ([, prefix, column, ask]) => {
    const place = memoryRows()
    const store = rowsStore(place.open())
    await store.append(at(0))
    await writeOver(place.open(), prefix, column)
    await expect(ask(store)).rejects.toMatchObject({ name: 'StoreError', problem: 'damaged' })
  })

  test('of the list of sweeps is passed over, and said, however few are asked for', async () => {
    const place = memoryRows()
    const said: string[] = []
    const store = rowsStore(place.open(), { onDamage: (message) => said.push(message) })
    await store.append(at(0))
    await store.append(at(1))
    await writeOver(place.open(), 'o.', 'sweep')
    await store.append(at(2))
    await store.append(at(3))
    const ids = async (limit: number) =>
      (await store.sweepsAfter('prod', null, limit)).map(({ id }) => id)
    expect(await ids(1)).toEqual([at(2).id])
    expect(await ids(9)).toEqual([at(2).id, at(3).id])
    expect(said.join()).toContain('row o.')
  })

  test('of how far alerts are: they begin an hour before now', async () => {
    const place = memoryRows()
    const store = rowsStore(place.open(), { now: () => new Date(time(90)) })
    await store.append(at(0))
    await store.append(at(45))
    await store.commitAlerts(commit())
    await writeOver(place.open(), 'a', 'through')
    const { state, through = null } = (await store.alertState('prod')) ?? {}
    expect(state).toEqual({ schema: 1 })
    const after = await store.sweepsAfter('prod', through, 9)
    expect(after.map(({ id }) => id)).toEqual([at(45).id])
  })

  test('of the queue of notifications is passed over, and said', async () => {
    const place = memoryRows()
    const said: string[] = []
    const store = rowsStore(place.open(), { onDamage: (message) => said.push(message) })
    await store.commitAlerts(commit({ notifications: [notification('bad')] }))
    await writeOver(place.open(), 'q.', 'id')
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, notifications: [notification('good')] }))
    const due = await store.dueOutbox('prod', new Date(time(9)), 9)
    expect(due.map((entry) => entry.notification.id)).toEqual(['good'])
    expect(said).toHaveLength(1)
  })
})
