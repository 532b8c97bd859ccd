import type { AgentStatus } from '../agent/agent.ts'
import { SEVERITIES } from '../model/finding.ts'
import { Metrics } from '../view/metrics-text.ts'
import { reportMetrics } from '../view/report-metrics.ts'
import type { StatusData, VantageStatus } from './status-data.ts'

/**
 * The status as Prometheus reads it (text format 0.0.4). Reports are whole: status codes and certificates are in
 * the evidence. `own`: what the probe that answers knows of itself; null: nothing. Labels are names of the configuration and of closed sets, never what a server said.
 */
export function metrics(status: StatusData, own: AgentStatus | null = null): string {
  const out = new Metrics()
  const answers = status.remembered !== true
  if (own !== null) ownMetrics(out, own, answers)
  for (const vantage of status.vantages) {
    vantageMetrics(out, vantage)
    if (vantage.latest !== null) reportMetrics(out, vantage.latest)
  }
  if (!answers) return out.text()
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

function ownMetrics(out: Metrics, { vantage, last, spooled }: AgentStatus, answers: boolean): void {
  const took = last === null ? null : last.postSweepMs / 1000
  out.add('perimeter_store_up', { vantage }, answers ? 1 : 0)
  out.add('perimeter_post_sweep_seconds', { vantage }, took)
  out.add('perimeter_spooled_reports', { vantage }, spooled.length)
}

function vantageMetrics(out: Metrics, { name, lastSweepAt, ageMs, silent }: VantageStatus): void {
  const labels = { vantage: name }
  if (lastSweepAt !== null && ageMs !== null) {
    out.add('perimeter_last_sweep_timestamp_seconds', labels, Date.parse(lastSweepAt) / 1000)
    out.add('perimeter_last_sweep_age_seconds', labels, ageMs / 1000)
  }
  out.add('perimeter_vantage_silent', labels, silent ? 1 : 0)
}
