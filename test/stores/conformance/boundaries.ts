import { expect, type TestAPI } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { many, passing } from '../../shared/report/sample.ts'
import type { StoreFixture } from './fixture.ts'
import { commit, incident, notification, time, transition } from './incident.ts'
import { at, TARGET } from './sweep.ts'

const DAY = 24 * 60
const LATE = new Date('9999-12-31')

/** So many ms after a time, or before it. */
const shifted = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString()
const after = (iso: string, ms = 0) => new Date(Date.parse(iso) + ms)

/** What is left of a vantage for whoever reads it. */
async function leftIn(store: ResultsStore) {
  const incidents = await store.incidents({ limit: 99 })
  const transitions = await store.transitions('orders', { limit: 99 })
  return [...incidents, ...transitions].map(({ id }) => id)
}

/** The last ms or position that counts, and the first that does not; what is of the same time; what comes back. */
export function boundaryConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('prune() keeps what is of its very time, and removes what is a ms older', async ({
    place,
  }) => {
    const store = await place.open()
    const then = time(0)
    const older = shifted(then, -1)
    const closed = (id: string, closedAt: string) =>
      incident(id, { state: 'closed', closedAt, updatedAt: closedAt })
    const given = ['kept', 'gone', 'new'].map((id) =>
      notification(id, { createdAt: id === 'gone' ? older : then }),
    )
    await store.commitAlerts(
      commit({
        incidents: [closed('kept', then), closed('gone', older)],
        transitions: [transition('t-kept', { at: then }), transition('t-gone', { at: older })],
        notifications: given,
      }),
    )
    for (const id of ['kept', 'gone']) await store.settleOutbox(id, { state: 'dead', error: 'x' })
    await store.prune(after(then))
    expect(await leftIn(store)).toEqual(['kept', 't-kept'])
    expect(await store.outboxDepth()).toEqual({ due: 1, dead: 1 })
    await store.prune(after(then, 1))
    expect(await leftIn(store)).toEqual([])
    expect(await store.outboxDepth('prod')).toEqual({ due: 1, dead: 0 })
  })

  test('prune() keeps a report for a day more, and one that others rest on for two', async ({
    place,
  }) => {
    const store = await place.open()
    const byHand = { ...at(2), id: 'by-hand', kind: 'cli' as const }
    const reports = [at(0), at(1), byHand]
    for (const report of reports) await store.append(report)
    const left = async () => {
      const fresh = await place.open()
      const found = await Promise.all(reports.map(({ id }) => fresh.get(id)))
      return found.map((report) => report !== null)
    }
    const removed = async (minute: number, ms: number) =>
      (await store.prune(after(time(minute), ms))).reports
    expect(await removed(DAY + 1, 0)).toBe(0)
    expect(await removed(DAY + 1, 1)).toBe(1)
    expect(await left()).toEqual([true, false, true])
    expect(await removed(DAY + 2, 0)).toBe(0)
    expect(await removed(DAY + 2, 1)).toBe(1)
    expect(await removed(2 * DAY, 0)).toBe(0)
    expect(await left()).toEqual([true, false, false])
    expect(await removed(2 * DAY, 1)).toBe(1)
    expect(await store.history(TARGET, { limit: 9 })).toEqual([])
    expect(await store.sweepsAfter('prod', null, 9)).toEqual([])
    expect(await store.latest()).toBeNull()
  })

  test('each target of a long list has its own history, wherever it stands', async ({ place }) => {
    const store = await place.open()
    const cases = many(300)
    const own = (n: number) => `svc-${n}.contoso.com`
    const marked = [0, 31, 32, 63, 64, 127, 128, 255, 256, 298].map((n) =>
      n % 20 === 19 ? n - 1 : n,
    )
    const seen = cases.map((one, n) =>
      marked.includes(n) ? { ...one, verdict: 'warn' as const } : one,
    )
    await store.append(at(0, 'prod', seen))
    for (const n of [...marked, 1, 33, 65, 129, 257]) {
      const entries = await store.history(own(n), { limit: 9 })
      expect([own(n), entries.map(({ verdict }) => verdict)]).toEqual([
        own(n),
        [marked.includes(n) ? 'warn' : 'pass'],
      ])
    }
  })

  test('of the same time, the greater id is the newer, of reports, incidents and transitions', async ({
    place,
  }) => {
    const store = await place.open()
    const ids = ['b', 'c', 'a']
    for (const id of ids) await store.append({ ...at(0), id })
    await store.commitAlerts(
      commit({
        incidents: ids.map((id) => incident(id)),
        transitions: ids.map((id) => transition(id)),
        notifications: ids.map((id) => notification(id)),
      }),
    )
    const named = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).join('')
    expect((await store.latest())?.id).toBe('c')
    expect((await store.latest('prod', 'scheduled'))?.id).toBe('c')
    expect((await store.vantages()).map(({ newest }) => newest.id)).toEqual(['c'])
    const history = await store.history(TARGET, { limit: 2 })
    expect(history.map(({ report }) => report)).toEqual(['c', 'b'])
    expect(named(await store.incidents({ limit: 9 }))).toBe('cba')
    expect(named(await store.transitions('orders', { limit: 9 }))).toBe('cba')
    // Who waits longest goes first.
    const due = await store.dueOutbox('prod', LATE, 9)
    expect(named(due.map((entry) => entry.notification))).toBe('abc')
  })

  test('the newest of several vantages and kinds is told, whoever wrote last', async ({
    place,
  }) => {
    const store = await place.open()
    await store.append(at(3, 'b'))
    await store.append({ ...at(4, 'a'), kind: 'on-demand' })
    await store.append({ ...at(2, 'c'), kind: 'cli' })
    await store.append(at(1, 'a'))
    expect((await store.latest())?.id).toBe(at(4, 'a').id)
    expect((await store.latest('a'))?.id).toBe(at(4, 'a').id)
    expect((await store.latest('a', 'scheduled'))?.id).toBe(at(1, 'a').id)
    expect((await store.latest(undefined, 'scheduled'))?.id).toBe(at(3, 'b').id)
    expect((await store.latest(undefined, 'cli'))?.id).toBe(at(2, 'c').id)
    expect(await store.latest('d')).toBeNull()
    expect((await store.get(at(2, 'c').id))?.kind).toBe('cli')
    expect((await store.vantages()).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  test('an incident is found by its id, open, closed and open again, and listed once', async ({
    place,
  }) => {
    const store = await place.open()
    const next = async (one: ReturnType<typeof incident>) => {
      const expected = (await store.alertState('prod'))?.version ?? null
      const said = await store.commitAlerts(commit({ expected, incidents: [one] }))
      expect(said).toBe('committed')
      const held = await store.incident('i')
      expect(held?.incident).toEqual(one)
      expect(held?.version).toBe((await store.alertState('prod'))?.version)
      const states = ['open', 'closed'] as const
      const each = await Promise.all(states.map((state) => store.incidents({ state, limit: 9 })))
      return each.map((found) => found.length)
    }
    const closed = { state: 'closed', closedAt: time(1) } as const
    expect(await next(incident('i'))).toEqual([1, 0])
    expect(await next(incident('i', { ...closed, updatedAt: time(1) }))).toEqual([0, 1])
    // Whoever notes a delivery later writes it over.
    expect(await next(incident('i', { ...closed, updatedAt: time(2) }))).toEqual([0, 1])
    expect(await next(incident('i', { ...closed, updatedAt: time(2), sweeps: 9 }))).toEqual([0, 1])
    expect(await next(incident('i', { updatedAt: time(3) }))).toEqual([1, 0])
    expect(await next(incident('i', { ...closed, updatedAt: time(4) }))).toEqual([0, 1])
    expect(await store.incidents({ limit: 9 })).toHaveLength(1)
    expect(await store.incident('none')).toBeNull()
    expect(await store.updateIncident(incident('i', { vantage: 'none' }), '1')).toBe('conflict')
  })

  test('how far alerts are derived is given back, for each vantage', async ({ place }) => {
    const store = await place.open()
    const through = { id: 'r', startedAt: time(7) }
    await store.commitAlerts(commit({ through, state: { of: 'prod' } }))
    await store.commitAlerts(commit({ vantage: 'other', state: { of: 'other' } }))
    expect(await store.alertState('prod')).toMatchObject({ through, state: { of: 'prod' } })
    expect(await store.alertState('other')).toMatchObject({ state: { of: 'other' } })
    expect(await store.alertState('none')).toBeNull()
  })

  test('a notification that fails again and again counts its attempts, in its place', async ({
    place,
  }) => {
    const store = await place.open()
    const notifications = ['a', 'b', 'c'].map((id) => notification(id))
    await store.commitAlerts(commit({ notifications }))
    const fails = (id: string, minute: number, error: string) =>
      store.settleOutbox(id, { state: 'due', nextAt: time(minute), error })
    await fails('a', 5, 'one')
    await fails('a', 9, 'two')
    // At the time that it had before.
    await fails('b', 0, 'three')
    const entries = await store.dueOutbox('prod', new Date(time(9)), 9)
    const brief = entries.map(({ notification: { id }, attempts, lastError, nextAt }) => {
      return [id, attempts, lastError, nextAt]
    })
    expect(brief).toEqual([
      ['b', 1, 'three', time(0)],
      ['c', 0, null, time(0)],
      ['a', 2, 'two', time(9)],
    ])
    expect(await store.dueOutbox('prod', after(time(9), -1), 9)).toHaveLength(2)
    await store.settleOutbox('a', { state: 'delivered' })
    expect(await store.outboxDepth('prod')).toEqual({ due: 2, dead: 0 })
    expect(await store.outboxDepth('other')).toEqual({ due: 0, dead: 0 })
  })

  test('a lease is given back by its owner alone, and ends with its last ms', async ({ place }) => {
    const store = await place.open()
    const lease = await store.acquireLease('prod', 'a', 1000, after(time(0)))
    await store.releaseLease({ vantage: 'prod', owner: 'b', expiresAt: time(0) })
    await store.releaseLease({ vantage: 'none', owner: 'a', expiresAt: time(0) })
    expect(await store.acquireLease('prod', 'b', 1000, after(time(0), 999))).toBeNull()
    expect(await store.acquireLease('prod', 'b', 1000, after(time(0), 1000))).not.toBeNull()
    if (lease !== null) await store.releaseLease(lease)
    expect(await store.acquireLease('prod', 'c', 1000, after(time(0), 1000))).toBeNull()
  })

  test('a report that changes its targets begins their histories, and ends none', async ({
    place,
  }) => {
    const store = await place.open()
    await store.append(at(0, 'prod', [passing('a.net'), passing('b.net')]))
    await store.append(at(1, 'prod', [passing('b.net'), passing('c.net')]))
    const seen = async (target: string) =>
      (await store.history(target, { limit: 9 })).map(({ startedAt }) => startedAt)
    expect(await seen('a.net')).toEqual([time(0)])
    expect(await seen('b.net')).toEqual([time(1), time(0)])
    expect(await seen('c.net')).toEqual([time(1)])
  })
}
