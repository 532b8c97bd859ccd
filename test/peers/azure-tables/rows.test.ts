import { describe } from 'vitest'
import type { RowsFixture } from '../../stores/rows/conformance/row.ts'
import { rowsConformance } from '../../stores/rows.conformance.ts'
import { missing, test as onTable } from './place.ts'

const test = onTable.extend<{ place: RowsFixture }>({
  place: async ({ table }, use) => {
    await use({ open: () => table.open() })
  },
})

describe.skipIf(missing)(`azureTablesRows() as Rows${missing ? `: ${missing}` : ''}`, () => {
  rowsConformance(test)
})
