import { describe, expect } from 'vitest'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { outcome, sweepOn } from '../../fault/run.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { world } from '../../shared/agent/world.ts'
import { connectionString, freshTable } from '../azurite.ts'
import { anyFault, faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const SWEEPS = 60
const CALM = 12
const FAULTY = 0.3
/** Of one request, in ms: each silence costs as much. */
const DEADLINE = 300

/** What alerts make of the same sweeps when nothing fails. */
async function undisturbed() {
  using clean = world()
  await sweepOn(clean, clean.agent(), SWEEPS + CALM)
  return await outcome(clean)
}

async function disturbed(port: number, seed: number) {
  using at = world()
  const random = seeded(seed)
  let calm = false
  let failed = 0
  await using proxy = await faultyProxy(port, () => {
    if (calm || random() >= FAULTY) return null
    failed++
    return anyFault(random)
  })
  const table = freshTable()
  const spoilt = { connectionString: connectionString(proxy.port), table }
  const through = await openAzureTables(spoilt, { deadlineMs: DEADLINE })
  const agent = at.agent({ store: through })
  await sweepOn(at, agent, SWEEPS)
  expect(failed / proxy.seen.requests).toBeGreaterThan(0.25)
  calm = true
  await sweepOn(at, agent, CALM, SWEEPS)
  await through.close()

  const store = await openAzureTables({ connectionString: connectionString(port), table })
  try {
    expect(await at.spool.list()).toEqual([])
    expect(await store.outboxDepth()).toEqual({ due: 0, dead: 0 })
    expect(at.sent.length).toBeGreaterThanOrEqual((2 * SWEEPS) / 12)
    return await outcome({ ...at, store })
  } finally {
    await store.close()
  }
}

describe.skipIf(missing)(
  `a network that spoils 30 % of requests${missing ? `: ${missing}` : ''}`,
  () => {
    test('every report once, every notification, as if nothing had happened', {
      timeout: 180_000,
    }, async ({ azurite }) => {
      const expected = await undisturbed()
      const found = await Promise.all([1, 2].map((seed) => disturbed(azurite.port, seed)))
      expect(found).toEqual([expected, expected])
    })
  },
)
