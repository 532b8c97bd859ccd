import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { mixed } from '../../shared/report/sample.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'
import { at } from '../conformance/sweep.ts'

/** Rows whose every call takes some turns, and how many calls are under way. */
function slow(rows: Rows): Rows & { readonly underWay: () => number } {
  let calls = 0
  const slowly = async <T>(work: () => Promise<T>): Promise<T> => {
    calls++
    try {
      for (let turn = 0; turn < 5; turn++) await setImmediate()
      return await work()
    } finally {
      calls--
    }
  }
  return {
    limits: rows.limits,
    get: (...given) => slowly(() => rows.get(...given)),
    list: (...given) => slowly(() => rows.list(...given)),
    commit: (...given) => slowly(() => rows.commit(...given)),
    close: () => rows.close(),
    underWay: () => calls,
  }
}

const CHANGES = commit({
  incidents: [incident('open'), incident('closed', { state: 'closed', closedAt: time(0) })],
  transitions: [transition('t')],
  notifications: [notification('n')],
})

const SHARD = { vantage: 'prod', sweep: 's', shard: 0 }

const CALLS: readonly [string, (store: ResultsStore) => Promise<unknown>][] = [
  ['append()', (store) => store.append(at(60, 'prod', mixed()))],
  ['commitAlerts()', (store) => store.commitAlerts({ ...CHANGES, expected: null })],
  ['settleOutbox()', (store) => store.settleOutbox('n', { state: 'delivered' })],
  ['acquireLease()', (store) => store.acquireLease('prod', 'a', 1000, new Date(time(0)))],
  ['releaseLease()', async (store) => await releaseHeld(store)],
  ['updateIncident()', async (store) => await updateHeld(store)],
  ['keepShard()', (store) => store.keepShard(SHARD, new Uint8Array(5_000).fill(1))],
  ['dropShards()', (store) => store.dropShards('prod')],
  ['prune()', (store) => store.prune(new Date(time(1e6)))],
]

async function releaseHeld(store: ResultsStore): Promise<void> {
  const lease = await store.acquireLease('prod', 'a', 1000, new Date(time(0)))
  if (lease !== null) await store.releaseLease(lease)
}

async function updateHeld(store: ResultsStore): Promise<void> {
  const held = await store.incident('open')
  if (held === null) throw new Error('There is no incident')
  const incidentNow = { ...held.incident, summary: 'x'.repeat(3_000) }
  await store.updateIncident(incidentNow, held.version)
}

/** A process may be frozen as soon as the answer is out: what is under way then is lost. Whole, and in many parts. */
test.for([LIMITS, TINY].flatMap((limits) => CALLS.map(([name, call]) => ({ name, limits, call }))))(
  '$name is over when it says so, of rows of $limits.rowBytes bytes',
  async ({ limits, call }) => {
    const place = memoryRows(limits)
    const before = rowsStore(place.open())
    await before.append(at(0))
    await before.commitAlerts(CHANGES)
    await before.keepShard({ ...SHARD, sweep: 'old' }, new Uint8Array(5_000).fill(1))
    const rows = slow(place.open())
    await call(rowsStore(rows))
    expect(rows.underWay()).toBe(0)
  },
)

test('prune() of which any call fails says so, so that it is done again', async () => {
  const filled = async () => {
    const place = memoryRows()
    const before = rowsStore(place.open())
    await before.append(at(0))
    await before.commitAlerts(CHANGES)
    return place
  }
  const prune = async (failing: number | null) => {
    let calls = 0
    const rows = (await filled()).open(() => (calls++ === failing ? 'before' : null))
    await rowsStore(rows).prune(new Date(time(1e6)))
    return calls
  }
  const all = await prune(null)
  expect(all).toBeGreaterThan(10)
  for (let n = 0; n < all; n++) await expect(prune(n), `call ${n}`).rejects.toThrow('on purpose')
})
