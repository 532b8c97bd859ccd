import { causeId } from '../causes/root.ts'
import type { Incident } from '../model/incident.ts'
import { listText, rowText } from '../view/words.ts'
import { leave } from './leave.ts'
import { noted } from './log-entry.ts'
import { openIncident, reasonToOpen, type Scene } from './open-incidents.ts'
import { own } from './state.ts'
import { type Cause, moreSevere } from './sweep.ts'

/** Incidents after a sweep: those that were open, as they are now, and the new ones. */
export interface Followed {
  readonly incidents: readonly Incident[]
  /** By target: the incident of the cause that the sweep saw on it. */
  readonly home: ReadonlyMap<string, string>
}

/**
 * Follows every open incident through one sweep and opens what must be opened. A target is in one incident at a
 * time: it stays until it is good for `closeAfter` sweeps, gone from the configuration, or until another cause of
 * its own has an incident, into which it moves.
 */
export function followIncidents(open: readonly Incident[], scene: Scene): Followed {
  const { sweep } = scene
  const book = new Map<string, Incident>()
  for (const incident of [...open].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    book.set(incident.id, { ...incident, sweeps: incident.sweeps + 1, updatedAt: sweep.at })
  }
  const claims = claimed([...book.values()], sweep.causes)
  const home = new Map<string, string>()
  const before = new Set(open.flatMap((incident) => incident.targets))
  for (const cause of sweep.causes) {
    const incident = settle(cause, book.get(claims.get(cause.key) ?? ''), before, scene)
    if (incident === null) continue
    book.set(incident.id, incident)
    for (const target of cause.targets) home.set(target, incident.id)
  }
  const incidents = [...book.values()].map((incident) =>
    withCapabilities(leave(watched(incident, home, scene), home, scene), scene),
  )
  return { incidents, home }
}

function settle(
  cause: Cause,
  known: Incident | undefined,
  before: ReadonlySet<string>,
  scene: Scene,
): Incident | null {
  if (known !== undefined) return joined(known, cause, scene)
  const reason = reasonToOpen(cause, (target) => before.has(target), scene)
  return reason === null ? null : openIncident(cause, reason, scene)
}

/**
 * Which open incident each cause of the sweep belongs to: the one of its very code and subject; or else one of
 * its code that shares a target with it and whose own subject was not seen. An address that rotates, or a second
 * resolver that dies beside the first, is no new incident.
 */
function claimed(open: readonly Incident[], causes: readonly Cause[]): ReadonlyMap<string, string> {
  const keys = new Map(open.map((incident) => [causeId(incident.code, incident.subject), incident]))
  const claims = new Map<string, string>()
  for (const { key } of causes) {
    const exact = keys.get(key)
    if (exact !== undefined) claims.set(key, exact.id)
  }
  const taken = new Set(claims.values())
  const free = new Set(open.filter((incident) => !taken.has(incident.id)))
  for (const cause of causes) {
    if (claims.has(cause.key)) continue
    const heir = [...free].find(
      ({ code, targets }) =>
        code === cause.finding.code && targets.some((target) => cause.targets.includes(target)),
    )
    if (heir === undefined) continue
    claims.set(cause.key, heir.id)
    free.delete(heir)
  }
  return claims
}

/** The incident with what the sweep says of its cause. */
function joined(incident: Incident, cause: Cause, { sweep }: Scene): Incident {
  const { finding } = cause
  const severity = moreSevere(incident.severity, cause.severity)
  const more = cause.targets.filter((target) => !incident.targets.includes(target))
  const { subject, summary, cause: why, fix, docs } = finding
  const targets = [...incident.targets, ...more].sort()
  let now: Incident = { ...incident, severity, subject, summary, cause: why, fix, docs, targets }
  if (subject !== incident.subject) {
    now = noted(now, sweep, 'changed', `The same, now of ${subject}; before of ${incident.subject}`)
  }
  if (severity !== incident.severity) {
    now = noted(now, sweep, 'changed', `More severe: ${severity}, before ${incident.severity}`)
  }
  return more.length === 0 ? now : noted(now, sweep, 'grew', `Also hits ${listText(more)}`)
}

/** Says once of a target that is bad for another cause why it is still in here. */
function watched(
  incident: Incident,
  home: ReadonlyMap<string, string>,
  { sweep, state, policy }: Scene,
): Incident {
  let now = incident
  for (const target of incident.targets) {
    const standing = sweep.standings.get(target)
    if (standing?.kind !== 'bad' || home.has(target)) continue
    if (own(state.causes, standing.key)?.streak !== 1) continue
    const { code, subject } = standing.finding
    const reason = `${target} now fails for ${code} of ${subject}; it moves when that was seen in ${rowText(policy.openAfter)}`
    now = noted(now, sweep, 'changed', reason)
  }
  return now
}

/** What does not work because of it now; when its targets recover, the last of that stands. */
function withCapabilities(incident: Incident, { sweep, state }: Scene): Incident {
  if (incident.state === 'closed') return incident
  const members = new Set(incident.targets)
  const broken = sweep.report.results
    .filter(({ target, verdict }) => members.has(target.id) && blocks(verdict))
    .filter(({ target }) => (own(state.targets, target.id)?.bad ?? 0) > 0)
    .flatMap(({ target }) => target.capabilities)
  return broken.length === 0 ? incident : { ...incident, capabilities: [...new Set(broken)].sort() }
}

function blocks(verdict: string): boolean {
  return verdict === 'fail' || verdict === 'inconclusive'
}
