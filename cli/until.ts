import { pause } from '../runtime/pause.ts'
import type { Report } from '../shared/model/report.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Io } from './io.ts'

/** How long a check waits for its targets to pass, and how it passes the time. */
export interface Waiting {
  /** No sweep starts later than this, in ms from the first. */
  readonly limit: number
  /** From the end of a sweep to the next, in ms. */
  readonly pause: number
  readonly clock: Clock
  /** Waits so many ms; ends early when the call is interrupted. */
  readonly sleep: (ms: number) => Promise<void>
  readonly signal: AbortSignal
  /** After each sweep that did not pass, with the ms since the first began. */
  readonly onMiss: (report: Report, elapsed: number) => void
}

/** The pause of the process, which Ctrl-C ends; a test brings its own. */
export function pauseOf({ sleep, signal }: Pick<Io, 'sleep' | 'signal'>): Waiting['sleep'] {
  return sleep ?? ((ms) => pause(ms, signal))
}

/** Whether nothing fails and everything could be found out; a warning passes. */
function isAsExpected({ summary }: Report): boolean {
  return summary.fail + summary.inconclusive === 0
}

/**
 * Sweeps until one passes, or until the time is up, and returns the last report. A sweep that began in time is
 * finished, by its own limit.
 */
export async function sweepUntil(sweep: () => Promise<Report>, waiting: Waiting): Promise<Report> {
  const { limit, pause, clock, sleep, signal, onMiss } = waiting
  const start = clock.now()
  for (;;) {
    const report = await sweep()
    if (isAsExpected(report) || signal.aborted) return report
    const elapsed = clock.now() - start
    if (elapsed >= limit) return report
    onMiss(report, elapsed)
    await sleep(Math.min(pause, limit - elapsed))
    if (signal.aborted) return report
  }
}
