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
