import { describe, expect, test } from 'vitest'
import { nextTime } from '../../../shared/config/next-time.ts'
import type { Verdict } from '../../../shared/model/finding.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import type { Target } from '../../../shared/model/target.ts'
import { divide, type LastKnown } from '../../../shared/sweep/due.ts'
import { reportAt, type Said } from '../alerts/sweeps.ts'
import { passing } from '../report/sample.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const PROXY = { scheme: 'http', host: '10.0.9.1', port: 3128, authorization: null } as const

const EVERY_FIVE = '0 */5 * * * *'

function at(text: string): Date {
  return new Date(`2026-11-22T${text}Z`)
}

function target(id: string, more: Partial<Target> = {}): Target {
  return { ...passing(id).seen.target, id, ...more }
}

/** A report of a sweep that began so many minutes after midnight. */
function last(
  minute: number,
  said: Readonly<Record<string, Said>>,
  more: Readonly<Record<string, Partial<TargetResult>>> = {},
): Report {
  const report = reportAt(minute, said)
  const results = report.results.map((one) => ({ ...one, ...more[one.target.id] }))
  return { ...report, results }
}

interface Given {
  readonly targets?: readonly Target[]
  readonly known?: Partial<LastKnown>
  readonly now: string
  readonly schedule?: string
  readonly configuration?: string
}

function due({ targets, known, now, schedule = EVERY_FIVE, configuration }: Given) {
  const report = known?.report ?? last(0, { a: 'pass' })
  const divided = divide(
    targets ?? [target('a', { interval: HOUR })],
    { report, newest: report, inIncident: new Set(), ...known },
    { now: at(now), next: (after) => nextTime(schedule, after) },
    configuration,
  )
  const { due: checked, carried } = divided
  return [checked.map(({ id }) => id).join(), carried.map((r) => r.target.id).join()].join(' | ')
}

const DUE = 'a | '
const RESTS = ' | a'

/** Checked at midnight, and carried by the sweep of five minutes ago. */
function checkedAt(minute: number, time = '00:00:00.000'): LastKnown['report'] {
  return last(minute, { a: 'pass' }, { a: { checkedAt: `2026-11-22T${time}Z` } })
}

describe('divide(), of a target with an interval of an hour', () => {
  test.for<{ readonly name: string; readonly expect: string } & Given>([
    { name: 'the sweep after it was checked', now: '00:05:00', expect: RESTS },
    {
      name: 'the last sweep before the hour is over',
      known: { report: checkedAt(50) },
      now: '00:55:00',
      expect: RESTS,
    },
    {
      name: 'the sweep that ends the hour',
      known: { report: checkedAt(55) },
      now: '01:00:00',
      expect: DUE,
    },
    {
      name: 'that sweep, which comes early as the one that checked it came late',
      known: { report: checkedAt(55, '00:00:40.000') },
      now: '01:00:01',
      expect: DUE,
    },
    {
      name: 'the sweep before, which comes late',
      known: { report: checkedAt(50) },
      now: '00:57:20',
      expect: RESTS,
    },
    {
      name: 'a timer that fires a moment early',
      known: { report: checkedAt(55) },
      now: '00:59:59.980',
      expect: DUE,
    },
    {
      name: 'an interval that the schedule does not divide: the nearest sweep',
      targets: [target('a', { interval: 7 * MINUTE })],
      now: '00:05:00',
      expect: DUE,
    },
    {
      name: 'likewise, where both are as near',
      targets: [target('a', { interval: 7.5 * MINUTE })],
      now: '00:05:00',
      expect: DUE,
    },
    {
      name: 'likewise, where that is the one after',
      targets: [target('a', { interval: 8 * MINUTE })],
      now: '00:05:00',
      expect: RESTS,
    },
    {
      name: 'an interval shorter than the schedule',
      targets: [target('a', { interval: MINUTE })],
      now: '00:05:00',
      expect: DUE,
    },
    {
      name: 'the last sweep before the night, of a schedule by day',
      schedule: '0 */5 8-17 * * *',
      known: { report: last(17 * 60 + 50, { a: 'pass' }) },
      now: '17:55:00',
      expect: DUE,
    },
    { name: 'no interval', targets: [target('a')], now: '00:05:00', expect: DUE },
  ])('$name', ({ expect: expected, ...given }) => {
    expect(due(given)).toBe(expected)
  })

  const bad: readonly (readonly [Verdict, Said])[] = [
    ['fail', 'fail tcp-dropped 10.0.0.1'],
    ['inconclusive', 'inconclusive dns-resolver-unreachable 10.0.0.4:53'],
    ['warn', 'warn tls-expires-soon a'],
  ]
  test.for(bad)('is due after %s', ([, said]) => {
    expect(due({ known: { report: last(0, { a: said }) }, now: '00:05:00' })).toBe(DUE)
  })

  test.for<{ readonly name: string } & Given>([
    { name: 'it has no result', known: { report: last(0, { b: 'pass' }) }, now: '00:05:00' },
    {
      name: 'its check was cut short',
      known: { report: last(0, { a: 'pass' }, { a: { ending: 'out-of-time' } }) },
      now: '00:05:00',
    },
    { name: 'it is in an open incident', known: { inIncident: new Set('a') }, now: '00:05:00' },
    {
      name: 'somebody saw it fail in between',
      known: { newest: last(2, { a: 'fail tcp-dropped 10.0.0.1' }) },
      now: '00:05:00',
    },
    { name: 'the configuration changed', configuration: 'another', now: '00:05:00' },
    { name: 'a sweep is missing', now: '00:10:00' },
    { name: 'the probe was silent for long', now: '00:45:00' },
    {
      name: 'the last report is of a time to come',
      known: { report: last(9, { a: 'pass' }) },
      now: '00:05:00',
    },
  ])('is due when $name', (given) => {
    expect(due(given)).toBe(DUE)
  })

  test('is due where a damaged report has it lead to itself', () => {
    const target = { ...last(0, { a: 'pass' }).results[0]?.target, discoveredBy: 'a' }
    const report = last(0, { a: 'pass' }, { a: { target } as Partial<TargetResult> })
    expect(due({ known: { report }, now: '00:05:00' })).toBe(DUE)
  })

  test('is due when another target of its host failed', () => {
    const targets = [target('a', { interval: HOUR, host: 'h' }), target('b', { host: 'h' })]
    const report = (b: Said) => last(0, { a: 'pass', b })
    expect(due({ targets, known: { report: report('pass') }, now: '00:05:00' })).toBe('b | a')
    const failed = report('fail tcp-refused 10.0.0.1:443')
    expect(due({ targets, known: { report: failed }, now: '00:05:00' })).toBe('a,b | ')
  })

  test.for(['discoveredBy', 'redirectedFrom'] as const)(
    'what its answer led to (%s) is carried with it, and keeps it due when it fails',
    (from) => {
      const led = { target: { ...last(0, { b: 'pass' }).results[0]?.target, [from]: 'a' } }
      const more = { b: led as Partial<TargetResult> }
      const good = last(0, { a: 'pass', b: 'pass' }, more)
      expect(due({ known: { report: good }, now: '00:05:00' })).toBe(' | a,b')
      const worse = last(0, { a: 'pass', b: 'fail tcp-dropped 10.0.0.1' }, more)
      expect(due({ known: { report: worse }, now: '00:05:00' })).toBe(DUE)
    },
  )
})

