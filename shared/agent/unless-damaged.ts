import type { Log } from '../ports/log.ts'
import { StoreError } from '../ports/store-error.ts'

/** Null, and said, where what is stored is damaged: the sweep goes on without it. Other StoreErrors are thrown. */
export async function unlessDamaged<T>(
  { log }: { readonly log: Log },
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof StoreError) || error.problem !== 'damaged') throw error
    log.write({ severity: 'warning', message: `The sweep goes on without this: ${error.message}` })
    return null
  }
}
