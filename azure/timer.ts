import type { Agent } from '../shared/agent/agent.ts'
import type { Log } from '../shared/ports/log.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { StoreError } from '../shared/ports/store-error.ts'
import { newestOf, reasonToWait } from './past-due.ts'

export interface TimerDeps {
  readonly agent: Pick<Agent, 'sweep'>
  readonly store: Pick<ResultsStore, 'vantages'>
  readonly vantage: string
  readonly schedule: string
  readonly log: Log
  readonly date: () => Date
  readonly stopping: AbortSignal
}

/** What the timer trigger says of a run. */
export interface Run {
  /** It comes later than the schedule said: the app was stopped, or its storage was unreachable. */
  readonly isPastDue: boolean
}

/**
 * Sweeps when the timer says so. One that is past due says so in its report, and does not crowd another; one that comes
 * when the process is about to end would measure nothing, and is skipped.
 */
export function sweepByTimer(deps: TimerDeps): (run: Run) => Promise<void> {
  const { agent, schedule, log, date, stopping } = deps
  return async ({ isPastDue }) => {
    if (stopping.aborted) {
      log.write({ severity: 'info', message: 'A run was skipped: the host is about to stop' })
      return
    }
    const facts = isPastDue ? { timer: 'past due' } : {}
    const late = { schedule, now: date(), newest: isPastDue ? await newest(deps) : null }
    const reason = isPastDue ? reasonToWait(late) : null
    if (reason === null) await agent.sweep('scheduled', stopping, { facts })
    else log.write({ severity: 'info', message: `A run past due was skipped: ${reason}` })
  }
}

/** Null also when the store cannot say: a sweep too many is better than none. */
async function newest({ store, vantage }: TimerDeps): Promise<string | null> {
  try {
    return newestOf(await store.vantages(), vantage)
  } catch (error) {
    if (error instanceof StoreError) return null
    throw error
  }
}
