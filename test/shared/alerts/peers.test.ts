import { describe, expect, test } from 'vitest'
import {
  companionsOf,
  type Peer,
  peersAt,
  threadsLedBy,
  threadsOf,
} from '../../../shared/alerts/peers.ts'
import { type AlertState, NO_STATE } from '../../../shared/alerts/state.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { anIncident, toldTo } from './an-incident.ts'
import { time } from './sweeps.ts'

function peer(state: Partial<AlertState> = {}, ...open: Incident[]): Peer {
  return { vantage: 'b', state: { ...NO_STATE, ...state }, open }
}

const MINUTE = 60_000

describe('peersAt()', () => {
  test.for([
    { name: 'at first, a quarter of an hour', intervals: [], at: 15, fresh: true },
    { name: 'at first, and more', intervals: [], at: 16, fresh: false },
    { name: 'as the distance is known', intervals: [60, 60, 60], at: 180, fresh: true },
    { name: 'known, and more', intervals: [1, 1, 1], at: 4, fresh: false },
    { name: 'a report of before', intervals: [], at: -15, fresh: true },
    { name: 'a report of yesterday', intervals: [], at: -1440, fresh: false },
  ])('$name: $at min are fresh: $fresh', ({ intervals, at, fresh }) => {
    const known = intervals.map((n) => n * MINUTE)
    const given = [peer({ finishedAt: time(0), intervals: known })]
    expect(peersAt(given, time(at))).toEqual(fresh ? given : [])
  })
})

describe('threads', () => {
  const took = anIncident({
    id: 'i2',
    told: [toldTo('chat', { via: 'i3', speaks: true }), toldTo('pager', { via: 'i4' })],
  })

  test('an incident leads its own messages and those that it took over', () => {
    expect(threadsLedBy(anIncident())).toEqual(['i1'])
    expect(threadsLedBy(took)).toEqual(['i2', 'i3'])
    expect(threadsLedBy(anIncident({ told: [toldTo('chat', { speaks: true })] }))).toEqual(['i1'])
  })

  test('peers go on with those of their incidents, and with what they owe', () => {
    const owes = peer({ owed: [{ incident: 'i5', thread: 'i6' }] }, took)
    expect(threadsOf([peer({}, anIncident()), owes])).toEqual(new Set(['i1', 'i2', 'i3', 'i6']))
  })
})

describe('companionsOf()', () => {
  const cause = { streak: 2, since: time(3), report: 'r', targets: ['app/db', 'x'] }
  const key = 'tcp-dropped 10.0.1.9'

  test.for<{ name: string; mine?: Partial<Incident>; theirs: Peer; companion: unknown }>([
    {
      name: 'the last sweep saw it, and no incident yet',
      theirs: peer({ causes: { [key]: cause }, channels: ['chat'] }),
      companion: { now: true, since: time(3), channels: ['chat'], incident: null },
    },
    {
      name: 'an incident that the last sweep did not see',
      theirs: peer({}, anIncident({ id: 'i2', openedAt: time(1) })),
      companion: {
        ...{ now: false, since: time(1), channels: [] },
        incident: anIncident({ id: 'i2', openedAt: time(1) }),
      },
    },
    {
      name: 'both: since the sweep that saw it first',
      theirs: peer({ causes: { [key]: cause } }, anIncident({ id: 'i2', openedAt: time(6) })),
      companion: {
        ...{ now: true, since: time(3), channels: [] },
        incident: anIncident({ id: 'i2', openedAt: time(6) }),
      },
    },
    {
      name: 'another code',
      theirs: peer({ causes: { 'tcp-reset 10.0.1.9': cause } }, anIncident({ code: 'tcp-reset' })),
      companion: null,
    },
    {
      name: 'another private address',
      theirs: peer({ causes: { 'tcp-dropped 10.0.1.8': cause } }),
      companion: null,
    },
    {
      name: 'another public address of one target',
      mine: { subject: '20.1.1.1' },
      theirs: peer({ causes: { 'tcp-dropped 20.2.2.2': cause } }),
      companion: { now: true, since: time(3), channels: [], incident: null },
    },
    {
      name: 'a public address here and a private one there',
      mine: { subject: '20.1.1.1' },
      theirs: peer({ causes: { [key]: cause } }),
      companion: null,
    },
    {
      name: 'a private address here and a public one there',
      theirs: peer({ causes: { 'tcp-dropped 20.2.2.2': cause } }),
      companion: null,
    },
    {
      name: 'no target in common',
      theirs: peer({ causes: { [key]: { ...cause, targets: ['x'] } } }),
      companion: null,
    },
    {
      name: 'a subject of several words',
      mine: { subject: 'every public name, direct' },
      theirs: peer({ causes: { 'tcp-dropped every public name, direct': cause } }),
      companion: { now: true, since: time(3), channels: [], incident: null },
    },
  ])('$name', ({ mine, theirs, companion }) => {
    const found = companionsOf(anIncident(mine), [theirs])
    expect(found).toEqual(companion === null ? [] : [{ vantage: 'b', ...(companion as object) }])
  })
})
