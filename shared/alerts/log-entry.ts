import type { Incident, IncidentEvent, IncidentLogEntry } from '../model/incident.ts'
import type { Sweep } from './sweep.ts'

/** Entries that a log keeps: the start, which says why it opened, and the newest. */
const LONGEST = 200
const BEGIN = 20
const LEFT_OUT = 'Entries were omitted here: a log keeps the first and the newest'

/** The incident with one more entry in its log. */
export function noted(
  incident: Incident,
  sweep: Sweep,
  what: IncidentEvent,
  reason: string,
): Incident {
  return withEntry(incident, { at: sweep.at, report: sweep.report.id, what, reason })
}

export function withEntry(incident: Incident, entry: IncidentLogEntry): Incident {
  const log = [...incident.log, entry]
  if (log.length <= LONGEST) return { ...incident, log }
  const marked = log[BEGIN]?.reason === LEFT_OUT
  const gone = log[BEGIN + (marked ? 1 : 0)] ?? entry
  const mark: IncidentLogEntry = { ...gone, what: 'changed', reason: LEFT_OUT }
  return { ...incident, log: [...log.slice(0, BEGIN), mark, ...log.slice(BEGIN + 2)] }
}

/** Someone looks after it: no more reminders. Changes nothing on one that is closed or acknowledged already. */
export function acknowledge(incident: Incident, at: Date, by: string): Incident {
  if (incident.state === 'closed' || incident.acknowledgedAt !== null) return incident
  const time = at.toISOString()
  const acknowledged = { ...incident, acknowledgedAt: time }
  const reason = `Acknowledged by ${by}: no more reminders`
  return withEntry(acknowledged, { at: time, report: null, what: 'acknowledged', reason })
}

/**
 * Nobody is notified of it before `until`, but of its end whoever knows of it; null ends that. What is open then and was not
 * notified is notified with the next sweep. Changes nothing on one that is closed.
 */
export function silenceUntil(
  incident: Incident,
  until: Date | null,
  { at, by, why }: { readonly at: Date; readonly by: string; readonly why: string },
): Incident {
  const silencedUntil = until?.toISOString() ?? null
  if (incident.state === 'closed' || incident.silencedUntil === silencedUntil) return incident
  const what = until === null ? 'Silence ended' : `Silenced until ${silencedUntil}`
  const reason = `${what} by ${by}${why === '' ? '' : `: ${why}`}`
  const entry = { at: at.toISOString(), report: null, what: 'silenced', reason } as const
  return withEntry({ ...incident, silencedUntil }, entry)
}
