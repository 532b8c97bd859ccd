import type { Finding } from '../../../../shared/model/finding.ts'
import type { Incident } from '../../../../shared/model/incident.ts'
import type { Report, TargetResult } from '../../../../shared/model/report.ts'
import type { Transition } from '../../../../shared/model/transition.ts'
import type { HistoryEntry } from '../../../../shared/ports/store-entries.ts'
import { explained } from '../../../../shared/report/build.ts'
import { checkReport } from '../../../../shared/report/check.ts'
import { groupsOf } from '../../../../shared/view/groups.ts'
import type { Recent } from '../../../../shared/web/recent.ts'
import type { StatusData, TargetData, VantageStatus } from '../../../../shared/web/status-data.ts'
import { goldenReports } from '../../../golden/reports.ts'
import { VANTAGE } from '../../report/sample-place.ts'

export const NOW = '2026-11-22T03:14:20.000Z'
/** The lab's own targets have short names; people give better ones. */
const NAMES: Readonly<Record<string, string>> = {
  web: 'the internet must stay blocked',
  vault: 'key vault',
  soon: 'shop front end',
  control: 'positive control',
}
const SWEEP = '2026-11-22T03:12:05.000Z'

/** Several reports of the lab as one sweep of one vantage; the first to name a target or capability has it. */
export function recorded(vantage: string, scenarios: readonly string[], startedAt = SWEEP): Report {
  const known = goldenReports()
  const parts = scenarios.map((name) => {
    const found = known.find((golden) => golden.name === name)
    if (found === undefined) throw new Error(`No report of a scenario "${name}"`)
    return checkReport(found.document)
  })
  const results = unique(parts.flatMap(ownAnswers), (r) => r.target.id)
  const capabilities = unique(
    parts.flatMap((part) => part.capabilities),
    (c) => `${c.catalog} ${c.id}`,
  )
  const place = { ...VANTAGE, name: vantage }
  return {
    ...(parts[0] as Report),
    ...explained({ results, capabilities, vantage: place }),
    id: `${startedAt.replaceAll(/[-:.]/g, '')}-${vantage}-7k3f9a2c`,
    kind: 'scheduled',
    startedAt,
    finishedAt: new Date(Date.parse(startedAt) + 12_400).toISOString(),
    summary: summaryOf(results),
    dns: Object.assign({}, ...parts.map((part) => prefixed(part))),
    certificates: Object.assign({}, ...parts.map((part) => part.certificates)),
  }
}

function ownAnswers(part: Report): readonly TargetResult[] {
  return part.results.map((result) => ({
    ...result,
    target: { ...result.target, name: NAMES[result.target.name] ?? result.target.name },
    observations: result.observations.map((o) =>
      o.step === 'resolve' && o.answer !== null ? { ...o, answer: `${part.id} ${o.answer}` } : o,
    ),
  }))
}

function prefixed(part: Report): Report['dns'] {
  return Object.fromEntries(
    Object.entries(part.dns).map(([key, answer]) => [`${part.id} ${key}`, answer]),
  )
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].reverse()
}

export function summaryOf(results: readonly Pick<TargetResult, 'verdict'>[]): Report['summary'] {
  const summary = { pass: 0, warn: 0, fail: 0, inconclusive: 0 }
  for (const { verdict } of results) summary[verdict]++
  return summary
}

/** Three places with what goes wrong in such places; the last fell silent. */
export function places(): readonly VantageStatus[] {
  const functions = 'systems/function-app'
  return [
    reporting(
      recorded(
        'onprem-arc',
        ['systems/arc-gateway-denied', 'tls/expires-soon'],
        '2026-11-21T23:02:05.000Z',
      ),
      true,
    ),
    reporting(
      recorded('prod-japaneast', [
        `${functions}-deploy-denied`,
        'systems/registry-zone-not-linked',
        'dns/resolver-slow',
        'blocked/leaks',
      ]),
    ),
    reporting(
      recorded('prod-westeurope', [
        `${functions}-healthy`,
        'systems/registry-healthy',
        'blocked/dropped',
      ]),
    ),
  ]
}

export function reporting(latest: Report, silent = false): VantageStatus {
  const ageMs = Date.parse(NOW) - Date.parse(latest.startedAt)
  return { name: latest.vantage.name, latest, lastSweepAt: latest.startedAt, ageMs, silent }
}

