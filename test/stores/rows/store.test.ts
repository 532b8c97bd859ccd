import { test as base, describe } from 'vitest'
import { rowsStore } from '../../../stores/rows/store.ts'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import type { StoreFixture } from '../conformance/fixture.ts'
import { storeConformance } from '../conformance/store.ts'
import { damageRows } from './conformance/damage.ts'

describe.for([
  ['large', LIMITS],
  ['tiny', TINY],
] as const)('rowsStore() over rows with %s limits as a ResultsStore', ([, limits]) => {
  const test = base.extend<{ place: StoreFixture }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    place: async ({}, use) => {
      const place = memoryRows(limits)
      await use({
        open: async (onDamage) => rowsStore(place.open(), { ...(onDamage && { onDamage }) }),
        damage: (what, how) => damageRows(place.open(), what, how),
        // Another handle remembers nothing of what the first did, just as another process.
        appendFromProcesses: (report, processes) =>
          Promise.all(
            Array.from({ length: processes }, () => rowsStore(place.open()).append(report)),
          ),
      })
    },
  })
  storeConformance(test)
})
