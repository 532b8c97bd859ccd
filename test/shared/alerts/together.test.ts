import { describe, expect, test } from 'vitest'
import type { Companion, Peer } from '../../../shared/alerts/peers.ts'
import { NO_STATE, type Owed } from '../../../shared/alerts/state.ts'
import { together } from '../../../shared/alerts/together.ts'
import type { Wish } from '../../../shared/alerts/wish.ts'
import type { Incident, LastMessage } from '../../../shared/model/incident.ts'
import { anIncident, toldTo } from './an-incident.ts'
import { time } from './sweeps.ts'

const KNOWS = toldTo('chat', { severity: 'fail', capabilities: ['app'] })

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

describe('together(), for who knows of it', () => {
  const VIA = { ...KNOWS, via: 'i9' }
  const CLOSED = { what: 'closed', why: 'that it closed' } as const
  const REMINDED = { what: 'reminded', why: 'again' } as const
  const WORSENED = { what: 'worsened', why: 'that it also breaks app' } as const
  const theirs = (id: string, ...told: LastMessage[]): Peer => {
    return { vantage: 'b', state: NO_STATE, open: [anIncident({ id, vantage: 'b', told })] }
  }
  const speaker: Companion = {
    ...{ vantage: 'b', now: true, since: time(1), channels: ['chat'] },
    incident: anIncident({ id: 'i9', vantage: 'b' }),
  }
  const send = (wish: Wish, vantages: readonly string[], thread: string | null) => {
    return { do: 'send', wish, vantages, thread }
  }
  const nothing = { do: 'nothing' }
  const follows = { do: 'wait', why: 'another vantage that it was told with still has it' }
  const first = 'b, which had it first, notifies for both'
  const LESS = { ...VIA, capabilities: ['x'] }

  test.for<{
    name: string
    wish: Wish
    told?: LastMessage
    peers?: readonly Peer[]
    companions?: readonly Companion[]
    owed?: readonly Owed[]
    log?: string
    expected: unknown
  }>([
    {
      name: 'an end, for all that were named',
      wish: CLOSED,
      expected: send(CLOSED, ['a', 'b'], null),
    },
    {
      name: 'an end that another was told with',
      wish: CLOSED,
      peers: [theirs('i2', { ...KNOWS, via: 'i1' })],
      expected: follows,
    },
    {
      name: 'an end that another told others with',
      wish: CLOSED,
      peers: [theirs('i2', { ...KNOWS, channel: 'pager', via: 'i1' })],
      expected: send(CLOSED, ['a', 'b'], null),
    },
    {
      name: 'an end that another speaks of',
      wish: CLOSED,
      told: VIA,
      peers: [theirs('i9')],
      expected: nothing,
    },
    {
      name: 'an end that an incident of here is to tell',
      wish: CLOSED,
      told: VIA,
      owed: [{ incident: 'i5', thread: 'i9' }],
      expected: nothing,
    },
    {
      name: 'an end that it is to tell itself',
      wish: CLOSED,
      told: VIA,
      owed: [{ incident: 'i1', thread: 'i9' }],
      expected: send(CLOSED, ['a', 'b'], 'i9'),
    },
    {
      name: 'an end that nobody else speaks of any more',
      wish: CLOSED,
      told: VIA,
      expected: send(CLOSED, ['a', 'b'], 'i9'),
    },
    {
      name: 'a reminder',
      wish: REMINDED,
      companions: [speaker],
      expected: send(REMINDED, ['a', 'b'], null),
    },
    {
      name: 'a reminder that another speaks for',
      wish: REMINDED,
      told: VIA,
      peers: [theirs('i9')],
      expected: nothing,
    },
    {
      name: 'a reminder that nobody else speaks for',
      wish: REMINDED,
      told: VIA,
      expected: send(REMINDED, ['a'], 'i9'),
    },
    {
      name: 'news',
      wish: WORSENED,
      told: { ...KNOWS, capabilities: ['x'] },
      expected: send(WORSENED, ['a'], null),
    },
    {
      name: 'news, where another speaks',
      wish: WORSENED,
      told: LESS,
      companions: [speaker],
      expected: { do: 'wait', why: first },
    },
    {
      name: 'news, where another did not speak',
      wish: WORSENED,
      told: LESS,
      companions: [speaker],
      log: `chat was not notified that it also breaks app: ${first}`,
      expected: send(WORSENED, ['a', 'b'], 'i9'),
    },
    {
      name: 'news, where another spoke and has it no more',
      wish: WORSENED,
      told: LESS,
      companions: [{ ...speaker, now: false }],
      expected: send(WORSENED, ['a'], 'i9'),
    },
    {
      name: 'news that another told',
      wish: WORSENED,
      told: LESS,
      peers: [theirs('i9', KNOWS)],
      expected: {
        do: 'join',
        thread: 'i9',
        told: { ...LESS, capabilities: ['app', 'x'] },
        why: 'it was, by incident i9',
      },
    },
    {
      name: 'news that another told others',
      wish: WORSENED,
      told: LESS,
      peers: [theirs('i9', { ...KNOWS, channel: 'pager' })],
      expected: send(WORSENED, ['a'], 'i9'),
    },
    {
      name: 'news that another told as less severe',
      wish: WORSENED,
      told: { ...VIA, severity: 'warn' },
      peers: [theirs('i9', { ...KNOWS, severity: 'inconclusive' })],
      expected: send(WORSENED, ['a'], 'i9'),
    },
    {
      name: 'news that another told as severe as it is',
      wish: WORSENED,
      told: { ...VIA, severity: 'warn' },
      peers: [theirs('i9', KNOWS)],
      expected: { do: 'join', thread: 'i9', told: VIA, why: 'it was, by incident i9' },
    },
  ])('$name', ({ wish, told = KNOWS, peers = [], companions = [], owed = [], log, expected }) => {
    const entry = { at: time(5), report: null, what: 'suppressed', reason: log ?? '' } as const
    const incident = anIncident({ told: [told], vantages: ['a', 'b'], log: [entry] })
    const place = { vantage: 'a', mine: [incident], peers, threads: new Set<string>(), agree: 1 }
    const state = { ...NO_STATE, owed }
    expect(together(incident, 'chat', wish, companions, { ...place, state })).toEqual(expected)
  })
})
