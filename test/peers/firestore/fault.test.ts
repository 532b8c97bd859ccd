import { describe, expect } from 'vitest'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import { outcome, sweepOn } from '../../fault/run.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { world } from '../../shared/agent/world.ts'
import { DEADLINE, faults } from './faults.ts'
import { faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const SWEEPS = 24
const CALM = 12

describe.skipIf(missing !== null)(`sweeps over a bad line ${missing ?? ''}`, () => {
  test.for([1, 2])(
    '30 % of requests go wrong (seed %i): every report once, every notification, as if nothing had happened',
    { timeout: 120_000 },
    async (seed, { firestore }) => {
      using clean = world()
      await sweepOn(clean, clean.agent(), SWEEPS + CALM)

      using at = world()
      await using proxy = await faultyProxy(firestore.host, faults(seeded(seed)))
      const bad = await openFirestore(firestore.settings, {
        env: firestore.env(proxy.host),
        deadline: DEADLINE,
        random: () => 0,
      })
      await sweepOn(at, at.agent({ store: bad, owner: 'one' }), SWEEPS)
      await bad.close()
      expect(proxy.seen.faults / proxy.seen.requests).toBeGreaterThan(0.2)
      expect(at.log.filter((l) => l.message.includes('waits in the spool')).length).toBeGreaterThan(
        1,
      )

      const store = await openFirestore(firestore.settings, { env: firestore.env() })
      await sweepOn(at, at.agent({ store, owner: 'one' }), CALM, SWEEPS)
      expect(await at.spool.list()).toEqual([])
      expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
      expect(await outcome({ ...at, store })).toEqual(await outcome(clean))
      expect(at.sent.length).toBeGreaterThanOrEqual((2 * SWEEPS) / 12)
      await store.close()
    },
  )
})
