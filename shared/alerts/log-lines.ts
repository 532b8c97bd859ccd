import type { Incident, IncidentEvent } from '../model/incident.ts'
import type { LogEntry } from '../ports/log.ts'
import { logLine } from '../view/log-line.ts'
import type { DerivedAlerts } from './derive.ts'

const SEVERITY: Readonly<Partial<Record<IncidentEvent, LogEntry['severity']>>> = {
  opened: 'error',
  closed: 'info',
}

/**
 * One line for the platform's log for each change of a verdict, and for each incident that opened or closed. The
 * log alerts of a platform depend on `event` and its other fields: they are added to, never renamed.
 */
export function logLines({ transitions, incidents, state }: DerivedAlerts): readonly LogEntry[] {
  const changes = transitions.map((t): LogEntry => {
    const bad = t.to === 'fail' || t.to === 'inconclusive'
    return logLine(bad ? 'warning' : 'info', `${t.target}: ${t.from ?? 'new'} to ${t.to}`, {
      event: 'transition',
      vantage: t.vantage,
      target: t.target,
      from: t.from,
      to: t.to,
      report: t.report,
      reason: t.reason,
    })
  })
  return [...changes, ...incidents.flatMap((incident) => incidentLines(incident, state.report))]
}

function incidentLines(incident: Incident, report: string): readonly LogEntry[] {
  return incident.log.flatMap(({ what, reason, report: from }) => {
    const severity = SEVERITY[what]
    if (severity === undefined || from !== report) return []
    return [
      logLine(severity, `Incident ${what} at ${incident.vantage}: ${incident.summary}`, {
        event: `incident-${what}`,
        incident: incident.id,
        vantage: incident.vantage,
        code: incident.code,
        subject: incident.subject,
        severity: incident.severity,
        targets: incident.targets.length,
        capabilities: incident.capabilities,
        report,
        reason,
      }),
    ]
  })
}
