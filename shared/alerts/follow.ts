import type { Incident } from '../model/incident.ts'
import { listText, rowText } from '../view/words.ts'
import { heirs, keyOf } from './heirs.ts'
import { leave } from './leave.ts'
import { noted } from './log-entry.ts'
import { openIncident, reasonToOpen, type Scene } from './open-incidents.ts'
import { own } from './state.ts'
import { type CauseInSweep, moreSevere } from './sweep.ts'

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
  const claims = heirs(
    sweep.causes,
    [...book.values()].map((incident) => ({
      ...incident,
      key: keyOf(incident),
      name: incident.id,
    })),
  )
  const home = new Map<string, string>()
  const before = new Set(open.flatMap((incident) => incident.targets))
  for (const cause of sweep.causes) {
    const incident = settle(cause, book.get(claims.get(cause.key) ?? ''), before, scene)
    if (incident === null) continue
    book.set(incident.id, incident)
    for (const target of cause.targets) home.set(target, incident.id)
  }
  const incidents = [...book.values()].map((incident) =>
    withCapabilities(leave(watched(incident, home, scene), home, scene), home, scene),
  )
  return { incidents: withKnown(incidents), home }
}

/** Whoever knows what an incident breaks knows it of the one that it went into: nothing is notified as new twice. */
function withKnown(incidents: readonly Incident[]): readonly Incident[] {
  const parts = Map.groupBy(incidents, ({ into }) => into)
  return incidents.map((incident) => {
    const merged = parts.get(incident.id) ?? []
    if (merged.length === 0) return incident
    const named = (channel: string) =>
      [incident, ...merged].flatMap(({ told, announced }) => {
        const heard = told.find((t) => t.channel === channel)
        return heard === undefined ? [] : (heard.capabilities ?? announced)
      })
    const told = incident.told.map((t) => ({
      ...t,
      capabilities: [...new Set(named(t.channel))].sort(),
    }))
    return { ...incident, told }
  })
}

function settle(
  cause: CauseInSweep,
  known: Incident | undefined,
  before: ReadonlySet<string>,
  scene: Scene,
): Incident | null {
  if (known !== undefined) return joined(known, cause, scene)
  const reason = reasonToOpen(cause, (target) => before.has(target), scene)
  return reason === null ? null : openIncident(cause, reason, scene)
}

/** The incident with what the sweep says of its cause. */
function joined(incident: Incident, cause: CauseInSweep, { sweep }: Scene): Incident {
  const { finding } = cause
  const severity = moreSevere(incident.severity, cause.severity)
  const more = cause.targets.filter((target) => !incident.targets.includes(target))
  const { code, subject, summary, cause: why, fix, docs } = finding
  const targets = [...incident.targets, ...more].sort()
  const said = { code, subject, summary, cause: why, fix, docs }
  let now: Incident = { ...incident, ...said, severity, targets }
  if (code !== incident.code) {
    now = noted(now, sweep, 'changed', `The same, now as ${code}; before as ${incident.code}`)
  }
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

/**
 * What does not work because of it now; when its targets recover, or fail for another cause that is being watched, the
 * last of that stands.
 */
function withCapabilities(
  incident: Incident,
  home: ReadonlyMap<string, string>,
  { sweep, state }: Scene,
): Incident {
  if (incident.state === 'closed') return incident
  const isOther = (target: string) =>
    sweep.standings.get(target)?.kind === 'bad' && home.get(target) !== incident.id
  const members = new Set(incident.targets.filter((target) => !isOther(target)))
  const broken = sweep.report.results
    .filter(({ target, verdict }) => members.has(target.id) && blocks(verdict))
    .filter(({ target }) => (own(state.targets, target.id)?.bad ?? 0) > 0)
    .flatMap(({ target }) => target.capabilities)
  return broken.length === 0 ? incident : { ...incident, capabilities: [...new Set(broken)].sort() }
}

function blocks(verdict: string): boolean {
  return verdict === 'fail' || verdict === 'inconclusive'
}
