import type { Agent } from '../shared/agent/agent.ts'
import { reportLines } from '../shared/agent/report-lines.ts'
import type { Report } from '../shared/model/report.ts'
import type { Log } from '../shared/ports/log.ts'

export interface ReportingDeps {
  readonly log: Log
  /** Runs every sweep: one may outlive the call that started it, and the end of the process waits for it. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
  /** Given each scheduled report, in addition to the log. Never throws. */
  readonly telemetry: ((report: Report) => Promise<void>) | null
}

/**
 * The agent, telling the platform of each finished sweep, whatever started it: its log alerts depend on these lines.
 */
export function reporting(agent: Agent, { log, during, telemetry }: ReportingDeps): Agent {
  const sweep: Agent['sweep'] = async (kind, signal, trigger) => {
    const outcome = await agent.sweep(kind, signal, trigger)
    if (outcome.state === 'done') {
      for (const entry of reportLines(outcome.report, outcome.kept, outcome.keptIn)) {
        log.write(entry)
      }
      if (kind === 'scheduled') await telemetry?.(outcome.report)
    }
    return outcome
  }
  return { ...agent, sweep: (...given) => during(() => sweep(...given)) }
}
