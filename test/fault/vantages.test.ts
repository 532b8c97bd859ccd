import { expect, test } from 'vitest'
import { alertPolicy } from '../../shared/notify/policy.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { rowsStore } from '../../stores/rows/store.ts'
import { failingStore } from '../fixtures/failing-store.ts'
import { LIMITS, memoryRows } from '../fixtures/memory-rows.ts'
import { seeded } from '../fixtures/seeded.ts'
import { ALERTS, MINUTE, type World, world } from '../shared/agent/world.ts'
import { VANTAGE } from '../shared/report/sample-place.ts'

const STORES: readonly { readonly name: string; readonly open: () => ResultsStore | undefined }[] =
  [
    { name: 'SQLite', open: () => undefined },
    { name: 'rows', open: () => rowsStore(memoryRows(LIMITS).open()) },
  ]
const NAMES = ['prod-japaneast', 'prod-westeurope'] as const
const never = new AbortController().signal

/** A minute: the sweep of each vantage, in processes that may fail, and a restart of each. */
async function minute(at: World, store: ResultsStore, agree: number): Promise<void> {
  for (const name of NAMES) {
    const agent = at.agent({
      store,
      vantage: { ...VANTAGE, name },
      newId: (startedAt) => `${startedAt.toISOString()}-${name}`,
      policy: alertPolicy({ ...ALERTS, agree }, null),
    })
    await agent.sweep('scheduled', never)
    at.clock.pass(2000)
  }
  at.clock.pass(MINUTE)
}

test.for(STORES.flatMap((store) => [1, 2].map((agree) => ({ ...store, agree }))))(
  'two vantages with one cause in $name, agree: $agree: one message names both, one says that it is over',
  async ({ open, agree }) => {
    using at = world(undefined, open())
    await minute(at, at.store, agree)
    at.working = false
    for (let n = 0; n < 4; n++) await minute(at, at.store, agree)
    const incidents = await at.store.incidents({ state: 'open', limit: 9 })
    expect(incidents.map(({ vantage }) => vantage).sort()).toEqual(NAMES)
    const [sender] = incidents.filter(({ told }) => told.some((t) => t.state === 'delivered'))
    expect(sender?.vantages).toEqual(NAMES)
    expect(at.sent).toHaveLength(1)
    at.working = true
    for (let n = 0; n < 4; n++) await minute(at, at.store, agree)
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    expect(at.sent.map((id) => id.split('.').at(-2))).toEqual(['opened', 'closed'])
  },
)

test.for(STORES)(
  'with $name failing in 30 % of its calls: nothing is lost, and each opening and end is made once',
  async ({ open }) => {
    using at = world(undefined, open())
    const random = seeded(7)
    let calm = false
    const failing = failingStore(at.store, () => {
      if (calm || random() >= 0.3) return null
      return random() < 0.5 ? 'before' : 'after'
    })
    const rounds = 12
    for (let n = 0; n < rounds * 8; n++) {
      at.working = n % 8 < 2
      await minute(at, failing, 1)
    }
    calm = true
    at.working = true
    for (let n = 0; n < 5; n++) await minute(at, failing, 1)
    expect(await at.store.outboxDepth()).toEqual({ due: 0, dead: 0 })
    expect(await at.store.incidents({ state: 'open', limit: 9 })).toEqual([])
    const whats = [...new Set(at.sent)].map((id) => id.split('.').at(-2))
    expect(whats.filter((what) => what === 'opened').length).toBeGreaterThan(rounds / 2)
    expect(whats.filter((what) => what === 'closed')).toHaveLength(
      whats.filter((what) => what === 'opened').length,
    )
  },
)
