import { VERDICTS } from '../model/finding.ts'
import { checkedAtOf, type Report, type TargetResult } from '../model/report.ts'
import { type Labels, Metrics } from './metrics-text.ts'
import { notDueIn } from './not-due.ts'
import { probeMetrics } from './probe-metrics.ts'

/** One report as Prometheus reads it (text format 0.0.4): for the textfile collector of node_exporter, or a push. */
export function prometheusReport(report: Report): string {
  const out = new Metrics()
  const at = Date.parse(report.startedAt) / 1000
  out.add('perimeter_last_sweep_timestamp_seconds', { vantage: report.vantage.name }, at)
  reportMetrics(out, report)
  return out.text()
}

/** What a report says. Labels are names of the configuration and of closed sets, never what a server said. */
export function reportMetrics(out: Metrics, report: Report): void {
  const vantage = report.vantage.name
  const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  out.add('perimeter_sweep_duration_seconds', { vantage }, took / 1000)
  for (const verdict of VERDICTS) {
    out.add('perimeter_targets', { vantage, verdict }, report.summary[verdict])
  }
  const canRest = report.results.some(({ target }) => target.interval !== undefined)
  if (canRest) out.add('perimeter_targets_not_due', { vantage }, notDueIn(report))
  causeMetrics(out, report)
  for (const result of report.results) targetMetrics(out, result, report)
  for (const { id, verdict } of report.capabilities) {
    states(out, 'perimeter_capability_state', { vantage, capability: id }, verdict)
  }
}

function targetMetrics(out: Metrics, result: TargetResult, report: Report): void {
  const labels = { vantage: report.vantage.name, target: result.target.id }
  const { catalog, url, interval } = result.target
  const info = { ...labels, url, catalog: catalog ?? '', path: result.path.kind }
  out.add('perimeter_target_info', info, 1)
  states(out, 'perimeter_verdict', labels, result.verdict)
  if (interval !== undefined) {
    const checked = Date.parse(checkedAtOf(result, report)) / 1000
    out.add('perimeter_target_last_check_timestamp_seconds', labels, checked)
  }
  // One series a code, however many subjects it has: what differs in its subject only is counted.
  const found = Map.groupBy(result.findings, (f) => `${f.code} ${f.severity}`)
  for (const [{ code, severity } = {}, ...more] of found.values()) {
    if (code === undefined || severity === undefined) continue
    out.add('perimeter_finding', { ...labels, code, severity }, more.length + 1)
  }
  probeMetrics(out, labels, result, report)
}

/** By code and severity, which are closed sets: subjects would make a series for whatever a network does. */
function causeMetrics(out: Metrics, { causes, vantage }: Report): void {
  const groups = Map.groupBy(causes, ({ code, severity }) => `${code} ${severity}`)
  for (const [{ code, severity } = {}, ...more] of groups.values()) {
    if (code === undefined || severity === undefined) continue
    const labels = { vantage: vantage.name, code, severity }
    const same = causes.filter((c) => c.code === code && c.severity === severity)
    out.add('perimeter_causes', labels, more.length + 1)
    out.add('perimeter_cause_targets', labels, same.flatMap(({ targets }) => targets).length)
  }
}

/** One series a verdict, one of them 1: a rule can wait for any of them, and sees each of them come and go. */
function states(out: Metrics, name: string, labels: Labels, is: string): void {
  for (const verdict of VERDICTS) out.add(name, { ...labels, verdict }, verdict === is ? 1 : 0)
}
