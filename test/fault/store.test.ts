import { expect, test } from 'vitest'
import { failingStore } from '../fixtures/failing-store.ts'
import { seeded } from '../fixtures/seeded.ts'
import { world } from '../shared/agent/world.ts'
import { outcome, sweepOn } from './run.ts'

const SWEEPS = 300
const CALM = 12
const FAULTY = 0.3

test.for([1, 2, 3])(
  'the store fails 30 % of calls at random (seed %i): every report once, every notification, as if nothing had happened',
  { timeout: 300_000 },
  async (seed) => {
    using clean = world()
    await sweepOn(clean, clean.agent(), SWEEPS + CALM)

    using at = world()
    const random = seeded(seed)
    let calm = false
    let [calls, failed] = [0, 0]
    const store = failingStore(at.store, () => {
      if (calm) return null
      calls++
      if (random() >= FAULTY) return null
      failed++
      // Half of the time it was done all the same, and nobody was notified.
      return random() < 0.5 ? 'before' : 'after'
    })
    const agent = at.agent({ store })
    await sweepOn(at, agent, SWEEPS)
    calm = true
    await sweepOn(at, agent, CALM, SWEEPS)

    expect(failed / calls).toBeGreaterThan(0.25)
    expect(await at.spool.list()).toEqual([])
    expect(await at.store.outboxDepth()).toEqual({ due: 0, dead: 0 })
    expect(await outcome(at)).toEqual(await outcome(clean))
    expect(at.sent.length).toBeGreaterThanOrEqual((2 * SWEEPS) / 12)
  },
)
