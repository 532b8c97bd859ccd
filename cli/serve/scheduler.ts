import type { Agent, SweepOutcome } from '../../shared/agent/agent.ts'
import { reportLines } from '../../shared/agent/report-lines.ts'
import { nextTime } from '../../shared/config/next-time.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Log } from '../../shared/ports/log.ts'

/** The wall clock may jump, and the machine may sleep: it is looked at this often, in ms. */
const LOOK = 30_000

export interface Schedule {
  readonly agent: Pick<Agent, 'sweep'>
  readonly schedule: string
  readonly date: () => Date
  /** Waits so many ms, or until the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly log: Log
  /** Takes the report of each sweep in place of the log: for a person. */
  readonly show?: (report: Report) => void
  /** Ends it: the sweep under way ends early, and what is there is kept. */
  readonly signal: AbortSignal
  /** Ends it between two sweeps: another agent goes on. */
  readonly superseded: AbortSignal
}

/** Sweeps at once and then by the schedule, one at a time: what comes due during a sweep is skipped. Never throws. */
export async function keepSweeping(given: Schedule): Promise<void> {
  const { agent, schedule, date, log, show, signal, superseded } = given
  const over = AbortSignal.any([signal, superseded])
  while (!over.aborted) {
    try {
      said(await agent.sweep('scheduled', signal), log, show)
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      log.write({ severity: 'error', message: `A sweep failed: ${text}` })
    }
    const next = nextTime(schedule, date())
    if (next === null) log.write({ severity: 'warning', message: `${schedule} never occurs again` })
    await waitUntil(next, over, given)
  }
}

async function waitUntil(
  next: Date | null,
  over: AbortSignal,
  { date, sleep }: Pick<Schedule, 'date' | 'sleep'>,
): Promise<void> {
  for (;;) {
    const left = next === null ? LOOK : next.getTime() - date().getTime()
    if (left <= 0 || over.aborted) return
    await sleep(Math.min(left, LOOK), over)
  }
}

/** What the log says of a sweep that was made; of one that was skipped the agent itself has said why. */
function said(outcome: SweepOutcome, log: Log, show: Schedule['show']): void {
  if (outcome.state !== 'done') return
  if (show !== undefined) {
    show(outcome.report)
    return
  }
  for (const line of reportLines(outcome.report, outcome.kept, outcome.keptIn)) log.write(line)
}