test('divide() carries the pass with when it was seen, and where its evidence is', () => {
  const report = last(
    0,
    { a: 'pass', b: 'pass' },
    {
      a: { openedAfter: 12 },
      b: { checkedAt: at('00:00:00').toISOString(), evidenceIn: 'earlier' },
    },
  )
  const { carried } = divide(
    [target('a', { interval: HOUR }), target('b', { interval: HOUR })],
    {
      report: { ...report, startedAt: at('00:05:00').toISOString() },
      newest: null,
      inIncident: new Set(),
    },
    { now: at('00:10:00'), next: (after) => nextTime(EVERY_FIVE, after) },
    undefined,
  )
  const [a, b] = report.results.map((r) => ({ ...r, observations: [], openedAfter: null }))
  expect(carried).toEqual([
    { ...a, checkedAt: '2026-11-22T00:05:00.000Z', evidenceIn: report.id },
    { ...b, checkedAt: '2026-11-22T00:00:00.000Z', evidenceIn: 'earlier' },
  ])
})

test('divide() leaves evidence in few reports: what lies scattered is due', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `t${n}`)
  const more = Object.fromEntries(ids.map((id, n) => [id, { evidenceIn: `r${Math.min(n, 9)}` }]))
  const report = last(0, Object.fromEntries(ids.map((id) => [id, 'pass' as const])), more)
  const targets = ids.map((id) => target(id, { interval: HOUR }))
  expect(due({ targets, known: { report }, now: '00:05:00' })).toBe(
    't7,t8 | t9,t10,t11,t0,t1,t2,t3,t4,t5,t6',
  )
})

describe('divide(), beside a target that must be blocked', () => {
  const blocked = target('x', { expect: { reachability: 'blocked', resolution: 'any' } })
  const slow = target('slow', { interval: 2 * HOUR })
  const quick = target('quick', { interval: HOUR })
  const report = last(0, { x: 'pass', slow: 'pass', quick: 'pass', other: 'pass' })
  const now = '00:05:00'

  test.for<{ readonly name: string; readonly targets: readonly Target[]; readonly expect: string }>(
    [
      {
        name: 'the quickest is its control',
        targets: [blocked, slow, quick],
        expect: 'x,quick | slow',
      },
      {
        name: 'one that is due is',
        targets: [blocked, slow, target('other')],
        expect: 'x,other | slow',
      },
      {
        name: 'not one that goes another way',
        targets: [blocked, slow, target('other', { proxy: PROXY })],
        expect: 'x,slow,other | ',
      },
      {
        name: 'nor one that nothing connects to',
        targets: [blocked, slow, target('other', { scheme: 'dns' })],
        expect: 'x,slow,other | ',
      },
      {
        name: 'one that is due only now is, whatever its interval',
        targets: [blocked, quick, target('new', { interval: 3 * HOUR })],
        expect: 'x,new | quick',
      },
      {
        name: 'through a proxy, one through a proxy',
        targets: [
          { ...blocked, proxy: PROXY },
          { ...slow, proxy: PROXY },
          { ...quick, proxy: PROXY },
          target('other'),
        ],
        expect: 'x,quick,other | slow',
      },
      {
        name: 'nothing is needed while it rests itself',
        targets: [{ ...blocked, interval: HOUR }, slow],
        expect: ' | x,slow',
      },
    ],
  )('$name', ({ targets, expect: expected }) => {
    expect(due({ targets, known: { report }, now })).toBe(expected)
  })

  test('one that failed last time proves nothing', () => {
    const failed = last(0, { x: 'pass', slow: 'pass', other: 'fail tcp-dropped 10.0.0.1' })
    const targets = [blocked, slow, target('other')]
    expect(due({ targets, known: { report: failed }, now })).toBe('x,slow,other | ')
  })
})
