import { describe, expect, test } from 'vitest'
import { catchUp } from '../../../shared/agent/alerting.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { memoryRows } from '../../fixtures/memory-rows.ts'
import { EVERY, POLICY, reportAt, type Sweep, time } from '../alerts/sweeps.ts'
import { type Case, passing } from '../report/sample.ts'
import { VANTAGE } from '../report/sample-place.ts'
import { connected } from '../report/sample-steps.ts'
import { sweeps } from './sweeps.ts'
import { evidence, FakeClock, MINUTE, world } from './world.ts'

const BAD: Sweep = { a: 'fail tcp-dropped 10.0.0.1' }
const vantage = VANTAGE.name

/** A store with so many sweeps that nothing was derived of, and what deriving says. */
async function behind(count: number, over: (store: ResultsStore) => Partial<ResultsStore>) {
  const store = rowsStore(memoryRows().open())
  for (let n = 0; n < count; n++) await store.append(reportAt(n * EVERY, BAD))
  const log: LogEntry[] = []
  const clock = new FakeClock()
  clock.pass(count * EVERY * MINUTE)
  const deps = {
    ...{ vantage, policy: POLICY, clock },
    ...{
      store: { ...store, ...over(store) },
      log: { write: (entry: LogEntry) => log.push(entry) },
    },
  }
  const seen = await catchUp(deps)
  return { seen, log: log.map(({ message }) => message), deps, store }
}

/** Of so many commits in a row another writer comes first, then one is let through. */
const comingFirst = (most: number) => (store: ResultsStore) => {
  let tries = 0
  const commitAlerts: ResultsStore['commitAlerts'] = async (commit) =>
    tries++ % (most + 1) < most ? 'conflict' : await store.commitAlerts(commit)
  return { commitAlerts }
}

describe('catchUp()', () => {
  test('goes on after another writer, however many sweeps wait', async () => {
    const { log, store, seen } = await behind(4, comingFirst(10))
    expect(seen).toBeNull()
    expect((await store.alertState(vantage))?.through.startedAt).toBe(time(3 * EVERY))
    expect(log).toEqual([
      'a: new to fail',
      expect.stringMatching(/^Incident opened at prod-japaneast: /),
    ])
  })

  test('leaves it to the next sweep where another comes first each time, and claims nothing', async () => {
    const { log, store } = await behind(4, comingFirst(11))
    expect(await store.alertState(vantage)).toBeNull()
    expect(log).toEqual([
      `Alerts of ${vantage} were not written: another writer came first 10 times; the next sweep goes on`,
    ])
  })

  test('gives the point that was seen before', async () => {
    const { deps, store } = await behind(2, () => ({}))
    await store.append(reportAt(2 * EVERY, BAD))
    expect((await catchUp(deps))?.startedAt).toBe(time(EVERY))
    expect((await catchUp(deps))?.startedAt).toBe(time(2 * EVERY))
  })

  test.for([
    ['of a form that this version does not know', { schema: 9 }, 1],
    ['that could not be read, as the store says', null, 0],
  ] as const)('counts anew after a state %s', async ([, state, times]) => {
    const { log, deps, store } = await behind(2, () => ({}))
    log.length = 0
    const told: string[] = []
    await store.append(reportAt(2 * EVERY, BAD))
    await catchUp({
      ...{ ...deps, log: { write: ({ message }) => told.push(message) } },
      store: {
        ...store,
        alertState: async (name) => {
          const at = await store.alertState(name)
          return at && { ...at, state }
        },
      },
    })
    const damaged = told.filter((message) => message.includes('is damaged, or of another version'))
    expect(damaged).toHaveLength(times)
    const [open] = await store.incidents({ limit: 9 })
    expect(open).toMatchObject({ state: 'open', sweeps: 2 })
  })
})

test('what changed is read from whole reports, though stored ones are brief', async () => {
  using at = world(undefined, rowsStore(memoryRows().open()))
  const silence = ['generic_timeout_error', 'no answer within 5000 ms'] as const
  const moved = passing('orders.contoso.com', '10.0.2.9')
  const silent = [14, 5100].map((t0, n) => connected('10.0.2.9', t0, silence, n + 1))
  const observations = [...moved.seen.observations.slice(0, 2), ...silent]
  const broken: Case = { ...moved, seen: { ...moved.seen, observations } }
  let now: readonly Case[] = [passing('orders.contoso.com', '10.0.1.9')]
  const agent = at.agent({
    targets: now.map(({ seen }) => seen.target),
    measure: async () => evidence(now, at.clock.date()),
  })
  await sweeps(at, agent, 3)
  now = [broken]
  await sweeps(at, agent, 2)
  const [incident] = await at.store.incidents({ limit: 9 })
  const what = 'the answers of 10.0.0.4 and getaddrinfo for orders.contoso.com'
  const from = Date.UTC(2026, 10, 22) + 2 * MINUTE
  expect(incident?.changed).toEqual({
    from: new Date(from).toISOString(),
    to: new Date(from + MINUTE).toISOString(),
    parts: [{ what, before: ['10.0.1.9 (private)'], after: ['10.0.2.9 (private)'] }],
    lines: [`${what} went from 10.0.1.9 (private) to 10.0.2.9 (private)`],
  })
})
