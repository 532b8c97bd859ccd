import { expect, type TestAPI } from 'vitest'
import { compactReport, nextBase } from '../../../shared/report/compact.ts'
import { evidenceAt } from '../../../shared/report/whole.ts'
import { dropped, passing } from '../../shared/report/sample.ts'
import type { StoreFixture } from './fixture.ts'
import { commit, incident, notification, time, transition } from './incident.ts'
import { at, canonical, TARGET } from './sweep.ts'

const TTL = 60_000
const HOUR = 60
const DAY = 24 * HOUR

const minute = (m: number) => new Date(time(m))

/** What every store must do with leases, and with what is old. */
export function upkeepConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('a lease has one holder until it ends', async ({ place }) => {
    const [one, two] = [await place.open(), await place.open()]
    const lease = await one.acquireLease('prod', 'a', TTL, minute(0))
    expect(lease).toEqual({ vantage: 'prod', owner: 'a', expiresAt: time(1) })
    expect(await two.acquireLease('prod', 'b', TTL, minute(0.99))).toBeNull()
    expect(await two.acquireLease('other', 'b', TTL, minute(0))).not.toBeNull()
  })

  test('of many that ask at the same time one gets it', async ({ place }) => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => place.open()))
    const leases = await Promise.all(
      stores.map((store, n) => store.acquireLease('prod', `owner ${n}`, TTL, minute(0))),
    )
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1)
  })

  test('of many that find one that ended one gets it', async ({ place }) => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => place.open()))
    await stores[0]?.acquireLease('prod', 'dead', TTL, minute(0))
    const leases = await Promise.all(
      stores.map((store, n) => store.acquireLease('prod', `owner ${n}`, TTL, minute(2))),
    )
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1)
  })

  test('a lease that ended and was given back late leaves the next holder its own', async ({
    place,
  }) => {
    const [one, two] = [await place.open(), await place.open()]
    const old = await one.acquireLease('prod', 'a', TTL, minute(0))
    const [taken] = await Promise.all([
      two.acquireLease('prod', 'b', TTL, minute(2)),
      old === null ? null : one.releaseLease(old),
    ])
    expect(taken?.owner).toBe('b')
    expect(await one.acquireLease('prod', 'c', TTL, minute(2))).toBeNull()
  })

  test('a lease that ended is taken over, and its old holder cannot give it back', async ({
    place,
  }) => {
    const store = await place.open()
    const old = await store.acquireLease('prod', 'a', TTL, minute(0))
    const taken = await store.acquireLease('prod', 'b', TTL, minute(1))
    expect(taken).toEqual({ vantage: 'prod', owner: 'b', expiresAt: time(2) })
    if (old !== null) await store.releaseLease(old)
    expect(await store.acquireLease('prod', 'c', TTL, minute(1.5))).toBeNull()
  })

  test('its owner gets it again with a new end; given back, anybody does', async ({ place }) => {
    const store = await place.open()
    await store.acquireLease('prod', 'a', TTL, minute(0))
    const again = await store.acquireLease('prod', 'a', TTL, minute(0.5))
    expect(again?.expiresAt).toBe(time(1.5))
    expect(await store.acquireLease('prod', 'b', TTL, minute(1.2))).toBeNull()
    if (again !== null) await store.releaseLease(again)
    expect(await store.acquireLease('prod', 'b', TTL, minute(1.2))).not.toBeNull()
  })

  test('prune() of an empty store removes nothing', async ({ place }) => {
    const store = await place.open()
    expect(await store.prune(minute(0))).toEqual({ reports: 0 })
  })

  test('prune() leaves everything readable that is not older, with all evidence', async ({
    place,
  }) => {
    const store = await place.open()
    let base: Parameters<typeof compactReport>[1] = new Map()
    const kept = []
    for (let hour = 0; hour < 120; hour += 7) {
      // From the 77th hour on it is another: the evidence of it is in the midst of a day.
      const seen = passing(TARGET, hour < 77 ? '20.37.158.0' : '10.0.0.1')
      const compacted = compactReport(at(hour * HOUR, 'prod', [seen, dropped()]), base)
      base = nextBase(compacted, base)
      await store.append(compacted)
      if (hour >= 98) kept.push(compacted)
    }
    expect(kept[0]?.results[0]?.evidenceIn).toBe(at(77 * HOUR).id)
    await store.append({ ...at(0), id: 'by hand', kind: 'cli' })
    const { reports } = await store.prune(minute(98 * HOUR))
    expect(reports).toBeGreaterThan(0)
    expect(await store.get(at(0).id)).toBeNull()
    expect(await store.get('by hand')).toBeNull()
    // Another handle: this one may remember what is gone.
    const fresh = await place.open()
    for (const report of kept) {
      expect(canonical(await fresh.get(report.id))).toBe(canonical(report))
      const evidence = await evidenceAt(fresh, report.id, TARGET)
      expect(evidence?.result.observations).toHaveLength(5)
    }
    const from = time(98 * HOUR)
    expect(await store.history(TARGET, { from, limit: 99 })).toHaveLength(kept.length)
  })

  test('prune() removes what ended before, and nothing that is open or waits', async ({
    place,
  }) => {
    const store = await place.open()
    const ended = { state: 'closed', closedAt: time(0) } as const
    await store.commitAlerts(
      commit({
        incidents: [incident('old', ended), incident('open')],
        transitions: [transition('old'), transition('new', { at: time(2 * DAY) })],
        notifications: ['old', 'told', 'waits'].map((id) => notification(id)),
      }),
    )
    await store.settleOutbox('old', { state: 'dead', error: 'HTTP 404' })
    await store.settleOutbox('told', { state: 'delivered' })
    await store.prune(minute(DAY))
    const due = await store.dueOutbox('prod', new Date('9999-12-31'), 9)
    expect(due.map((entry) => entry.notification.id)).toEqual(['waits'])
    expect((await store.incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['open'])
    const left = await store.transitions('orders', { limit: 9 })
    expect(left.map(({ id }) => id)).toEqual(['new'])
    expect(await store.outboxDepth()).toEqual({ due: 1, dead: 0 })
    expect(await store.alertState('prod')).not.toBeNull()
  })
}