export function incidentOf(finding: Finding, more: Partial<Incident> = {}): Incident {
  const openedAt = '2026-11-22T02:37:05.000Z'
  const { code, subject, severity, summary, cause, fix, docs } = finding
  const known = { code, subject, severity, summary, cause, fix, docs }
  return {
    id: '20261122T023705000Z-prod-japaneast-1',
    vantage: 'prod-japaneast',
    ...known,
    state: 'open',
    targets: ['azure-container-registry/login-server'],
    capabilities: ['azure-container-registry/pull'],
    openedAt,
    updatedAt: SWEEP,
    changed: null,
    closedAt: null,
    sweeps: 8,
    flapping: false,
    acknowledgedAt: null,
    silencedUntil: null,
    told: [{ channel: 'slack', at: openedAt }],
    vantages: [],
    into: null,
    announced: [],
    log: [
      {
        at: '2026-11-22T02:32:05.000Z',
        report: 'r1',
        what: 'seen',
        reason: 'Seen in 1 sweep; it opens after 2 in a row',
      },
      { at: openedAt, report: 'r2', what: 'opened', reason: 'Seen in 2 sweeps in a row' },
      { at: openedAt, report: 'r2', what: 'notified', reason: 'slack is told of severity fail' },
      {
        at: openedAt,
        report: 'r2',
        what: 'suppressed',
        reason: 'pagerduty was not told: maintenance until 03:00 UTC (firewall change)',
      },
    ],
    ...more,
  }
}

export function statusSample(): StatusData {
  const vantages = places()
  const causes = vantages.flatMap(({ name, latest }) =>
    (latest === null ? [] : groupsOf(latest, 'fail')).flatMap(({ finding, members }) =>
      finding === null
        ? []
        : [{ vantage: name, finding, targets: members.map(({ result }) => result.target.id) }],
    ),
  )
  return {
    now: NOW,
    vantages,
    incidents: causes.map(({ finding, vantage, targets }, index) =>
      incidentOf(finding, {
        id: `20261122T023705000Z-${vantage}-${index}`,
        vantage,
        targets,
        acknowledgedAt: index === 1 ? '2026-11-22T02:50:00.000Z' : null,
      }),
    ),
    outboxDepth: { due: 2, dead: 1 },
  }
}

/** The page of the target of that id, with a day of history that failed for its last half hour. */
export function targetSample(id: string, status: StatusData = statusSample()): TargetData {
  const at = status.vantages.flatMap(({ name, latest }) => {
    const result = latest?.results.find((r) => r.target.id === id)
    if (latest === null || result === undefined) return []
    const { startedAt, id: report, dns, certificates } = latest
    const evidence = { result, observedIn: { id: report, startedAt }, dns, certificates }
    return [{ vantage: name, startedAt, report, evidence }]
  })
  const entries = at.flatMap(({ vantage, evidence }) => historyOf(vantage, evidence.result))
  const transitions: Transition[] = at
    .filter(({ evidence }) => evidence.result.verdict === 'fail')
    .map(({ vantage, evidence, report }) => ({
      id: `t-${vantage}`,
      vantage,
      target: id,
      from: 'pass',
      to: 'fail',
      at: '2026-11-22T02:32:05.000Z',
      report,
      reason: `${evidence.result.findings[0]?.code}; not alerted yet: seen in 1 sweep, it opens after 2 in a row`,
    }))
  return {
    now: status.now,
    target: id,
    at,
    history: { target: id, entries },
    transitions,
    incidents: status.incidents.filter((incident) => incident.targets.includes(id)),
  }
}

/** A day of sweeps of one target at one vantage, newest first: bad for its last 45 minutes. */
export function historyOf(vantage: string, result: TargetResult): readonly HistoryEntry[] {
  return Array.from({ length: 96 }, (_, age) => {
    const now = age < 9 || age === 40
    return {
      report: `r${age}`,
      vantage,
      startedAt: new Date(Date.parse(SWEEP) - age * 300_000).toISOString(),
      verdict: now ? result.verdict : age === 60 ? 'inconclusive' : 'pass',
      findings: now ? result.findings.map((f) => f.code) : [],
      total: (now ? 60 : 42) + ((age * 37) % 23),
    }
  })
}

/** The last sweeps of all that is not as expected. */
export function recentSample({ vantages }: StatusData): Recent {
  const recent = new Map<string, HistoryEntry[]>()
  for (const { name, latest } of vantages) {
    for (const result of latest?.results ?? []) {
      if (result.verdict === 'pass') continue
      const entries = recent.get(result.target.id) ?? []
      recent.set(result.target.id, [...entries, ...historyOf(name, result)])
    }
  }
  return recent
}

/** What a reader meets of a page: the title and the main part, a tag a line. */
export function mainOf(page: string): string {
  const title = /<title>.*?<\/title>/s.exec(page)?.[0]
  const main = /<main.*<\/main>/s.exec(page)?.[0]
  return `${title}\n${main?.replaceAll('><', '>\n<')}\n`
}
