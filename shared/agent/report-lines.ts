import type { Cause } from '../model/cause.ts'
import type { CapabilityResult, Report } from '../model/report.ts'
import type { LogEntry } from '../ports/log.ts'
import { disabledTexts } from '../view/disabled-text.ts'
import { causesText } from '../view/headline.ts'
import { logLine } from '../view/log-line.ts'
import { notDueCount, notDueIn } from '../view/not-due.ts'
import { plural } from '../view/text.ts'
import type { Kept } from './keep.ts'

/** From how many ms on the line says how long keeping took. */
const WORTH_SAYING = 1000
/** Causes named in the line of a sweep, the most severe first. */
const CAUSES = 10

const SEVERITY: Readonly<Partial<Record<CapabilityResult['verdict'], LogEntry['severity']>>> = {
  fail: 'error',
  inconclusive: 'warning',
}

/**
 * What the platform's log says of a finished sweep: one line of its own, which a log alert misses when the probe falls
 * silent, and one for each capability that fails or could not be found out. The log alerts of azure/infra and gcp/infra
 * depend on `event`, `kind` and `verdict`: fields are added, never renamed. `keptIn`: how long keeping took, in ms.
 */
export function reportLines(report: Report, kept: Kept, keptIn = 0): readonly LogEntry[] {
  return [
    sweepLine(report, kept, keptIn),
    ...report.capabilities.flatMap((c) => capabilityLine(report, c)),
    ...disabledLines(report),
  ]
}

function sweepLine(report: Report, kept: Kept, keptIn: number): LogEntry {
  const { id, kind, vantage, summary, results, startedAt, finishedAt } = report
  const notDue = notDueIn(report)
  const counts = Object.entries(summary).flatMap(([verdict, n]) =>
    n > 0 ? [`${n} ${verdict}${verdict === 'pass' ? notDueCount(report) : ''}`] : [],
  )
  const took = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
  const causes = causesText(report)
  const found = [...(causes === null ? [] : [causes]), counts.join(', ')].filter((s) => s !== '')
  return logLine(
    summary.fail > 0 ? 'warning' : 'info',
    `Swept ${notDue === 0 ? '' : `${results.length - notDue} of `}${plural(results.length, 'target')} in ${took.toFixed(1)} s${found.length === 0 ? '' : `: ${found.join('; ')}`}; ${kept}${keptIn < WORTH_SAYING ? '' : ` in ${(keptIn / 1000).toFixed(1)} s`}`,
    {
      ...{ event: 'sweep', kind, vantage: vantage.name, report: id, summary, kept },
      ...(notDue > 0 && { notDue }),
      causes: report.causes.slice(0, CAUSES).map(causeFields),
    },
  )
}

/** The scope in numbers: a log has a bound for each line. */
function causeFields({ code, subject, severity, statement, targets, capabilities }: Cause) {
  const hits = { targets: targets.length, capabilities: capabilities.length }
  return { code, subject, severity, statement, ...hits }
}

/** Each sweep says what is left out of it: a probe that checks less than it was told to must not look well. */
function disabledLines(report: Report): readonly LogEntry[] {
  const { id, kind, vantage } = report
  return disabledTexts(report).map(({ says, fix }) =>
    logLine('error', `${says}. ${fix}`, {
      event: 'disabled',
      ...{ kind, vantage: vantage.name, report: id },
    }),
  )
}

function capabilityLine(report: Report, capability: CapabilityResult): readonly LogEntry[] {
  const { id, name, verdict, symptom, blockedBy } = capability
  const severity = SEVERITY[verdict]
  if (severity === undefined) return []
  return [
    logLine(severity, `Capability ${name} at ${report.vantage.name}: ${verdict}. ${symptom}`, {
      event: 'capability',
      kind: report.kind,
      vantage: report.vantage.name,
      capability: id,
      verdict,
      symptom,
      blockedBy: blockedBy.length,
      report: report.id,
    }),
  ]
}
