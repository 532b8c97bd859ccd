import { describe, expect, test } from 'vitest'
import type { Companion } from '../../../shared/alerts/peers.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import { tell } from '../../../shared/alerts/tell.ts'
import { together } from '../../../shared/alerts/together.ts'
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

describe('together(), for who does not know of it', () => {
  const WISH = { what: 'opened', why: 'that it opened' } as const
  const THEIRS = { id: 'i9', vantage: 'b', told: [KNOWS], announced: ['app'] }
  const b = (more: Partial<Companion> = {}, theirs?: Partial<Incident>): Companion => {
    const incident = theirs === undefined ? null : anIncident({ ...THEIRS, ...theirs })
    return { vantage: 'b', now: true, since: time(1), channels: ['chat'], incident, ...more }
  }
  const alone = { do: 'send', wish: WISH, vantages: ['a'], thread: null }
  const both = { ...alone, vantages: ['a', 'b'] }
  const first = 'b, which had it first, notifies for both'
  const news = (why: string, thread = 'i9') => {
    return { ...both, wish: { what: 'worsened', why }, thread }
  }
  const here = 'that it is now also at a'
  const join = { do: 'join', thread: 'i9', told: KNOWS, why: 'it was, by incident i9' }

  test.for<{
    name: string
    companions: readonly Companion[]
    streak?: number
    agree?: number
    log?: string
    expected: unknown
  }>([
    { name: 'no other has it', companions: [], expected: alone },
    { name: 'another had it first', companions: [b()], expected: { do: 'wait', why: first } },
    {
      name: 'it was waited for once',
      companions: [b()],
      log: `chat was not notified that it opened: ${first}`,
      expected: both,
    },
    { name: 'another has it since later', companions: [b({ since: time(3) })], expected: both },
    { name: 'another as long, by its name', companions: [b({ since: time(2) })], expected: both },
    {
      name: 'likewise, where the name comes before',
      companions: [b({ vantage: '0', since: time(2) })],
      expected: { do: 'wait', why: '0, which had it first, notifies for both' },
    },
    { name: 'it cannot know of this one yet', companions: [b()], streak: 1, expected: both },
    { name: 'another had it and has it no more', companions: [b({ now: false })], expected: alone },
    {
      name: 'another had it first and tells others',
      companions: [b({ channels: ['pager'] }, {})],
      expected: both,
    },
    { name: 'another told of it', companions: [b({}, {})], expected: news(here) },
    {
      name: 'another told of it by the messages of a third',
      companions: [b({}, { told: [{ ...KNOWS, via: 'i7' }] })],
      expected: news(here, 'i7'),
    },
    {
      name: 'another told of it and of this vantage',
      companions: [b({}, { vantages: ['a', 'b'] })],
      expected: join,
    },
    {
      name: 'likewise, and of less that it breaks',
      companions: [b({}, { vantages: ['a', 'b'], told: [{ ...KNOWS, capabilities: ['x'] }] })],
      expected: news('that it also breaks app'),
    },
    {
      name: 'what another told was given up',
      companions: [b({ since: time(3) }, { told: [{ ...KNOWS, state: 'given-up' }] })],
      expected: both,
    },
    {
      name: 'too few have it',
      companions: [b()],
      agree: 3,
      expected: {
        do: 'wait',
        why: '"agree" asks for 3 vantages with the cause at the same time: so far a and b',
      },
    },
    { name: 'just as many have it', companions: [b({ since: time(3) })], agree: 2, expected: both },
  ])('$name', ({ companions, streak = 2, agree = 1, log, expected }) => {
    const entry = { at: time(5), report: null, what: 'suppressed', reason: log ?? '' } as const
    const incident = anIncident({ log: [entry] })
    const cause = { streak, since: time(2), report: 'r', targets: incident.targets }
    const state = { ...NO_STATE, causes: { 'tcp-dropped 10.0.1.9': cause } }
    const place = { vantage: 'a', state, mine: [incident], peers: [], threads: new Set<string>() }
    const said = together(incident, 'chat', WISH, companions, { ...place, agree })
    expect(said).toEqual(expected)
  })
})
