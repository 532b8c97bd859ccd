import { expect, test } from 'vitest'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import { tell } from '../../../shared/alerts/tell.ts'
import type { Incident, LastMessage } from '../../../shared/model/incident.ts'
import { anIncident, tellingAt, toldTo } from './an-incident.ts'
import { time } from './sweeps.ts'

const KNOWS = toldTo('chat', { severity: 'fail', capabilities: ['app'] })
const HOURLY = { remindEvery: 3_600_000 }
const MAINTENANCE = [{ from: time(0), to: time(99), targets: null, reason: null }]
/** What is noted as a message is queued at that minute. */
function queued(what: string, minute: number, more: Partial<LastMessage> = {}): LastMessage {
  const notification = `${anIncident().id}.000002.${what}.chat`
  const at = tellingAt(minute).sweep.at
  return { ...KNOWS, at, notification, state: 'queued', ...more }
}

test.for<{
  name: string
  told: readonly LastMessage[]
  announced?: readonly string[]
  minute?: number
  policy?: Partial<AlertPolicy>
  after: Pick<Incident, 'told' | 'announced'>
  /** The event, and the incident whose messages go on. */
  sent: readonly string[]
}>([
  {
    name: 'of the first word',
    told: [],
    after: { told: [queued('opened', 10)], announced: ['app'] },
    sent: ['opened'],
  },
  {
    name: 'of a reminder, after one that was delivered',
    told: [{ ...KNOWS, state: 'delivered', deliveredAt: time(6) }],
    minute: 65,
    after: { told: [queued('reminded', 65, { deliveredAt: time(6) })], announced: ['app'] },
    sent: ['reminded'],
  },
  {
    name: 'of a reminder, after one that failed',
    told: [{ ...KNOWS, state: 'given-up', error: 'HTTP 503' }],
    minute: 65,
    after: { told: [queued('reminded', 65)], announced: ['app'] },
    sent: ['reminded'],
  },
  {
    name: 'of news, to one whose knowledge an older version did not note',
    told: [toldTo('chat', { severity: 'fail' })],
    announced: ['x'],
    after: {
      told: [queued('worsened', 10, { capabilities: ['app', 'x'] })],
      announced: ['app', 'x'],
    },
    sent: ['worsened'],
  },
  {
    name: 'by messages that were taken over',
    told: [{ ...KNOWS, via: 'theirs', speaks: true }],
    minute: 65,
    after: {
      told: [queued('reminded', 65, { via: 'theirs', speaks: true })],
      announced: ['app'],
    },
    sent: ['reminded theirs'],
  },
  {
    name: 'by messages that nobody goes on with: they are taken over',
    told: [{ ...KNOWS, via: 'gone' }],
    after: { told: [queued('opened', 10, { via: 'gone', speaks: true })], announced: ['app'] },
    sent: ['opened gone'],
  },
  {
    name: 'likewise, while nobody may be told',
    told: [{ ...KNOWS, via: 'gone' }],
    policy: { maintenance: MAINTENANCE },
    after: { told: [{ ...KNOWS, via: 'gone' }], announced: ['app'] },
    sent: [],
  },
])('what is noted $name', ({ told, announced = [], minute = 10, policy = {}, after, sent }) => {
  const incident = anIncident({ told: [...told], announced: [...announced] })
  const place = {
    ...{ vantage: incident.vantage, state: NO_STATE, mine: [incident], peers: [], agree: 1 },
    threads: new Set<string>(),
  }
  const telling = tellingAt(minute, { ...HOURLY, ...policy })
  const { incident: now, notifications } = tell(incident, incident, telling, place)
  expect({ told: now.told, announced: now.announced }).toEqual(after)
  expect(notifications.map(({ what, thread }) => [what, thread].join(' ').trim())).toEqual(sent)
})
