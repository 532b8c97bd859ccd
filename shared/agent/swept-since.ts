import type { Report } from '../model/report.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import { StoreError } from '../ports/store-error.ts'

/** How far two clocks may be apart, in ms; no schedule is as narrow. */
const SKEW = 5_000

/**
 * The scheduled sweep of this vantage that began between the time when it was due and now: a scheduler that did not
 * hear the answer asks again. Null: there is none, or the store cannot say, and a second sweep is better than none. One
 * that is dated later was made by a clock that ran ahead, and says nothing of this time. The one of another process
 * that is under way is not seen here; its lease guards it.
 */
export async function sweptSince(
  { due, now }: { readonly due: Date; readonly now: Date },
  vantage: string,
  store: Pick<ResultsStore, 'latest'>,
): Promise<Report | null> {
  try {
    const newest = await store.latest(vantage, 'scheduled')
    if (newest === null) return null
    const began = Date.parse(newest.startedAt)
    return began >= due.getTime() - SKEW && began <= now.getTime() + SKEW ? newest : null
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return null
  }
}
