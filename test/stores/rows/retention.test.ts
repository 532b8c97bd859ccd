import { describe, expect, test } from 'vitest'
import { compactReport, nextBase } from '../../../shared/report/compact.ts'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { dropped, passing } from '../../shared/report/sample.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'
import { at, canonical, TARGET } from '../conformance/sweep.ts'

const DAY = 24 * 60
const RETENTION = 5 * DAY * 60_000

/** A text that no packing makes shorter than half. */
function unpackable(length: number): string {
  const random = seeded(1)
  return Array.from({ length }, () => Math.floor(16 * random()).toString(16)).join('')
}

const minute = (m: number) => new Date(time(m))

describe.for([
  ['large', LIMITS, []],
  ['tiny', TINY, ['a']],
] as const)('rows that a service removes by itself, with %s limits', ([, limits, owners]) => {
  test('whatever prune() would keep is there, whole', async () => {
    const place = memoryRows(limits)
    const options = { retentionMs: RETENTION, now: () => minute(0) }
    const store = rowsStore(place.open(), options)
    let base: Parameters<typeof compactReport>[1] = new Map()
    const appended = []
    for (let day = 0; day < 20; day += 0.75) {
      const report = compactReport(at(day * DAY, 'prod', [passing(), dropped()]), base)
      base = nextBase(report, base)
      appended.push(report)
      await store.append(report)
      const now = Date.parse(report.startedAt)
      place.expire(new Date(now))
      const fresh = rowsStore(place.open(), options)
      const kept = appended.filter((r) => Date.parse(r.startedAt) >= now - RETENTION)
      for (const one of kept) {
        expect(canonical(await fresh.get(one.id))).toBe(canonical(one))
        const evidence = await evidenceAt(fresh, one.id, TARGET)
        expect(evidence?.result.observations).toHaveLength(5)
      }
      const from = new Date(now - RETENTION).toISOString()
      expect(await fresh.history(TARGET, { from, limit: 99 })).toHaveLength(kept.length)
    }
  })

  test('in the end nothing is left but what is open or waits, and the state', async () => {
    const place = memoryRows(limits)
    const store = rowsStore(place.open(), { retentionMs: RETENTION, now: () => minute(0) })
    await store.append(at(0, 'prod', [passing(), dropped()]))
    // Too long for one row, where rows are small.
    const long = unpackable(4000)
    const ended = { state: 'closed', closedAt: time(0), summary: long } as const
    await store.commitAlerts(
      commit({
        incidents: [incident('old', ended), incident('open')],
        transitions: [transition('old', { reason: long })],
        notifications: [notification('old'), notification('dead'), notification('waits')],
      }),
    )
    await store.settleOutbox('old', { state: 'delivered' })
    await store.settleOutbox('dead', { state: 'dead', error: 'HTTP 404' })
    place.expire(minute(100 * DAY))
    const left = place.keys().filter((key) => !key.includes('/p.'))
    expect(left.map((key) => key.replace(/(\.[0-9a-f]+)+$/, ''))).toEqual([
      'v.prod/a',
      'v.prod/i',
      'v.prod/n',
      'v.prod/q',
      'vantages/v.prod',
    ])
    const parts = await place.open().list('v.prod', { from: 'p.', to: 'p.~', limit: 99 })
    // Those of the state are a journal that prune() removes.
    expect(new Set(parts.map(({ cells }) => cells['owner'] ?? 'a'))).toEqual(new Set(owners))
    expect((await store.incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['open'])
    expect(await store.outboxDepth()).toEqual({ due: 1, dead: 0 })
    expect(await store.vantages()).toEqual([])
  })
})

/** How many rows of each kind a place has, parts with the rows that they belong to. */
function kindsOf(keys: readonly string[]): string {
  const kinds = keys.map((key) => key.split('/')[1]?.replace(/^(s\.[a-z-]+|[a-z]+).*/, '$1') ?? '')
  const counts = [...Map.groupBy(kinds, (kind) => kind)].map(
    ([kind, all]) => `${kind} ${all.length}`,
  )
  return counts.toSorted().join(', ')
}

describe('prune()', () => {
  test('leaves the list of targets that a long-lived process goes on using', async () => {
    const place = memoryRows()
    const lived = rowsStore(place.open())
    await lived.append(at(0))
    await lived.append(at(40 * DAY))
    await rowsStore(place.open()).prune(minute(39 * DAY))
    const seen = await rowsStore(place.open()).history(TARGET, { limit: 9 })
    expect(seen.map(({ report }) => report)).toEqual([at(40 * DAY).id])
  })

  test('a list of targets that is gone is written again by whoever needs it', async () => {
    const place = memoryRows()
    const lived = rowsStore(place.open())
    await lived.append(at(0))
    await rowsStore(place.open()).prune(minute(39 * DAY))
    expect(place.keys()).toEqual(['vantages/v.prod'])
    await lived.append(at(40 * DAY))
    expect(await lived.history(TARGET, { limit: 9 })).toHaveLength(1)
    expect(canonical(await lived.latest())).toBe(canonical(at(40 * DAY)))
  })

  test('by two at once removes each report once', async () => {
    const place = memoryRows()
    const store = rowsStore(place.open())
    for (let m = 0; m < 30; m++) await store.append(at(m))
    const both = [rowsStore(place.open()), rowsStore(place.open())]
    const removed = await Promise.all(both.map((one) => one.prune(minute(39 * DAY))))
    expect(removed.reduce((sum, { reports }) => sum + reports, 0)).toBe(30)
    expect(place.keys()).toEqual(['vantages/v.prod'])
  })

  test('day by day: how many rows of each kind are left', async () => {
    const place = memoryRows(TINY)
    const store = rowsStore(place.open())
    let base: Parameters<typeof compactReport>[1] = new Map()
    for (let day = 0; day < 6; day += 0.5) {
      const report = compactReport(at(day * DAY, 'prod', [passing(), dropped()]), base)
      base = nextBase(report, base)
      await store.append(report)
      for (const kind of ['cli', 'on-demand'] as const) {
        await store.append({ ...report, kind, id: `${report.id}-${kind}` })
      }
      const ids = { incident: `i${day}`, open: `o${day}` }
      const closed = {
        state: 'closed',
        closedAt: time(day * DAY),
        updatedAt: time(day * DAY),
      } as const
      await store.commitAlerts({
        ...commit({ expected: (await store.alertState('prod'))?.version ?? null }),
        incidents: [
          incident(ids.incident, closed),
          incident(ids.open, { updatedAt: time(day * DAY) }),
        ],
        transitions: [transition(ids.incident, { at: time(day * DAY) })],
        notifications: [
          notification(ids.incident, { createdAt: time(day * DAY) }),
          notification(ids.open),
        ],
      })
      await store.settleOutbox(ids.incident, { state: 'delivered' })
    }
    const left: string[] = []
    for (let day = 0; day <= 9; day += 0.75) {
      const { reports } = await rowsStore(place.open()).prune(minute(day * DAY))
      left.push(`${day}: ${reports} reports; ${kindsOf(place.keys())}`)
    }
    expect(left).toMatchInlineSnapshot(`
      [
        "0: 0 reports; a 1, c 12, h 36, i 12, l 12, n 24, o 12, p 36, q 12, r 36, s.cli 12, s.on-demand 12, s.scheduled 12, set 1, t 12, v 1",
        "0.75: 0 reports; a 1, c 10, h 36, i 12, l 10, n 22, o 12, p 36, q 12, r 36, s.cli 12, s.on-demand 12, s.scheduled 12, set 1, t 10, v 1",
        "1.5: 2 reports; a 1, c 9, h 34, i 12, l 9, n 21, o 12, p 32, q 12, r 34, s.cli 11, s.on-demand 11, s.scheduled 12, set 1, t 9, v 1",
        "2.25: 7 reports; a 1, c 7, h 27, i 12, l 7, n 19, o 9, p 30, q 12, r 27, s.cli 9, s.on-demand 9, s.scheduled 9, set 1, t 7, v 1",
        "3: 2 reports; a 1, c 6, h 25, i 12, l 6, n 18, o 9, p 30, q 12, r 25, s.cli 8, s.on-demand 8, s.scheduled 9, set 1, t 6, v 1",
        "3.75: 7 reports; a 1, c 4, h 18, i 12, l 4, n 16, o 6, p 30, q 12, r 18, s.cli 6, s.on-demand 6, s.scheduled 6, set 1, t 4, v 1",
        "4.5: 2 reports; a 1, c 3, h 16, i 12, l 3, n 15, o 6, p 26, q 12, r 16, s.cli 5, s.on-demand 5, s.scheduled 6, set 1, t 3, v 1",
        "5.25: 7 reports; a 1, c 1, h 9, i 12, l 1, n 13, o 3, p 24, q 12, r 9, s.cli 3, s.on-demand 3, s.scheduled 3, set 1, t 1, v 1",
        "6: 2 reports; a 1, h 7, i 12, n 12, o 3, p 24, q 12, r 7, s.cli 2, s.on-demand 2, s.scheduled 3, set 1, v 1",
        "6.75: 7 reports; a 1, i 12, n 12, p 24, q 12, set 1, v 1",
        "7.5: 0 reports; a 1, i 12, n 12, p 24, q 12, set 1, v 1",
        "8.25: 0 reports; a 1, i 12, n 12, p 24, q 12, v 1",
        "9: 0 reports; a 1, i 12, n 12, p 24, q 12, v 1",
      ]
    `)
  })
})
