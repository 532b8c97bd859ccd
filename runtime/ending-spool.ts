import type { Spool } from '../shared/ports/spool.ts'

/**
 * A spool that is lost with its process: from the end on it says so of what it is given, which then counts as being in the
 * log only. The file is written all the same, as a process may come back in the same place.
 */
export function endingSpool(spool: Spool, end: AbortSignal): Spool {
  return {
    ...spool,
    async put(report) {
      const outcome = await spool.put(report)
      if (!end.aborted) return outcome
      throw new Error('this instance ends, and its spool with it')
    },
  }
}
