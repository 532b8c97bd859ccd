import { type Report, type TargetResult, wasChecked } from '../model/report.ts'

/** How many results are passes of an earlier sweep, as their targets were not due. */
export function notDueIn({ results }: Pick<Report, 'results'>): number {
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
  const passed = clockText(checkedAt, now)
  if (target.interval === undefined) return `passed at ${passed} UTC, not due`
  const end = new Date(Date.parse(checkedAt) + target.interval).toISOString()
  return `passed at ${passed}, not due until ${clockText(end, now)} UTC`
}

function clockText(at: string, now: string): string {
  return at.slice(0, 10) === now.slice(0, 10) ? at.slice(11, 16) : at.slice(0, 16).replace('T', ' ')
}
