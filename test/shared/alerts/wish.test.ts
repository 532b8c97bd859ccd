import { describe, expect, test } from 'vitest'
import type { ReceiverFilter } from '../../../shared/alerts/policy.ts'
import { objection, type Wish, wishOf } from '../../../shared/alerts/wish.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { anIncident, CHAT, tellingAt, toldTo } from './an-incident.ts'
import { time } from './sweeps.ts'

const HOURLY = { remindEvery: 3_600_000 }
const OPENED = { what: 'opened', why: 'that it opened' }
const REMINDED = { what: 'reminded', why: 'again after 1 h' }
const SEVERE = { what: 'worsened', why: 'that it is more severe: fail' }
const BREAKS = { what: 'worsened', why: 'that it also breaks app' }
/** The receiver knows all of it. */
const KNOWS = toldTo('chat', { severity: 'fail', capabilities: ['app'] })

describe('wishOf()', () => {
  test.for<{
    name: string
    is: Partial<Incident>
    was?: Partial<Incident> | null
    minute?: number
    wish: unknown
  }>([
    { name: 'nobody knows of it', is: {}, wish: OPENED },
    { name: 'another receiver knows of it', is: { told: [toldTo('pager')] }, wish: OPENED },
    {
      name: 'nobody knows of it, and it comes and goes',
      is: { flapping: true },
      wish: { what: 'flapping', why: 'that it comes and goes' },
    },
    {
      name: 'it is over',
      is: { state: 'closed', told: [KNOWS] },
      wish: { what: 'closed', why: 'that it closed' },
    },
    { name: 'it is over, and nobody knew', is: { state: 'closed' }, wish: null },
    { name: 'all is known', is: { told: [KNOWS] }, wish: null },
    {
      name: 'more severe than the receiver knows',
      is: { told: [{ ...KNOWS, severity: 'inconclusive' }] },
      wish: SEVERE,
    },
    {
      name: 'as severe as the receiver knows, and more than before',
      is: { told: [KNOWS] },
      was: { severity: 'inconclusive' },
      wish: null,
    },
    {
      name: 'more severe than before, without a record of its own',
      is: { told: [toldTo('chat')], announced: ['app'] },
      was: { severity: 'inconclusive' },
      wish: SEVERE,
    },
    {
      name: 'less severe than known',
      is: { severity: 'inconclusive', told: [KNOWS] },
      wish: null,
    },
    {
      name: 'more severe and one capability more',
      is: { told: [toldTo('chat', { severity: 'inconclusive', capabilities: [] })] },
      wish: SEVERE,
    },
    {
      name: 'one capability more than the receiver knows',
      is: { told: [{ ...KNOWS, capabilities: [] }], announced: ['app'] },
      wish: BREAKS,
    },
    {
      name: 'one capability more that could not be checked',
      is: {
        severity: 'inconclusive',
        told: [{ ...KNOWS, severity: 'inconclusive', capabilities: [] }],
      },
      wish: { what: 'worsened', why: 'that it may also break app' },
    },
    {
      name: 'a capability that the receiver alone knows',
      is: { told: [KNOWS], announced: [] },
      wish: null,
    },
    {
      name: 'one more than announced, without a record of its own',
      is: { told: [toldTo('chat', { severity: 'fail' })], announced: ['x'] },
      wish: BREAKS,
    },
    {
      name: 'more severe, and it comes and goes',
      is: { flapping: true, told: [{ ...KNOWS, severity: 'inconclusive' }] },
      wish: null,
    },
    {
      name: 'nothing is known of before',
      is: { told: [{ ...KNOWS, severity: 'inconclusive' }] },
      was: null,
      wish: null,
    },
    { name: 'just before the hour', is: { told: [KNOWS] }, minute: 64, wish: null },
    { name: 'at the hour', is: { told: [KNOWS] }, minute: 65, wish: REMINDED },
    {
      name: 'at the hour, and it got worse',
      is: { told: [{ ...KNOWS, capabilities: [] }] },
      minute: 65,
      wish: BREAKS,
    },
  ])('$name', ({ is, was = {}, minute = 10, wish }) => {
    const before = was === null ? undefined : anIncident(was)
    expect(wishOf(anIncident(is), before, CHAT, tellingAt(minute, HOURLY))).toEqual(wish)
  })

  test('without reminders there is none', () => {
    const given = anIncident({ told: [KNOWS] })
    expect(wishOf(given, given, CHAT, tellingAt(9_000, { remindEvery: null }))).toBe(null)
  })
})

describe('objection()', () => {
  const opened: Wish = { what: 'opened', why: 'that it opened' }
  const reminded: Wish = { what: 'reminded', why: 'again' }
  const acknowledged = { acknowledgedAt: time(1) }
  test.for<{
    name: string
    is?: Partial<Incident>
    wish?: Wish
    channel?: Partial<ReceiverFilter>
    why: string | null
  }>([
    { name: 'all fits', why: null },
    {
      name: 'another severity, first of all',
      channel: { on: ['warn', 'info'], targets: ['x'] },
      why: 'its "on" takes warn, info, and this is fail',
    },
    {
      name: 'no target fits, before capabilities',
      channel: { targets: ['x'], capabilities: ['x'] },
      why: 'its "targets" fit none of the targets',
    },
    {
      name: 'one target of two fits',
      is: { targets: ['x', 'app/db'] },
      channel: { targets: ['app/*'] },
      why: null,
    },
    {
      name: 'no capability fits',
      channel: { targets: ['app/*'], capabilities: ['x'] },
      why: 'its "capabilities" fit none that is hit',
    },
    {
      name: 'nothing is hit, and the receiver wants a capability',
      is: { capabilities: [] },
      channel: { capabilities: ['*'] },
      why: 'its "capabilities" fit none that is hit',
    },
    {
      name: 'one capability of two fits',
      is: { capabilities: ['x', 'app'] },
      channel: { capabilities: ['app'] },
      why: null,
    },
    { name: 'a reminder', wish: reminded, why: null },
    {
      name: 'a reminder, acknowledged',
      is: acknowledged,
      wish: reminded,
      why: 'it is acknowledged',
    },
    { name: 'news, acknowledged', is: acknowledged, why: null },
    {
      name: 'silenced',
      is: { silencedUntil: time(60) },
      why: `it is silenced until ${time(60)}`,
    },
  ])('$name', ({ is, wish = opened, channel, why }) => {
    expect(objection(anIncident(is), wish, { ...CHAT, ...channel }, tellingAt(10))).toBe(why)
  })
})
