import { describe, expect, test } from 'vitest'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'
import { at } from '../conformance/sweep.ts'

const WRITERS = 4
const TURNS = 8
/** Things of each kind in one commit: with tiny limits it takes several. */
const EACH = 5

/** Every call is overtaken by others, by a number of them that the seed decides. */
function delayed(rows: Rows, random: () => number): Rows {
  async function late<T>(call: () => Promise<T>): Promise<T> {
    for (let n = Math.floor(random() * 8); n > 0; n--) await Promise.resolve()
    return await call()
  }
  return {
    ...rows,
    get: (...args) => late(() => rows.get(...args)),
    list: (...args) => late(() => rows.list(...args)),
    commit: (...args) => late(() => rows.commit(...args)),
  }
}

/** One step more, whoever comes in between. */
async function step(store: ResultsStore): Promise<void> {
  for (;;) {
    const held = await store.alertState('prod')
    const turn = (held?.state as { turn: number } | undefined)?.turn ?? 0
    const ids = Array.from({ length: EACH }, (_, n) => `turn ${turn} ${n}`)
    const said = await store.commitAlerts(
      commit({
        expected: held?.version ?? null,
        state: { turn: turn + 1 },
        incidents: [incident('i', { sweeps: turn + 1 }), ...ids.map((id) => incident(id))],
        transitions: ids.map((id) => transition(id)),
        notifications: ids.map((id) => notification(id)),
      }),
    )
    if (said === 'committed') return
  }
}

async function steps(store: ResultsStore): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await step(store)
}

/** Readers finish what a writer has begun. */
async function reads(store: ResultsStore, more: () => boolean): Promise<number> {
  let looks = 0
  for (; more(); looks++) {
    const all = await store.incidents({ limit: 999 })
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    await store.dueOutbox('prod', new Date(time(0)), 999)
  }
  return looks
}

describe.for([
  { size: 'large', limits: LIMITS, seed: 1 },
  { size: 'tiny', limits: TINY, seed: 2 },
  { size: 'tiny', limits: TINY, seed: 3 },
])('several processes at once, rows with $size limits (seed $seed)', ({ limits, seed }) => {
  test('alerts: every commit once, in a row, with readers in between', async () => {
    const place = memoryRows(limits)
    const random = seeded(seed)
    const open = () => rowsStore(delayed(place.open(), random))
    let writing = WRITERS
    const looks = reads(open(), () => writing > 0)
    await Promise.all(Array.from({ length: WRITERS }, () => steps(open()).finally(() => writing--)))
    expect(await looks).toBeGreaterThan(2)
    const store = open()
    const turns = WRITERS * TURNS
    expect((await store.alertState('prod'))?.state).toEqual({ turn: turns })
    expect((await store.incident('i'))?.incident.sweeps).toBe(turns)
    expect(await store.incidents({ limit: 999 })).toHaveLength(turns * EACH + 1)
    expect(await store.transitions('orders', { limit: 999 })).toHaveLength(turns * EACH)
    expect(await store.outboxDepth()).toEqual({ due: turns * EACH, dead: 0 })
  })

  test('append(): each report is stored once, whoever comes first', async () => {
    const place = memoryRows(limits)
    const random = seeded(seed)
    const open = () => rowsStore(delayed(place.open(), random))
    const said = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => await open().append(at(n % 8))),
    )
    expect(said.filter((s) => s === 'stored')).toHaveLength(8)
    expect(await open().sweepsAfter('prod', null, 99)).toHaveLength(8)
  })

  test('settleOutbox(): each attempt counts once', async () => {
    const place = memoryRows(limits)
    const random = seeded(seed)
    const open = () => rowsStore(delayed(place.open(), random))
    await open().commitAlerts(commit({ notifications: [notification('n')] }))
    const late = { state: 'due', nextAt: time(5), error: 'HTTP 503' } as const
    await Promise.all(Array.from({ length: 6 }, () => open().settleOutbox('n', late)))
    const [entry] = await open().dueOutbox('prod', new Date(time(5)), 9)
    expect(entry?.attempts).toBe(6)
    expect(await open().outboxDepth()).toEqual({ due: 1, dead: 0 })
  })
})
