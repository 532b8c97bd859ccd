import { checkReport } from '../../../../shared/report/check.ts'
import { configuredPathOf } from '../../../../shared/report/configured.ts'
import type { TargetData } from '../../../../shared/web/status-data.ts'
import { goldenReports } from '../../../golden/reports.ts'
import { NOW } from './sample.ts'

/** The page of the first target of a report of the lab that read the configuration of the network. */
export function configuredTarget(scenario: string): TargetData {
  const report = checkReport(goldenReports().find(({ name }) => name === scenario)?.document)
  const [result] = report.results
  if (result === undefined) throw new Error(`The report of "${scenario}" has no target`)
  const { id, startedAt, dns, certificates, vantage } = report
  const configured = configuredPathOf(report.network?.configured, result.target.id)
  const evidence = { result, observedIn: { id, startedAt }, dns, certificates, configured }
  return {
    now: NOW,
    target: result.target.id,
    at: [{ vantage: vantage.name, startedAt, report: id, evidence }],
    history: { target: result.target.id, entries: [] },
    transitions: [],
    incidents: [],
  }
}
