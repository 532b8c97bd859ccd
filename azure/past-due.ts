import { nextTime } from '../shared/config/next-time.ts'
import type { VantageEntry } from '../shared/ports/store-entries.ts'

export interface PastDue {
  readonly schedule: string
  readonly now: Date
  /** The start of the newest scheduled sweep; null when there is none, or the store cannot say. */
  readonly newest: string | null
}

/**
 * Why a run that comes too late is skipped; null: it sweeps. The host starts one at once for all that it missed, and
 * the next tick comes on time all the same: with less than half an interval to either, nothing is caught up.
 */
export function reasonToWait({ schedule, now, newest }: PastDue): string | null {
  const next = nextTime(schedule, now)
  const afterNext = next === null ? null : nextTime(schedule, next)
  if (next === null || afterNext === null) return null
  const half = (afterNext.getTime() - next.getTime()) / 2
  const left = next.getTime() - now.getTime()
  if (left < half) return `the next one is due in ${seconds(left)}`
  const age = newest === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(newest)
  return age < half ? `the last sweep started ${seconds(age)} ago` : null
}

/** The start of the newest scheduled sweep at a vantage. */
export function newestOf(vantages: readonly VantageEntry[], vantage: string): string | null {
  return vantages.find(({ name }) => name === vantage)?.scheduled?.startedAt ?? null
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}
