import type { Incident } from '../model/incident.ts'
import { withEntry } from './log-entry.ts'

/** Someone looks after it: no more reminders. Changes nothing on one that is closed or acknowledged already. */
export function acknowledge(incident: Incident, at: Date, by: string): Incident {
  if (incident.state === 'closed' || incident.acknowledgedAt !== null) return incident
  const time = at.toISOString()
  const acknowledged = { ...incident, acknowledgedAt: time }
  const reason = `Acknowledged by ${by}: no more reminders`
  return withEntry(acknowledged, { at: time, report: null, what: 'acknowledged', reason })
}
