import { describe, type TestAPI } from 'vitest'
import { cellConformance } from './rows/conformance/cells.ts'
import { commitConformance, conflictConformance } from './rows/conformance/commit.ts'
import { listConformance } from './rows/conformance/list.ts'
import { raceConformance } from './rows/conformance/race.ts'
import type { RowsFixture } from './rows/conformance/row.ts'

/**
 * What every Rows must do. A service's own test calls this with a `test` whose fixture makes a new, empty place for
 * each test.
 */
export function rowsConformance(test: TestAPI<{ place: RowsFixture }>): void {
  describe('get() and commit()', () => commitConformance(test))
  describe('conflicts', () => conflictConformance(test))
  describe('cells', () => cellConformance(test))
  describe('list()', () => listConformance(test))
  describe('several handles', () => raceConformance(test))
}
