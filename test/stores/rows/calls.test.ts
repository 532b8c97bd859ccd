import { describe, expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { compactReport, nextBase } from '../../../shared/report/compact.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { type Asked, memoryRows } from '../../fixtures/memory-rows.ts'
import { many } from '../../shared/report/sample.ts'
import { commit, incident, notification, time } from '../conformance/incident.ts'
import { at, TARGET } from '../conformance/sweep.ts'

/** A store that has a day of sweeps, and the calls that it makes to its rows. */
async function filled(): Promise<{ store: ResultsStore; fresh: ResultsStore; calls: Asked[] }> {
  const place = memoryRows()
  const calls: Asked[] = []
  const counted = () =>
    rowsStore(
      place.open((asked) => {
        calls.push(asked)
        return null
      }),
    )
  const store = counted()
  let base: Parameters<typeof compactReport>[1] = new Map()
  for (let hour = 0; hour < 12; hour++) {
    const report = compactReport(at(hour * 60, 'prod', many(40)), base)
    base = nextBase(report, base)
    await store.append(report)
  }
  await store.commitAlerts(commit({ incidents: [incident('i')] }))
  calls.length = 0
  return { store, fresh: counted(), calls }
}

const questions: readonly [string, number, (store: ResultsStore) => Promise<unknown>][] = [
  ['latest() of a vantage and a kind', 1, (s) => s.latest('prod', 'scheduled')],
  ['append() to where this process has written', 2, (s) => s.append(at(13 * 60, 'prod', many(40)))],
  ['sweepsAfter()', 1, (s) => s.sweepsAfter('prod', null, 9)],
  [
    'history() of a target of one vantage',
    2,
    (s) => s.history('svc-3.contoso.com', { vantage: 'prod', limit: 99 }),
  ],
  [
    'history() of a target that nobody has',
    1,
    (s) => s.history(TARGET, { vantage: 'prod', limit: 99 }),
  ],
  ['alertState()', 1, (s) => s.alertState('prod')],
  [
    'incidents() of a vantage that are open',
    2,
    (s) => s.incidents({ vantage: 'prod', state: 'open', limit: 99 }),
  ],
  [
    'alertState() and commitAlerts() of a calm sweep',
    3,
    async (s) => {
      const expected = (await s.alertState('prod'))?.version ?? null
      expect(await s.commitAlerts(commit({ expected }))).toBe('committed')
    },
  ],
  ['dueOutbox() with nothing due', 2, (s) => s.dueOutbox('prod', new Date(time(0)), 9)],
  ['acquireLease()', 2, (s) => s.acquireLease('prod', 'a', 1000, new Date(time(0)))],
]

describe('calls to the rows', () => {
  test.for(questions)('%s: %i', async ([, count, ask], { expect: is }) => {
    const { store, calls } = await filled()
    // What a process remembers from its first question to the next.
    await store.latest('prod', 'scheduled')
    await store.history('svc-3.contoso.com', { vantage: 'prod', limit: 1 })
    calls.length = 0
    await ask(store)
    is(calls.map(({ call, keys }) => `${call} ${keys[0]}`)).toHaveLength(count)
  })

  test('latest() in a process that remembers nothing opens what the report is packed on, too', async () => {
    const { fresh, calls } = await filled()
    await fresh.latest('prod', 'scheduled')
    expect(calls.map(({ call }) => call)).toEqual(['list', 'get'])
  })

  test('alerts too large for one commit take three: what is to be done, and its two parts', async () => {
    const { store, calls } = await filled()
    const expected = (await store.alertState('prod'))?.version ?? null
    const notifications = Array.from({ length: 48 }, (_, n) => notification(`n${n}`))
    const incidents = [incident('a'), incident('b'), incident('c'), incident('d')]
    calls.length = 0
    await store.commitAlerts(commit({ expected, notifications, incidents }))
    const commits = calls.filter(({ call }) => call === 'commit')
    expect(commits.filter(({ keys }) => keys.includes('a'))).toHaveLength(3)
  })

  test('notifications that are due are read one by one, and settled by two calls each', async () => {
    const { store, calls } = await filled()
    const expected = (await store.alertState('prod'))?.version ?? null
    await store.commitAlerts(commit({ expected, notifications: [notification('n')] }))
    calls.length = 0
    await store.dueOutbox('prod', new Date(time(0)), 9)
    expect(calls).toHaveLength(3)
    calls.length = 0
    await store.settleOutbox('n', { state: 'delivered' })
    expect(calls.map(({ call }) => call)).toEqual(['get', 'commit'])
  })

  test('thousands of notifications that wait are not read all at once, and no more after one failed', async () => {
    const place = memoryRows()
    const all = Array.from({ length: 1500 }, (_, n) => notification(`n${n}`))
    await rowsStore(place.open()).commitAlerts(commit({ notifications: all }))
    let [asked, fails] = [0, false]
    const store = rowsStore(
      place.open(({ keys: [key = ''] }) => {
        if (!key.startsWith('n.')) return null
        asked++
        return fails ? 'before' : null
      }),
    )
    expect(await store.dueOutbox('prod', new Date(time(0)), 5000)).toHaveLength(1500)
    ;[asked, fails] = [0, true]
    await expect(store.dueOutbox('prod', new Date(time(0)), 5000)).rejects.toThrow('on purpose')
    expect(asked).toBeLessThan(100)
  })
})
