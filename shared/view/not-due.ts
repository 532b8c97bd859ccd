import { type Report, type TargetResult, wasChecked } from '../model/report.ts'

/** Of a shorter interval the seconds are told, in ms. */
const SECONDS_MATTER = 600_000
const DATE = '2026-11-22'.length

/** How many results are passes of an earlier sweep, as their targets were not due. */
export function notDueIn({ results }: { readonly results: readonly TargetResult[] }): number {
  return results.filter((result) => !wasChecked(result)).length
}

/** ` (30 not due)`; empty where all was checked. */
export function notDueCount(report: Pick<Report, 'results'>): string {
  const count = notDueIn(report)
  return count === 0 ? '' : ` (${count} not due)`
}

/** `passed at 02:00, not due until 03:00 UTC`, with the day where it is not that of `now`; null: it was checked. */
export function notDueText({ checkedAt, target }: TargetResult, now: string): string | null {
  if (checkedAt === undefined) return null
  const { interval = 0 } = target
  const length = interval < SECONDS_MATTER ? 'T00:00:00'.length : 'T00:00'.length
  const clock = (at: string) => {
    const time = at.slice(DATE, DATE + length)
    return at.slice(0, DATE) === now.slice(0, DATE)
      ? time.slice(1)
      : at.slice(0, DATE) + time.replace('T', ' ')
  }
  const end = new Date(Date.parse(checkedAt) + interval).toISOString()
  return `passed at ${clock(checkedAt)}, not due until ${clock(end)} UTC`
}
