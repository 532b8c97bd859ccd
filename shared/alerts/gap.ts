import { dueTime } from '../config/next-time.ts'
import type { Report } from '../model/report.ts'
import { spanText } from '../view/words.ts'
import type { AlertState } from './state.ts'

/** So many times the usual distance of two sweeps is silence, not lateness. */
const FACTOR = 3
/** And at least so much longer than usual, in ms: a sweep every few seconds may stumble. */
const AT_LEAST = 120_000
/** Fewer distances than this tell nothing of what is usual. */
const ENOUGH = 3

/** The longest time from sweep to sweep that is usual, in ms; null while too little is known. */
export function longestUsual({ intervals }: Pick<AlertState, 'intervals'>): number | null {
  if (intervals.length < ENOUGH) return null
  const usual = usualOf(intervals)
  return Math.max(usual * FACTOR, usual + AT_LEAST)
}

function usualOf(intervals: readonly number[]): number {
  return intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0
}

/**
 * What to say of the time without a sweep before this one; null when it came in time. A schedule that leaves out nights, or
 * that was made sparser, is no silence.
 */
export function gapBefore(
  report: Report,
  before: AlertState,
  schedule: string | null,
): string | null {
  const longest = longestUsual(before)
  if (longest === null) return null
  const usual = usualOf(before.intervals)
  const step = Date.parse(report.startedAt) - Date.parse(before.startedAt)
  if (step <= longest) return null
  if (schedule !== null && !wereMissed(schedule, before.startedAt, report.startedAt)) return null
  return `No sweep from ${before.finishedAt} to ${report.startedAt} (${spanText(step)}; usually one every ${spanText(usual)}): nothing is known of that time`
}

/** Whether as many sweeps were due between two as make a silence, the second of them included. */
function wereMissed(schedule: string, from: string, to: string): boolean {
  const due = dueTime(schedule, new Date(from), FACTOR)
  return due !== null && due.getTime() <= Date.parse(to)
}
