import type { Report } from '../model/report.ts'
import { spanText } from '../view/words.ts'
import type { AlertState } from './state.ts'

/** So many times the usual distance of two sweeps is silence, not lateness. */
const FACTOR = 3
/** And at least so much longer than usual, in ms: a sweep every few seconds may stumble. */
const AT_LEAST = 120_000
/** Fewer distances than this tell nothing of what is usual. */
const ENOUGH = 3

/** What to say of the time without a sweep before this one; null when it came in time. */
export function gapBefore(report: Report, before: AlertState): string | null {
  if (before.intervals.length < ENOUGH) return null
  const usual = [...before.intervals].sort((a, b) => a - b)[before.intervals.length >> 1] ?? 0
  const step = Date.parse(report.startedAt) - Date.parse(before.startedAt)
  if (step <= usual * FACTOR || step - usual < AT_LEAST) return null
  return `No sweep from ${before.finishedAt} to ${report.startedAt} (${spanText(step)}; usually one every ${spanText(usual)}): nothing is known of that time`
}
