import { expect, test } from 'vitest'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { isQuietForAll, quietReason } from '../../../shared/alerts/quiet.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { anIncident } from './an-incident.ts'
import { POLICY, time } from './sweeps.ts'

type Window = AlertPolicy['maintenance'][number]
type Silence = AlertPolicy['silences'][number]

const ONCE: Window = { from: time(10), to: time(20), targets: null, reason: null }

function weekly(
  from: string,
  to: string,
  more: { days?: 'sun'[]; timezone?: string } = {},
): Window {
  return { days: ['sun'], from, to, timezone: 'UTC', targets: null, reason: null, ...more }
}

function silence(more: Partial<Silence> = {}): Silence {
  return { code: null, subject: null, targets: null, until: null, reason: 'known', ...more }
}

// 22 November 2026 is a Sunday; minutes count from its begin.
test.for<{ window: Window; minutes: readonly number[]; open: readonly number[] }>([
  { window: ONCE, minutes: [9, 10, 19, 20], open: [10, 19] },
  { window: weekly('00:10', '00:20'), minutes: [9, 10, 19, 20, 15 + 1440], open: [10, 19] },
  // Sunday 23:00 to Monday 01:00
  {
    window: weekly('23:00', '01:00'),
    minutes: [0, 59, 1379, 1380, 1440 + 59, 1440 + 60, 2 * 1440 - 30],
    open: [1380, 1440 + 59],
  },
  // Sunday 09:00 in Tokyo is Sunday 00:00 UTC; Sunday 00:00 there is the day before.
  {
    window: weekly('00:00', '10:00', { timezone: 'Asia/Tokyo' }),
    minutes: [-541, -540, 59, 60],
    open: [-540, 59],
  },
])('%j', ({ window, minutes, open }) => {
  const quiet = (minute: number, targets: readonly string[] | null) => {
    const policy = { ...POLICY, maintenance: [{ ...window, targets }] }
    return isQuietForAll(time(minute), policy)
  }
  expect(minutes.filter((minute) => quiet(minute, null))).toEqual(open)
  expect(minutes.filter((minute) => quiet(minute, ['*']))).toEqual([])
})

test.for<{
  name: string
  incident?: Partial<Incident>
  policy: Partial<AlertPolicy>
  why: string | null
}>([
  { name: 'nothing is quiet', policy: {}, why: null },
  { name: 'nothing is quiet of no target', incident: { targets: [] }, policy: {}, why: null },
  {
    name: 'the incident, before its end',
    incident: { silencedUntil: time(16) },
    policy: { silences: [silence()] },
    why: `it is silenced until ${time(16)}`,
  },
  {
    name: 'the incident, at its end',
    incident: { silencedUntil: time(15) },
    policy: {},
    why: null,
  },
  { name: 'a silence', policy: { silences: [silence()] }, why: 'silenced: known' },
  {
    name: 'a silence before maintenance',
    policy: { silences: [silence()], maintenance: [ONCE] },
    why: 'silenced: known',
  },
  {
    name: 'a silence until later',
    policy: { silences: [silence({ until: time(16) })] },
    why: `silenced until ${time(16)}: known`,
  },
  { name: 'a silence until now', policy: { silences: [silence({ until: time(15) })] }, why: null },
  {
    name: 'its code',
    policy: { silences: [silence({ code: 'tcp-dropped' })] },
    why: 'silenced: known',
  },
  { name: 'another code', policy: { silences: [silence({ code: 'tcp-reset' })] }, why: null },
  {
    name: 'its subject',
    policy: { silences: [silence({ subject: '10.0.*' })] },
    why: 'silenced: known',
  },
  { name: 'another subject', policy: { silences: [silence({ subject: '10.1.*' })] }, why: null },
  {
    name: 'its code and another subject',
    policy: { silences: [silence({ code: 'tcp-dropped', subject: 'x' })] },
    why: null,
  },
  {
    name: 'two silences',
    policy: { silences: [silence(), silence({ reason: 'also' })] },
    why: 'silenced: known, silenced: also',
  },
  {
    name: 'two windows, of which one is open',
    policy: {
      maintenance: [
        { ...ONCE, reason: 'patching' },
        { ...ONCE, to: time(12) },
      ],
    },
    why: `maintenance ${time(10)} to ${time(20)} (patching)`,
  },
  {
    name: 'a weekly window',
    policy: { maintenance: [weekly('00:10', '00:20'), weekly('00:00', '01:00')] },
    why: 'maintenance sun 00:10-00:20 UTC, sun 00:00-01:00 UTC',
  },
])('why it is quiet: $name', ({ incident, policy, why }) => {
  expect(quietReason(anIncident(incident), time(15), { ...POLICY, ...policy })).toBe(why)
})
