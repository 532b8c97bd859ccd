import { describe, expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { StoreError } from '../../../shared/ports/store-error.ts'
import type { RowLimits } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import type { Fault } from '../../fixtures/failing-store.ts'
import { LIMITS, memoryRows, type RowsPlace, TINY } from '../../fixtures/memory-rows.ts'
import { many, mixed } from '../../shared/report/sample.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'
import { at, canonical } from '../conformance/sweep.ts'

/**
 * A process dies between any two calls to the rows: every call after the first so many fails. Then another one starts,
 * and does what a program does that was told nothing.
 */
interface Work {
  readonly name: string
  /** What is there before. */
  readonly given: (store: ResultsStore) => Promise<void>
  /** Does it, or does it again. */
  readonly work: (store: ResultsStore) => Promise<void>
  /** Whether readers see all of it or nothing, at any moment. */
  readonly whole: boolean
}

const NOW = () => new Date(time(0))
const DAY = 24 * 60
const TARGETS = [
  'orders',
  'management.azure.com',
  'svc-3.contoso.com',
  'svc-55.contoso.com',
  'login.microsoftonline.com',
]

async function derive(store: ResultsStore, count: number): Promise<void> {
  const held = await store.alertState('prod')
  // As the agent: what alerts have seen is not derived again.
  if (held?.through.id === at(1).id) return
  const ids = Array.from({ length: count }, (_, n) => `i${String(n).padStart(3, '0')}`)
  const half = (n: number) => (n % 2 === 0 ? 'open' : 'closed')
  const made = commit({
    expected: held?.version ?? null,
    state: { schema: 1, ids },
    through: { id: at(1).id, startedAt: at(1).startedAt },
    incidents: ids.map((id, n) =>
      incident(id, { state: half(n), closedAt: n % 2 === 0 ? null : time(2), updatedAt: time(n) }),
    ),
    transitions: ids.map((id) => transition(id)),
    notifications: ids.map((id) => notification(id)),
  })
  expect(await store.commitAlerts(made)).toBe('committed')
}

async function settleAll(store: ResultsStore): Promise<void> {
  for (const { notification: made } of await store.dueOutbox('prod', new Date(time(0)), 99)) {
    if (made.id === 'i000') await store.settleOutbox('i000', { state: 'delivered' })
    else if (made.id === 'i001') await store.settleOutbox('i001', { state: 'dead', error: 'no' })
    else await store.settleOutbox(made.id, { state: 'due', nextAt: time(5), error: 'HTTP 503' })
  }
}

async function sweeps(store: ResultsStore): Promise<void> {
  for (const hour of [0, 30, 60, 90, 120]) await store.append(at(hour * 60, 'prod', mixed()))
  await derive(store, 4)
  await settleAll(store)
}

function works(count: number): readonly Work[] {
  const none = async () => undefined
  const open = (store: ResultsStore) =>
    store.commitAlerts(
      commit({
        incidents: Array.from({ length: count }, (_, n) =>
          incident(`i${String(n).padStart(3, '0')}`),
        ),
      }),
    )
  return [
    {
      name: 'append()',
      given: none,
      work: async (s) => void (await s.append(at(0, 'prod', mixed()))),
      whole: true,
    },
    {
      name: 'append() of many targets',
      given: async (s) => void (await s.append(at(0, 'prod', many(60)))),
      work: async (s) => void (await s.append(at(1, 'prod', many(60)))),
      whole: false,
    },
    { name: 'the first commitAlerts()', given: none, work: (s) => derive(s, 2), whole: true },
    { name: 'a large commitAlerts()', given: none, work: (s) => derive(s, count), whole: true },
    {
      name: 'commitAlerts() that changes what is there',
      given: async (s) => void (await open(s)),
      work: (s) => derive(s, count),
      whole: true,
    },
    { name: 'settleOutbox()', given: (s) => derive(s, 4), work: settleAll, whole: false },
    {
      name: 'prune()',
      given: sweeps,
      work: async (s) => void (await s.prune(new Date(time(4 * DAY)))),
      whole: false,
    },
  ]
}

/** All that a reader sees. */
async function view(store: ResultsStore) {
  const range = { limit: 999 }
  const latest = await store.latest()
  const held = await store.alertState('prod')
  return {
    latest: latest && canonical(latest),
    got: canonical(latest && (await store.get(latest.id))),
    vantages: await store.vantages(),
    sweeps: await store.sweepsAfter('prod', null, 99),
    history: await Promise.all(TARGETS.map((target) => store.history(target, range))),
    state: held && { state: held.state, through: held.through },
    incidents: await store.incidents(range),
    transitions: await store.transitions('orders', range),
    due: await store.dueOutbox('prod', new Date(time(9)), 999),
    depth: await store.outboxDepth(),
  }
}

async function done(limits: RowLimits, { given, work }: Work): Promise<RowsPlace> {
  const place = memoryRows(limits)
  const store = rowsStore(place.open(), { now: NOW })
  await given(store)
  await work(store)
  return place
}

/** Does the work with so many calls, of which the last fails in this way, and all after it. False: it was enough. */
async function diesAfter(calls: number, how: Fault, place: RowsPlace, { work }: Work) {
  let left = calls
  const rows = place.open(() => {
    left--
    if (left > 0) return null
    return left === 0 ? how : 'before'
  })
  try {
    await work(rowsStore(rows, { now: NOW }))
    return left < 0
  } catch (error) {
    if (error instanceof StoreError) return true
    throw error
  }
}

/** One death, and what comes after it. False when the work was done before. */
async function recovers(
  limits: RowLimits,
  work: Work,
  [calls, how]: readonly [number, Fault],
): Promise<boolean> {
  const clean = await done(limits, work)
  const expected = await view(rowsStore(clean.open()))
  const place = memoryRows(limits)
  await work.given(rowsStore(place.open(), { now: NOW }))
  const before = await view(rowsStore(place.open()))
  if (!(await diesAfter(calls, how, place, work))) return false
  if (work.whole) expect([before, expected]).toContainEqual(await view(rowsStore(place.open())))
  const next = rowsStore(place.open(), { now: NOW })
  await work.work(next)
  expect(await view(next)).toEqual(expected)
  // What the dead one left behind goes with the rest.
  for (const one of [place, clean]) await rowsStore(one.open()).prune(new Date(time(99 * DAY)))
  expect(place.keys()).toEqual(clean.keys())
  return true
}

describe.for([
  { size: 'large', limits: LIMITS, count: 120 },
  { size: 'tiny', limits: TINY, count: 8 },
])('a process that dies between two calls, rows with $size limits', ({ limits, count }) => {
  test.for(works(count))('$name: nothing is lost, nothing doubled', async (work) => {
    let calls = 1
    while (await recovers(limits, work, [calls, 'before'])) {
      await recovers(limits, work, [calls, 'after'])
      calls++
    }
    expect(calls).toBeGreaterThan(3)
  })
})
