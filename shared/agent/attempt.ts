import type { Log } from '../ports/log.ts'
import { StoreError } from '../ports/store-error.ts'

/** Undefined when the store failed, which the log says; what is not done is done by the next run. */
export async function attempt<T>(log: Log, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.write({ severity: 'error', message: error.message, fields: { problem: error.problem } })
    return undefined
  }
}
