import { deriveAlerts } from '../../../shared/alerts/derive.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import type { AlertState } from '../../../shared/alerts/state.ts'
import type { Verdict } from '../../../shared/model/finding.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Notification } from '../../../shared/model/notification.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import type { Transition } from '../../../shared/model/transition.ts'
import { VANTAGE } from '../report/sample-place.ts'

/** What a sweep says of a target: all is well, or `verdict code subject`. */
export type Said = 'pass' | `${Verdict} ${FindingCode} ${string}`
export type Sweep = Readonly<Record<string, Said>>

export const POLICY: AlertPolicy = {
  openAfter: 2,
  closeAfter: 2,
  agree: 1,
  opens: ['fail', 'inconclusive'],
  remindEvery: null,
  flapping: { times: 3, within: 7_200_000 },
  maintenance: [],
  silences: [],
  channels: [
    {
      name: 'chat',
      on: ['fail', 'inconclusive'],
      targets: null,
      capabilities: null,
      bundles: true,
    },
  ],
  schedule: null,
  page: null,
}

/** Minutes from one sweep to the next. */
export const EVERY = 5

/** The report of the sweep that began so many minutes after midnight. */
export function reportAt(minute: number, sweep: Sweep, more: Partial<Report> = {}): Report {
  const startedAt = time(minute)
  const results = Object.entries(sweep).map(([id, said]) => resultOf(id, said))
  const count = (verdict: Verdict) => results.filter((r) => r.verdict === verdict).length
  return {
    schema: 1,
    id: `r${String(minute).padStart(5, '0')}`,
    kind: 'scheduled',
    vantage: VANTAGE,
    startedAt,
    finishedAt: new Date(Date.parse(startedAt) + 10_000).toISOString(),
    warmUp: 0,
    summary: {
      pass: count('pass'),
      warn: count('warn'),
      fail: count('fail'),
      inconclusive: count('inconclusive'),
    },
    results,
    capabilities: [],
    dns: {},
    causes: [],
    certificates: {},
    ...more,
  }
}

export function time(minute: number): string {
  return new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString()
}

/** The subject of what was not checked because the sweep was stopped. */
const STOPPED = 'the stopped sweep'

/** A target `app/db` needs the capability `app`. */
function resultOf(id: string, said: Said): TargetResult {
  const [verdict = 'pass', code, ...subject] = said.split(' ') as [Verdict, FindingCode?]
  const root = code === undefined ? [] : [findingOf(code, verdict, subject.join(' '))]
  // What stands below the root must never open an incident of its own.
  const below = root.length === 0 ? [] : [findingOf('http-no-response', verdict, id)]
  const [capability, name] = id.split('/')
  return {
    target: {
      id,
      name: id,
      url: `https://${id}`,
      catalog: null,
      capabilities: name === undefined || capability === undefined ? [] : [capability],
      discoveredBy: null,
      optional: false,
      address: null,
      auth: null,
      sandboxes: [],
      expect: { reachability: 'reachable', resolution: 'any' },
    },
    path: { kind: 'direct', via: null },
    verdict,
    ending: subject.join(' ') === STOPPED ? 'interrupted' : 'done',
    findings: [...root, ...below],
    observations: [],
    openedAfter: null,
    addresses: [],
    cause: null,
    evidenceIn: null,
    timings: { dns: null, connect: null, tls: null, ttfb: null, total: null },
  }
}

function findingOf(code: FindingCode, verdict: Verdict, subject: string) {
  return {
    code,
    severity: verdict === 'pass' ? ('info' as const) : verdict,
    subject,
    summary: `${subject}: ${code}.`,
    cause: 'The cause.',
    fix: 'The fix',
    evidence: [],
    docs: 'https://example.com/docs',
  }
}

/** Everything that a run of reports brought, as a store would hold it. */
export interface Run {
  readonly state: AlertState | null
  readonly incidents: ReadonlyMap<string, Incident>
  readonly transitions: readonly Transition[]
  readonly notifications: readonly Notification[]
}

export const START: Run = {
  state: null,
  incidents: new Map(),
  transitions: [],
  notifications: [],
}

/** Derives from one report as the agent does: the state through JSON, the open incidents from the store. */
export function step(run: Run, report: Report, policy: AlertPolicy): Run {
  const open = [...run.incidents.values()].filter((i) => i.state === 'open')
  const kept = JSON.parse(JSON.stringify({ state: run.state, open })) as {
    state: AlertState | null
    open: Incident[]
  }
  const now = new Date(report.finishedAt)
  const derived = deriveAlerts({ report, previous: kept.state, open: kept.open, policy, now })
  return {
    state: derived.state,
    incidents: new Map([...run.incidents, ...derived.incidents.map((i) => [i.id, i] as const)]),
    transitions: [...run.transitions, ...derived.transitions],
    notifications: [...run.notifications, ...derived.notifications],
  }
}

/** A run over sweeps, one every five minutes. */
export function runOf(
  sweeps: readonly Sweep[],
  policy: Partial<AlertPolicy> = {},
  from: Run = START,
  first = 0,
): Run {
  return sweeps.reduce(
    (run, sweep, i) => step(run, reportAt((first + i) * EVERY, sweep), { ...POLICY, ...policy }),
    from,
  )
}

/** `opened dns-resolver-unreachable 10.0.0.4:53`, in order. */
export function said({ notifications }: Run): readonly string[] {
  return notifications.map(({ channel, what, payload }) => {
    const about =
      payload.incident === null ? '' : ` ${payload.incident.code} ${payload.incident.subject}`
    return `${channel}: ${what}${about}`
  })
}

/** Incidents in short, in the order of their opening. */
export function standing({ incidents }: Run): readonly string[] {
  return [...incidents.values()].map(
    (i) => `${i.state} ${i.code} ${i.subject} [${i.targets.join(' ')}]`,
  )
}

/** Every reason that the log of the only incident gives for an event. */
export function reasons(
  run: Run,
  what: Incident['log'][number]['what'],
  index = 0,
): readonly string[] {
  const incident = [...run.incidents.values()][index]
  return (incident?.log ?? []).filter((e) => e.what === what).map((e) => e.reason)
}
