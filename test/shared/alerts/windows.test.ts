import { describe, expect, test } from 'vitest'
import { deriveAlerts } from '../../../shared/alerts/derive.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { isQuietForAll } from '../../../shared/alerts/quiet.ts'
import { NO_STATE } from '../../../shared/alerts/state.ts'
import { POLICY, reportAt, time } from './sweeps.ts'

type Window = AlertPolicy['maintenance'][number]

const ALL = { targets: null, reason: null }
const open = (window: Window, at: string) =>
  isQuietForAll(at, { ...POLICY, maintenance: [{ ...window, targets: null }] })

function weekly(days: string[], from: string, to: string, timezone = 'UTC'): Window {
  return { ...ALL, days, from, to, timezone } as Window
}

// The 22nd of November 2026 is a Sunday.
test.for([
  [weekly(['sun'], '02:00', '04:00'), '2026-11-22T01:59:59Z', false],
  [weekly(['sun'], '02:00', '04:00'), '2026-11-22T02:00:00Z', true],
  [weekly(['sun'], '02:00', '04:00'), '2026-11-22T03:59:59Z', true],
  [weekly(['sun'], '02:00', '04:00'), '2026-11-22T04:00:00Z', false],
  [weekly(['mon'], '02:00', '04:00'), '2026-11-22T03:00:00Z', false],
  [weekly(['sat', 'sun'], '02:00', '04:00'), '2026-11-22T03:00:00Z', true],
  [weekly(['sat'], '23:00', '01:00'), '2026-11-22T00:59:00Z', true],
  [weekly(['sat'], '23:00', '01:00'), '2026-11-22T01:00:00Z', false],
  [weekly(['sat'], '23:00', '01:00'), '2026-11-22T23:30:00Z', false],
  [weekly(['sun'], '23:00', '01:00'), '2026-11-22T23:00:00Z', true],
  [weekly(['sun'], '23:00', '01:00'), '2026-11-22T22:59:00Z', false],
  [weekly(['sun'], '23:00', '01:00'), '2026-11-22T00:30:00Z', false],
  [weekly(['mon'], '09:00', '10:00', 'Asia/Tokyo'), '2026-11-23T00:30:00Z', true],
  [weekly(['mon'], '00:00', '10:00', 'Asia/Tokyo'), '2026-11-22T15:30:00Z', true],
  [weekly(['sun'], '00:00', '10:00', 'Asia/Tokyo'), '2026-11-22T15:30:00Z', false],
  [{ ...ALL, from: time(5), to: time(10) }, time(5), true],
  [{ ...ALL, from: time(5), to: time(10) }, time(9.999), true],
  [{ ...ALL, from: time(5), to: time(10) }, time(10), false],
  [{ ...ALL, from: time(5), to: time(10) }, time(4.999), false],
] as const)('the window %j at %s is open: %s', ([window, at, isOpen]) => {
  expect(open(window, at)).toBe(isOpen)
})

test('a window of some targets is none of the whole vantage', () => {
  const some = { from: time(0), to: time(60), targets: ['*'], reason: null }
  expect(isQuietForAll(time(5), { ...POLICY, maintenance: [some] })).toBe(false)
})

/** Who is told of a time without a sweep, from minute 10 on; the sweep after it began in minute 60. */
function toldOf(policy: Partial<AlertPolicy>) {
  const report = reportAt(60, { a: 'pass' })
  const { startedAt, finishedAt } = reportAt(10, {})
  const previous = { ...NO_STATE, startedAt, finishedAt, intervals: Array(3).fill(300_000) }
  const input = { report, previous, open: [], policy: { ...POLICY, ...policy }, now: new Date(0) }
  const { notifications } = deriveAlerts(input)
  return notifications.map(({ channel, what, incident }) => `${channel} ${what} ${incident}`)
}

describe('a time without a sweep', () => {
  const [chat] = POLICY.channels
  const channel = (name: string, more: object) => ({ ...chat, name, ...more }) as typeof chat
  const between = (from: number, to: number): Window => ({ ...ALL, from: time(from), to: time(to) })
  const [begun, ended] = [between(0, 15), between(55, 70)]

  test('is told to whoever is notified of what could not be found out, without a filter', () => {
    const channels = [
      channel('all', {}),
      channel('fails', { on: ['fail'] }),
      channel('some', { targets: ['a'] }),
      channel('others', { capabilities: ['b'] }),
      channel('last', { on: ['inconclusive'] }),
    ] as AlertPolicy['channels']
    expect(toldOf({ channels })).toEqual(['all silent null', 'last silent null'])
  })

  test.for([
    ['began in maintenance', [begun], []],
    ['ended in maintenance', [ended], []],
    ['both', [begun, ended], []],
    ['had maintenance in its midst', [between(20, 40)], ['chat silent null']],
    ['had it for some targets', [{ ...begun, targets: ['*'] }], ['chat silent null']],
    ['had none', [], ['chat silent null']],
  ] as const)('that %s is told to: %j', ([, maintenance, told]) => {
    expect(toldOf({ maintenance })).toEqual(told)
  })
})
