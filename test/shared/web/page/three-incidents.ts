import type { Changed, Incident } from '../../../../shared/model/incident.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { explained } from '../../../../shared/report/build.ts'
import { groupsOf } from '../../../../shared/view/groups.ts'
import type { StatusData } from '../../../../shared/web/status-data.ts'
import { passing, sample } from '../../report/sample.ts'
import { incidentOf, NOW, recorded, reporting, summaryOf } from './sample.ts'

const PLACES = [
  'prod-japaneast',
  'prod-westeurope',
  'prod-eastus2',
  'hub-japaneast',
  'dr-japanwest',
  'onprem-arc',
]
const OLD = '2026-11-21T23:02:05.000Z'
const TIMES = { from: '2026-11-22T02:27:05.000Z', to: '2026-11-22T02:32:05.000Z' }

/** What differed when each cause came; of the others nothing that a probe sees. */
const PARTS: Readonly<Record<string, Changed['parts']>> = {
  'dns-private-zone-not-used': [
    {
      what: 'the answer of 10.50.0.13 for acrlab.azurecr.io',
      before: ['10.60.1.4 (private)'],
      after: ['20.194.66.6 (public)'],
    },
  ],
  'tls-expired': [],
}

/**
 * What wakes people: a zone was unlinked at the first vantage, a rule was lost at all, and a certificate expired.
 * With six vantages the last one fell silent hours ago.
 */
export function threeIncidents(vantages: number, targets: number): StatusData {
  const reports = PLACES.slice(0, vantages).map((name, index) => reportOf(name, index, targets))
  return {
    now: NOW,
    vantages: reports.map((report) => reporting(report, report.startedAt === OLD)),
    incidents: reports.filter(({ startedAt }) => startedAt !== OLD).flatMap(incidentsOf),
    outboxDepth: { due: 0, dead: 0 },
  }
}

function reportOf(name: string, index: number, targets: number): Report {
  const registry = index === 0 ? 'registry-zone-not-linked' : 'registry-healthy'
  const startedAt = index === 5 ? { startedAt: OLD } : {}
  const given = recorded(
    name,
    [`systems/${registry}`, 'tls/expired', 'systems/function-app-deploy-denied'],
    ...Object.values(startedAt),
  )
  const known = given.results.slice(0, Math.max(targets, 8))
  const hosts = Array.from({ length: targets - known.length }, (_, i) => `svc-${i}.contoso.com`)
  const more = sample(hosts.map((host) => passing(host)))
  const results = [...known, ...more.results]
  return { ...given, ...explained({ ...given, results }), summary: summaryOf(results) }
}

function incidentsOf(report: Report): readonly Incident[] {
  const { name } = report.vantage
  return groupsOf(report, 'fail').flatMap(({ finding, members }) => {
    if (finding === null) return []
    const ids = members.map(({ result }) => result.target.id)
    const blocked = report.capabilities.filter((c) => c.blockedBy.some((id) => ids.includes(id)))
    const parts = PARTS[finding.code] ?? []
    const lines = parts.map((p) => `${p.what} went from ${p.before} to ${p.after}`)
    return [
      incidentOf(finding, {
        id: `20261122T023705-${finding.code}-${name}`,
        vantage: name,
        targets: ids,
        capabilities: blocked.map(({ id }) => id),
        changed: { ...TIMES, lines, parts },
      }),
    ]
  })
}
