import { test as base, describe } from 'vitest'
import { LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { rowsConformance } from '../rows.conformance.ts'
import type { RowsFixture } from './conformance/row.ts'

describe.for([
  ['large', LIMITS],
  ['tiny', TINY],
] as const)('memoryRows() with %s limits as Rows', ([, limits]) => {
  const test = base.extend<{ place: RowsFixture }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    place: async ({}, use) => {
      const place = memoryRows(limits)
      await use({ open: async () => place.open() })
    },
  })
  rowsConformance(test)
})
