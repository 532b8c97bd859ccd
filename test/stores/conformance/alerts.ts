import { expect, type TestAPI } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { StoreFixture } from './fixture.ts'
import { commit, incident, notification, time, transition } from './incident.ts'
import { at, ref } from './sweep.ts'

async function due(store: ResultsStore, limit: number) {
  const entries = await store.dueOutbox('prod', new Date(time(0)), limit)
  return entries.map((entry) => entry.notification.id)
}

/** What every store must do with incidents and what they are derived from. */
export function alertsConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('an empty store has none', async ({ place }) => {
    const store = await place.open()
    expect(await store.alertState('prod')).toBeNull()
    expect(await store.incidents({ limit: 9 })).toEqual([])
    expect(await store.incident('none')).toBeNull()
    expect(await store.transitions('orders', { limit: 9 })).toEqual([])
  })

  test('commitAlerts() writes all that it is given', async ({ place }) => {
    const store = await place.open()
    const state = { schema: 1, odd: { constructor: [1, null, '\u0000'] } }
    const made = commit({
      state,
      incidents: [incident('i')],
      transitions: [transition('t')],
      notifications: [notification('n')],
    })
    expect(await store.commitAlerts(made)).toBe('committed')
    const held = await store.alertState('prod')
    expect(held).toEqual({ state, through: ref(at(0)), version: expect.any(String) })
    expect(await store.incident('i')).toEqual({ incident: incident('i'), version: held?.version })
    expect(await store.incidents({ limit: 9 })).toEqual([incident('i')])
    expect(await store.transitions('orders', { limit: 9 })).toEqual([transition('t')])
    const [entry] = await store.dueOutbox('prod', new Date(time(0)), 9)
    expect(entry?.notification).toEqual(notification('n'))
  })

  test('commitAlerts() of an old version is a conflict, and writes nothing', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit())
    const held = await store.alertState('prod')
    const late = {
      incidents: [incident('late')],
      transitions: [transition('late')],
      notifications: [notification('late')],
    }
    for (const expected of [null, 'another']) {
      expect(await store.commitAlerts(commit({ expected, ...late }))).toBe('conflict')
    }
    expect(await store.alertState('prod')).toEqual(held)
    expect(await store.incidents({ limit: 9 })).toEqual([])
    expect(await store.transitions('orders', { limit: 9 })).toEqual([])
    expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
  })

  test('commitAlerts() of a vantage that has no state yet expects none', async ({ place }) => {
    const store = await place.open()
    expect(await store.commitAlerts(commit({ expected: '1' }))).toBe('conflict')
    expect(await store.alertState('prod')).toBeNull()
  })

  test('of two that read the same version one is committed', async ({ place }) => {
    const [one, two] = [await place.open(), await place.open()]
    await one.commitAlerts(commit())
    const expected = (await one.alertState('prod'))?.version ?? null
    expect((await two.alertState('prod'))?.version).toBe(expected)
    const said = await Promise.all(
      [one, two].map((store, n) =>
        store.commitAlerts(commit({ expected, transitions: [transition(`t${n}`)] })),
      ),
    )
    expect(said.toSorted()).toEqual(['committed', 'conflict'])
    expect(await one.transitions('orders', { limit: 9 })).toHaveLength(1)
  })

  test('every vantage has a version of its own', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit())
    expect(await store.commitAlerts(commit({ vantage: 'other' }))).toBe('committed')
  })

  test('a version never comes back', async ({ place }) => {
    const store = await place.open()
    const seen: (string | null)[] = [null]
    for (let n = 0; n < 5; n++) {
      await store.commitAlerts(commit({ expected: seen.at(-1) ?? null }))
      seen.push((await store.alertState('prod'))?.version ?? null)
    }
    expect(new Set(seen).size).toBe(6)
  })

  test('an incident is written over as a whole', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ incidents: [incident('i')] }))
    const expected = (await store.alertState('prod'))?.version ?? null
    const closed = incident('i', { state: 'closed', closedAt: time(5), updatedAt: time(5) })
    await store.commitAlerts(commit({ expected, incidents: [closed] }))
    expect(await store.incidents({ limit: 9 })).toEqual([closed])
    expect(await store.incidents({ state: 'open', limit: 9 })).toEqual([])
  })

  test('incidents() by vantage and state, the last changed first, no more than the limit', async ({
    place,
  }) => {
    const store = await place.open()
    const changes = [
      incident('a', { updatedAt: time(1) }),
      incident('b', { updatedAt: time(3), state: 'closed', closedAt: time(3) }),
      incident('c', { updatedAt: time(2) }),
    ]
    await store.commitAlerts(commit({ incidents: changes }))
    const elsewhere = incident('d', { vantage: 'other', updatedAt: time(4) })
    await store.commitAlerts(commit({ vantage: 'other', incidents: [elsewhere] }))
    const ids = async (filter: object, limit = 9) =>
      (await store.incidents({ ...filter, limit })).map(({ id }) => id)
    expect(await ids({})).toEqual(['d', 'b', 'c', 'a'])
    expect(await ids({}, 2)).toEqual(['d', 'b'])
    expect(await ids({ vantage: 'prod' })).toEqual(['b', 'c', 'a'])
    expect(await ids({ state: 'open' })).toEqual(['d', 'c', 'a'])
    expect(await ids({ vantage: 'prod', state: 'open' })).toEqual(['c', 'a'])
  })

  test('updateIncident() makes a commit that was derived before it a conflict', async ({
    place,
  }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ incidents: [incident('i')] }))
    const before = (await store.alertState('prod'))?.version ?? null
    const held = await store.incident('i')
    const acknowledged = incident('i', { acknowledgedAt: time(1), updatedAt: time(1) })
    expect(await store.updateIncident(acknowledged, held?.version ?? '')).toBe('committed')
    expect((await store.incident('i'))?.incident).toEqual(acknowledged)
    expect(await store.commitAlerts(commit({ expected: before }))).toBe('conflict')
    const after = await store.alertState('prod')
    expect(after?.state).toEqual({ schema: 1 })
    expect(await store.commitAlerts(commit({ expected: after?.version ?? null }))).toBe('committed')
  })

  test('updateIncident() after a commit is a conflict, and writes nothing', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ incidents: [incident('i')] }))
    const held = await store.incident('i')
    await store.commitAlerts(commit({ expected: held?.version ?? null }))
    const late = incident('i', { acknowledgedAt: time(1) })
    expect(await store.updateIncident(late, held?.version ?? '')).toBe('conflict')
    expect((await store.incident('i'))?.incident.acknowledgedAt).toBeNull()
  })

  test('transitions() of one target, newest first, by vantage and range', async ({ place }) => {
    const store = await place.open()
    const transitions = [0, 2, 1].map((m) => transition(`t${m}`, { at: time(m) }))
    await store.commitAlerts(
      commit({ transitions: [...transitions, transition('x', { target: 'order' })] }),
    )
    const elsewhere = transition('e', { vantage: 'other', at: time(3) })
    await store.commitAlerts(commit({ vantage: 'other', transitions: [elsewhere] }))
    const ids = async (range: object) =>
      (await store.transitions('orders', { limit: 9, ...range })).map(({ id }) => id)
    expect(await ids({})).toEqual(['e', 't2', 't1', 't0'])
    expect(await ids({ vantage: 'prod', limit: 2 })).toEqual(['t2', 't1'])
    expect(await ids({ from: time(1), to: time(2) })).toEqual(['t1'])
  })

  test('a commit of 300 incidents, as many transitions and notifications is one commit', async ({
    place,
  }) => {
    const [one, two] = [await place.open(), await place.open()]
    const ids = Array.from({ length: 300 }, (_, n) => `many-${String(n).padStart(3, '0')}`)
    const made = commit({
      state: { schema: 1, large: ids },
      incidents: ids.map((id) => incident(id)),
      transitions: ids.map((id) => transition(id)),
      notifications: ids.map((id) => notification(id)),
    })
    const said = await Promise.all([one, two].map((store) => store.commitAlerts(made)))
    expect(said.toSorted()).toEqual(['committed', 'conflict'])
    expect((await two.alertState('prod'))?.state).toEqual(made.state)
    expect(await two.incidents({ limit: 999 })).toEqual(made.incidents.toReversed())
    expect(await two.transitions('orders', { limit: 999 })).toEqual(made.transitions.toReversed())
    expect(await due(two, 999)).toEqual(ids)
    const closed = ids.map((id) => incident(id, { state: 'closed', closedAt: time(1) }))
    const expected = (await two.alertState('prod'))?.version ?? null
    expect(await two.commitAlerts(commit({ expected, incidents: closed }))).toBe('committed')
    expect(await one.incidents({ state: 'open', limit: 999 })).toEqual([])
    expect(await one.incidents({ limit: 999 })).toEqual(closed.toReversed())
  })

  test('a transition that is there already is not doubled', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ transitions: [transition('t')] }))
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, transitions: [transition('t')] }))
    expect(await store.transitions('orders', { limit: 9 })).toHaveLength(1)
  })
}
