import { createHash } from 'node:crypto'
import type { Changed, Incident } from '../model/incident.ts'
import { rowText, spanText, targetsText } from '../view/words.ts'
import { noted, withEntry } from './log-entry.ts'
import type { AlertPolicy } from './policy.ts'
import { type AlertState, own } from './state.ts'
import type { CauseInSweep, Sweep } from './sweep.ts'

/** What every step of following incidents needs. */
export interface Scene {
  readonly sweep: Sweep
  /** Already counts this sweep. */
  readonly state: AlertState
  readonly policy: AlertPolicy
  /** By cause: what changed when it came, as far as reports tell. */
  readonly changes: ReadonlyMap<string, Changed>
}

/**
 * Why a cause that has no incident yet gets one; null: too early. Either it was seen in `openAfter` sweeps in a row,
 * or a target of it, in no incident so far, was bad as often for causes that change from sweep to sweep.
 */
export function reasonToOpen(
  cause: CauseInSweep,
  taken: (target: string) => boolean,
  { state, policy }: Scene,
): string | null {
  const row = `${rowText(policy.openAfter)} (openAfter)`
  const streak = own(state.causes, cause.key)?.streak ?? 0
  if (streak >= policy.openAfter) return `Seen in ${row} on ${targetsText(cause.targets)}`
  const restless = cause.targets.find(
    (target) => !taken(target) && (own(state.targets, target)?.bad ?? 0) >= policy.openAfter,
  )
  return restless === undefined ? null : `${restless} was bad in ${row}, for changing causes`
}

export function openIncident(cause: CauseInSweep, reason: string, scene: Scene): Incident {
  const { sweep, state, policy } = scene
  const { finding } = cause
  const vantage = sweep.report.vantage.name
  const recoveries = own(state.recoveries, cause.key)?.length ?? 0
  const flapping = recoveries >= policy.flapping.times
  const incident: Incident = {
    id: incidentId(sweep, vantage, cause.key, finding.code),
    vantage,
    code: finding.code,
    subject: finding.subject,
    severity: cause.severity,
    state: 'open',
    targets: [...cause.targets],
    capabilities: [],
    summary: finding.summary,
    cause: finding.cause,
    fix: finding.fix,
    docs: finding.docs,
    vantages: [],
    into: null,
    changed: scene.changes.get(cause.key) ?? null,
    openedAt: sweep.at,
    updatedAt: sweep.at,
    closedAt: null,
    sweeps: 1,
    flapping,
    acknowledgedAt: null,
    silencedUntil: null,
    told: [],
    announced: [],
    log: [],
  }
  const opened = noted(withFirstSight(incident, cause, scene), sweep, 'opened', reason)
  if (!flapping) return opened
  const within = spanText(policy.flapping.within)
  const held = `It came and went ${recoveries} times within ${within}: held open until ${within} have passed without it`
  return noted(opened, sweep, 'flapping', held)
}

/** When it was first seen, and why nobody was notified then. */
function withFirstSight(
  incident: Incident,
  cause: CauseInSweep,
  { state, policy, sweep }: Scene,
): Incident {
  const row = own(state.causes, cause.key)
  if (row === undefined || row.report === sweep.report.id) return incident
  const reason = `First seen; nobody was notified, as openAfter asks for ${rowText(policy.openAfter)}`
  return withEntry(incident, { at: row.since, report: row.report, what: 'seen', reason })
}

/** `20261122T031217-dns-resolver-unreachable-7c0f13a09b`: the same report and cause make the same id. */
function incidentId(sweep: Sweep, vantage: string, key: string, code: string): string {
  const time = sweep.at.slice(0, 19).replaceAll(/[-:]/g, '')
  const about = [vantage, key, sweep.report.id].join('\n')
  return `${time}-${code}-${createHash('sha256').update(about).digest('hex').slice(0, 10)}`
}
