import { incidentMessage } from '../../../shared/alerts/message.ts'
import type { Notice, Notification, OutboxEntry } from '../../../shared/model/notification.ts'
import { reportAt, runOf, type Sweep } from '../alerts/sweeps.ts'

/** Text as a hostile server would choose it, for every service at once. */
export const HOSTILE =
  '<!channel> <@U1> *b* [x](javascript:alert(1)) \u202e & "q" {{x}} \n## h \u001b[2J'

/** The notification of an incident whose subject is this. */
export function notice(what: Notice = 'opened', subject = '10.0.0.4:53'): Notification {
  const sweep: Sweep = { 'app/db': `fail dns-resolver-unreachable ${subject}` }
  const run = runOf([sweep, sweep])
  const [made] = run.notifications
  const [incident] = run.incidents.values()
  if (made === undefined || incident === undefined) throw new Error('nothing was told')
  const place = { report: reportAt(5, sweep), page: 'https://perimeter.example/' }
  return { ...made, what, payload: incidentMessage(incident, what, place) }
}

export function entryOf(notification: Notification, attempts = 0): OutboxEntry {
  const { createdAt: nextAt } = notification
  return { notification, attempts, nextAt, lastError: null, state: 'due' }
}
