import { SEVERITIES } from '../model/finding.ts'
import { Metrics } from '../view/metrics-text.ts'
import { reportMetrics } from '../view/report-metrics.ts'
import type { StatusData, VantageStatus } from './status-data.ts'

/**
 * The status as Prometheus reads it (text format 0.0.4). Reports are whole: status codes and certificates are in
 * the evidence. Labels are names of the configuration and of closed sets, never what a server said.
 */
export function metrics(status: StatusData): string {
  const out = new Metrics()
  for (const vantage of status.vantages) {
    vantageMetrics(out, vantage)
    if (vantage.latest !== null) reportMetrics(out, vantage.latest)
  }
  for (const { name } of status.vantages) {
    for (const severity of SEVERITIES) {
      const open = status.incidents.filter((i) => i.vantage === name && i.severity === severity)
      out.add('perimeter_incidents_open', { vantage: name, severity }, open.length)
    }
  }
  out.add('perimeter_outbox_depth', { state: 'due' }, status.outboxDepth.due)
  out.add('perimeter_outbox_depth', { state: 'dead' }, status.outboxDepth.dead)
  return out.text()
}

function vantageMetrics(out: Metrics, { name, lastSweepAt, ageMs, silent }: VantageStatus): void {
  const labels = { vantage: name }
  if (lastSweepAt !== null && ageMs !== null) {
    out.add('perimeter_last_sweep_timestamp_seconds', labels, Date.parse(lastSweepAt) / 1000)
    out.add('perimeter_last_sweep_age_seconds', labels, ageMs / 1000)
  }
  out.add('perimeter_vantage_silent', labels, silent ? 1 : 0)
}
