import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Incident } from '../../../shared/model/incident.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { mixed } from '../../shared/report/sample.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'
import { at } from '../conformance/sweep.ts'
import { noise } from './conformance/row.ts'

/** Turns of the event loop that a call takes; a part takes so many that nothing which follows it outlasts it. */
const TURNS = 3
const TURNS_OF_A_PART = 100

/** Rows whose every call takes some turns, and how many calls are under way. */
function slow(rows: Rows): Rows & { readonly underWay: () => number } {
  let calls = 0
  const slowly = async <T>(work: () => Promise<T>, turns = TURNS): Promise<T> => {
    calls++
    try {
      for (let turn = 0; turn < turns; turn++) await setImmediate()
      return await work()
    } finally {
      calls--
    }
  }
  return {
    limits: rows.limits,
    get: (...given) => slowly(() => rows.get(...given)),
    list: (...given) => slowly(() => rows.list(...given)),
    commit: (partition, writes) => {
      const isPart = writes.some(({ key }) => key.startsWith('p.'))
      return slowly(() => rows.commit(partition, writes), isPart ? TURNS_OF_A_PART : TURNS)
    },
    close: () => rows.close(),
    underWay: () => calls,
  }
}

const CHANGES = commit({
  incidents: [incident('open'), incident('closed', { state: 'closed', closedAt: time(0) })],
  transitions: [transition('t')],
  notifications: [notification('n')],
})

const DUE = { state: 'due', nextAt: time(60), error: hex(3_000) } as const
const SHARD = { vantage: 'prod', sweep: 's', shard: 0 }

const CALLS: readonly [string, (store: ResultsStore) => Promise<unknown>][] = [
  ['append()', (store) => store.append(at(60, 'prod', mixed()))],
  ['commitAlerts() of a state', (store) => commitNext(store, {})],
  ['commitAlerts()', (store) => commitNext(store, { incidents: [loud('open')] })],
  [
    'commitAlerts() of many',
    (store) => commitNext(store, { incidents: ['1', '2', '3', '4', '5'].map(loud) }),
  ],
  ['settleOutbox()', (store) => store.settleOutbox('n', { state: 'delivered' })],
  ['settleOutbox() with an error', (store) => store.settleOutbox('n', DUE)],
  ['acquireLease()', (store) => store.acquireLease('prod', 'a', 1000, new Date(time(0)))],
  ['releaseLease()', async (store) => await releaseHeld(store)],
  ['updateIncident()', async (store) => await updateHeld(store)],
  ['keepShard()', (store) => store.keepShard(SHARD, noise(5_000))],
  ['dropShards()', (store) => store.dropShards('prod')],
  ['prune()', (store) => store.prune(new Date(time(1e6)))],
]

/** What no packing makes smaller: in parts, where rows are small. */
function loud(id: string): Incident {
  return incident(id, { summary: hex(3_000) })
}

function hex(bytes: number): string {
  return Buffer.from(noise(bytes)).toString('hex')
}

async function commitNext(
  store: ResultsStore,
  changes: Parameters<typeof commit>[0],
): Promise<void> {
  const at = await store.alertState('prod')
  const next = { ...commit(changes), state: hex(3_000), expected: at?.version ?? null }
  expect(await store.commitAlerts(next)).toBe('committed')
}

async function releaseHeld(store: ResultsStore): Promise<void> {
  const lease = await store.acquireLease('prod', 'a', 1000, new Date(time(0)))
  if (lease !== null) await store.releaseLease(lease)
}

async function updateHeld(store: ResultsStore): Promise<void> {
  const held = await store.incident('open')
  if (held === null) throw new Error('There is no incident')
  const now = { ...held.incident, summary: hex(3_000) }
  expect(await store.updateIncident(now, held.version)).toBe('committed')
}

/** A process may be frozen as soon as the answer is out: what is under way then is lost. Whole, and in many parts. */
test.for([LIMITS, TINY].flatMap((limits) => CALLS.map(([name, call]) => ({ name, limits, call }))))(
  '$name is over when it says so, of rows of $limits.rowBytes bytes',
  async ({ limits, call }) => {
    const place = memoryRows(limits)
    const before = rowsStore(place.open())
    await before.append(at(0))
    await before.commitAlerts(CHANGES)
    await before.keepShard({ ...SHARD, sweep: 'old' }, noise(5_000))
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
