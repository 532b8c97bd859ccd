import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { checkReport } from '../../shared/report/check.ts'
import { metrics } from '../../shared/web/metrics.ts'
import { goldenReports } from '../golden/reports.ts'

/*
 * Puts before promtool (https://prometheus.io/docs/prometheus/latest/command-line/promtool/) what Prometheus will read:
 * the metrics of every recorded report, each as a vantage of its own, and the queries of the dashboard.
 */
interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[]
}

function metricsText(): string {
  const vantages = goldenReports().map(({ name, document }) => {
    const report = checkReport(document)
    const latest = { ...report, vantage: { ...report.vantage, name } }
    return { name, latest, lastSweepAt: report.startedAt, ageMs: 1000, silent: false }
  })
  const now = new Date().toISOString()
  return metrics({ now, vantages, incidents: [], outboxDepth: { due: 1, dead: 0 } })
}

/** promtool reads queries in rules only; JSON is YAML. */
function rulesText(): string {
  const file = path.join(import.meta.dirname, '../../docs/grafana-dashboard.json')
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as Dashboard
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const rules = queries.map((expr, i) => ({ record: `dashboard:query:${i}`, expr }))
  return JSON.stringify({ groups: [{ name: 'dashboard', rules }] })
}

function promtool(args: readonly string[], input = ''): boolean {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { input, encoding: 'utf8' })
  process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  return status === 0
}

const text = metricsText()
const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-promtool-'))
const file = path.join(folder, 'rules.json')
try {
  writeFileSync(file, rulesText())
  const answers = [promtool(['check', 'metrics'], text), promtool(['check', 'rules', file])]
  const failed = answers.filter((ok) => !ok).length
  process.stdout.write(`${text.split('\n').filter((line) => /^[^#]/.test(line)).length} series\n`)
  process.stdout.write(`${answers.length - failed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}
