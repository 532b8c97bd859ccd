import { withEntry } from '../alerts/log-entry.ts'
import type { Incident, IncidentEvent, IncidentLogEntry, LastMessage } from '../model/incident.ts'
import type { Notice, Notification } from '../model/notification.ts'
import type { Settlement } from '../ports/alert-entries.ts'
import type { ResultsStore } from '../ports/results-store.ts'

/** A sweep or another channel may write first, so often in a row. */
const TRIES = 10

const SAID = {
  opened: 'that it opened',
  worsened: 'that it got worse',
  reminded: 'that it is still open',
  flapping: 'that it comes and goes',
  closed: 'that it closed',
  silent: 'of a silence',
  test: 'of a test',
} as const satisfies Record<Notice, string>

/**
 * Notes in the log of each incident of a notification what became of an attempt. Called after the outbox is settled:
 * a crash in between leaves "queued", which claims too little and never too much. Throws StoreError.
 */
export async function recordOutcome(
  store: Pick<ResultsStore, 'incident' | 'updateIncident'>,
  notification: Notification,
  outcome: Settlement,
  now: Date,
): Promise<void> {
  const { bundled, incident, id } = notification
  const single = incident === null ? [] : [{ incident, notification: id }]
  for (const part of bundled ?? single) {
    const made = { ...notification, id: part.notification }
    await recordIn(store, part.incident, (held) => afterOutcome(held, made, outcome, now))
  }
}

/** Writes what `change` makes of an incident; null, or an incident that was removed, writes nothing. */
async function recordIn(
  store: Pick<ResultsStore, 'incident' | 'updateIncident'>,
  id: string,
  change: (held: Incident) => Incident | null,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const held = await store.incident(id)
    const next = held === null ? null : change(held.incident)
    if (held === null || next === null) return
    if ((await store.updateIncident(next, held.version)) === 'committed') return
  }
}

/** The incident after an attempt; null when there is nothing new to say. */
function afterOutcome(
  incident: Incident,
  notification: Notification,
  outcome: Settlement,
  now: Date,
): Incident | null {
  const { channel } = notification
  const before = incident.told.find((t) => t.channel === channel)
  if (before === undefined) return null
  if (outcome.state === 'due' && before.error === outcome.error) return null
  const after = toldAfter(before, notification, outcome, now)
  const told = incident.told.map((t) => (t === before ? after : t))
  return withEntry({ ...incident, told }, entryOf(notification, outcome, now))
}

function toldAfter(
  { error: _, ...before }: LastMessage,
  notification: Notification,
  outcome: Settlement,
  now: Date,
): LastMessage {
  // An earlier message than the last: the last one still waits.
  const last = before.notification === notification.id
  if (outcome.state === 'delivered') {
    const deliveredAt = now.toISOString()
    return { ...before, deliveredAt, ...(last ? { state: 'delivered' } : {}) }
  }
  const { error } = outcome
  return outcome.state === 'dead' && last
    ? { ...before, error, state: 'given-up' }
    : { ...before, error }
}

function entryOf(
  { channel, what }: Notification,
  outcome: Settlement,
  now: Date,
): IncidentLogEntry {
  const entry = (event: IncidentEvent, reason: string): IncidentLogEntry => ({
    at: now.toISOString(),
    report: null,
    what: event,
    reason,
  })
  switch (outcome.state) {
    case 'delivered':
      return entry(
        what === 'reminded' ? 'reminded' : 'notified',
        `${channel} was notified ${SAID[what]}`,
      )
    case 'due':
      return entry(
        'not-delivered',
        `${channel} could not be notified ${SAID[what]}: ${outcome.error}; retried after ${outcome.nextAt}`,
      )
    case 'dead':
      return entry('given-up', `gave up notifying ${channel} ${SAID[what]}: ${outcome.error}`)
    default:
      return outcome satisfies never
  }
}
