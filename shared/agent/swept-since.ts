import type { Report } from '../model/report.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import { StoreError } from '../ports/store-error.ts'

/** How far two clocks may be apart, in ms; no schedule is as narrow. */
const SKEW = 5_000

/**
 * The scheduled sweep of this vantage that began when it was due or later: a scheduler that did not hear the answer
 * asks again. Null: there is none, or the store cannot say, and a second sweep is better than none. The one of
 * another process that is under way is not seen here; its lease guards it.
 */
export async function sweptSince(
  due: Date,
  vantage: string,
  store: Pick<ResultsStore, 'latest'>,
): Promise<Report | null> {
  try {
    const newest = await store.latest(vantage, 'scheduled')
    const since = due.getTime() - SKEW
    return newest !== null && Date.parse(newest.startedAt) >= since ? newest : null
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return null
  }
}
