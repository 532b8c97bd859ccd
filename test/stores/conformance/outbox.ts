import { expect, type TestAPI } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { StoreFixture } from './fixture.ts'
import { commit, notification, time } from './incident.ts'

async function due(store: ResultsStore, minute: number, vantage = 'prod', limit = 9) {
  const entries = await store.dueOutbox(vantage, new Date(time(minute)), limit)
  return entries.map((entry) => entry.notification.id)
}

/** What every store must do with notifications on their way. */
export function outboxConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('a new notification is due at once, and not tried yet', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ notifications: [notification('n')] }))
    expect(await store.dueOutbox('prod', new Date(time(0)), 9)).toEqual([
      {
        notification: notification('n'),
        attempts: 0,
        nextAt: time(0),
        lastError: null,
        state: 'due',
      },
    ])
    expect(await due(store, -1)).toEqual([])
    expect(await store.outboxDepth()).toEqual({ due: 1, dead: 0 })
  })

  test('the longest due come first, no more than the limit, of one vantage', async ({ place }) => {
    const store = await place.open()
    const notifications = [2, 0, 1].map((m) => notification(`n${m}`, { createdAt: time(m) }))
    await store.commitAlerts(commit({ notifications }))
    const elsewhere = notification('other', { vantage: 'other' })
    await store.commitAlerts(commit({ vantage: 'other', notifications: [elsewhere] }))
    expect(await due(store, 9)).toEqual(['n0', 'n1', 'n2'])
    expect(await due(store, 9, 'prod', 2)).toEqual(['n0', 'n1'])
    expect(await due(store, 1)).toEqual(['n0', 'n1'])
    expect(await due(store, 9, 'other')).toEqual(['other'])
    expect(await store.outboxDepth()).toEqual({ due: 4, dead: 0 })
    expect(await store.outboxDepth('prod')).toEqual({ due: 3, dead: 0 })
  })

  test('one that failed is due again at its time, and says why', async ({ place }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ notifications: [notification('n')] }))
    const nextAt = time(5)
    await store.settleOutbox('n', { state: 'due', nextAt, error: 'HTTP 503' })
    expect(await due(store, 4)).toEqual([])
    expect(await store.dueOutbox('prod', new Date(nextAt), 9)).toMatchObject([
      { attempts: 1, nextAt, lastError: 'HTTP 503', state: 'due' },
    ])
  })

  test('one that was delivered or given up is not due, and only the latter is counted', async ({
    place,
  }) => {
    const store = await place.open()
    const notifications = ['a', 'b'].map((id) => notification(id))
    await store.commitAlerts(commit({ notifications }))
    await store.settleOutbox('a', { state: 'delivered' })
    await store.settleOutbox('b', { state: 'dead', error: 'HTTP 404' })
    expect(await due(store, 9)).toEqual([])
    expect(await store.outboxDepth()).toEqual({ due: 0, dead: 1 })
  })

  test('what was delivered does not come back by a later failure, nor by its own id', async ({
    place,
  }) => {
    const store = await place.open()
    await store.commitAlerts(commit({ notifications: [notification('n')] }))
    await store.settleOutbox('n', { state: 'delivered' })
    await store.settleOutbox('n', { state: 'due', nextAt: time(1), error: 'late' })
    const expected = (await store.alertState('prod'))?.version ?? null
    const again = commit({ expected, notifications: [notification('n')] })
    expect(await store.commitAlerts(again)).toBe('committed')
    expect(await due(store, 9)).toEqual([])
  })

  test('settling what the store does not know changes nothing', async ({ place }) => {
    const store = await place.open()
    await store.settleOutbox('none', { state: 'delivered' })
    expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
  })
}
