import { expect, test } from 'vitest'
import { rowsStore } from '../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../fixtures/memory-rows.ts'
import { seeded } from '../fixtures/seeded.ts'
import { world } from '../shared/agent/world.ts'
import { outcome, sweepOn } from './run.ts'

const SWEEPS = 300
const CALM = 12
const FAULTY = 0.3

test.for([
  { seed: 1, limits: LIMITS, size: 'large' },
  { seed: 2, limits: LIMITS, size: 'large' },
  { seed: 3, limits: TINY, size: 'tiny' },
])(
  '30 % of the calls to rows with $size limits fail at random (seed $seed): every report once, every notification, as if nothing had happened',
  async ({ seed, limits }) => {
    using clean = world()
    await sweepOn(clean, clean.agent(), SWEEPS + CALM)

    const place = memoryRows(limits)
    using at = world(undefined, rowsStore(place.open()))
    const random = seeded(seed)
    let calm = false
    let [calls, failed] = [0, 0]
    const rows = place.open(() => {
      if (calm) return null
      calls++
      if (random() >= FAULTY) return null
      failed++
      // Half of the time it was done all the same, and nobody was notified.
      return random() < 0.5 ? 'before' : 'after'
    })
    // A new process now and then: what one remembers must not be what it rests on.
    for (let sweep = 0; sweep < SWEEPS; sweep += 50) {
      await sweepOn(at, at.agent({ store: rowsStore(rows), owner: 'one' }), 50, sweep)
    }
    calm = true
    await sweepOn(at, at.agent({ store: rowsStore(rows), owner: 'one' }), CALM, SWEEPS)

    expect(failed / calls).toBeGreaterThan(0.25)
    expect(await at.spool.list()).toEqual([])
    expect(await at.store.outboxDepth()).toEqual({ due: 0, dead: 0 })
    expect(await outcome(at)).toEqual(await outcome(clean))
    expect(at.sent.length).toBeGreaterThanOrEqual((2 * SWEEPS) / 12)
  },
)
