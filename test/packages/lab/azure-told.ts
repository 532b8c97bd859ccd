import type { Envelope } from '../../../azure/telemetry/availability.ts'
import type { Report } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import type { AzureSite, Line } from './azure-site.ts'
import { unlike } from './checks.ts'

/** The newest report, as the app’s own API shows it. */
export async function latest(site: AzureSite): Promise<Report> {
  const { status, body } = await site.get('/api/status')
  const { vantages } = body as { vantages?: readonly { latest: Report }[] }
  const report = vantages?.[0]?.latest
  if (report === undefined) throw new Error(`/api/status answered ${status} and has no report`)
  return report
}

/** Names of the targets that fail, each with its first finding. */
export function failing({ results }: Report) {
  return results
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ target, findings }) => [target.name, findings[0]?.code])
}

/** Names of the results in the last telemetry that failed. */
export function failedItems(site: AzureSite): readonly string[] {
  const items: readonly Envelope[] = JSON.parse(site.received('telemetry').at(-1)?.body ?? '[]')
  return items.map(({ data }) => data.baseData).flatMap((one) => (one.success ? [] : [one.name]))
}

/** The code of each incident in the store, and whether it is open. */
export async function incidents(site: AzureSite): Promise<readonly string[]> {
  const { incidents } = await site.holds()
  return incidents.map(({ code, state }) => `${code} ${state}`).sort()
}

/** The verdict on a target in the newest stored report. */
export async function verdictAtEnd(site: AzureSite, name: string): Promise<string | undefined> {
  const { reports } = await site.holds()
  return reports.at(-1)?.results.find(({ target }) => target.name === name)?.verdict
}

/** What arrived at the webhook, in order; an event that came twice stands there twice. */
export function notified(site: AzureSite): readonly string[] {
  return site.received('webhook').map(({ body }) => {
    const { data } = JSON.parse(body)
    return `${data.incident.code} ${data.what}`
  })
}

/** What is wrong with the report of a sweep as the log has it: in pieces, and whole. */
export async function unlikeLogged(
  site: AzureSite,
  { report: id }: Line,
): Promise<readonly string[]> {
  const pieces = site.lines().flatMap(({ piece }) => (piece ? [piece as Piece] : []))
  const texts = new Map<string, string>()
  for (const { id: entry, text } of pieces) texts.set(entry, (texts.get(entry) ?? '') + text)
  const reports = [...texts.values()].map((text) => checkReport(JSON.parse(text).report))
  const found = reports.find((report) => report.id === id)
  const brief = found?.results.filter(({ evidenceIn }) => evidenceIn !== null) ?? []
  return [
    ...unlike('report in the log', found?.id, id),
    ...unlike('results without their evidence', brief.length, 0),
  ]
}

interface Piece {
  readonly id: string
  readonly text: string
}

/** What is wrong with the stored reports: they are those that the log tells of, in order, each once and whole. */
export async function unlikeStored(site: AzureSite): Promise<readonly string[]> {
  const { sweeps, reports } = await site.holds()
  const told = site.lines().flatMap((line) => (line['event'] === 'sweep' ? [line['report']] : []))
  return [
    ...unlike(
      'sweeps',
      sweeps.map(({ id }) => id),
      told,
    ),
    ...unlike(
      'reports',
      reports.map((report) => report && checkReport(report).id),
      told,
    ),
  ]
}
