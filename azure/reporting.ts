import type { Agent } from '../shared/agent/agent.ts'
import type { Report } from '../shared/model/report.ts'
import type { Log } from '../shared/ports.ts'
import { reportLines } from '../shared/report/log-lines.ts'

export interface ReportingDeps {
  readonly log: Log
  /** Never throws. */
  readonly telemetry: (report: Report) => Promise<void>
  /** Told of every sweep. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
}

/**
 * The agent, telling the platform of each finished sweep, whatever started it: by lines in the log, and what a
 * scheduled one found by telemetry, too.
 */
export function reporting(agent: Agent, { log, telemetry, track }: ReportingDeps): Agent {
  const sweep: Agent['sweep'] = async (kind, signal, facts) => {
    const outcome = await agent.sweep(kind, signal, facts)
    if (outcome.state === 'done') {
      for (const entry of reportLines(outcome.report, outcome.kept)) log.write(entry)
      if (kind === 'scheduled') await telemetry(outcome.report)
    }
    return outcome
  }
  return { ...agent, sweep: (...given) => track(sweep(...given)) }
}
