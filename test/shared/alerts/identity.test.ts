import { describe, expect, test } from 'vitest'
import { onsetOf } from '../../../shared/alerts/onset.ts'
import type { AlertState } from '../../../shared/alerts/state.ts'
import { incident } from '../../../shared/model/incident.ts'
import {
  POLICY,
  type Run,
  reasons,
  runOf,
  type Said,
  type Sweep,
  said,
  standing,
  time,
} from './sweeps.ts'

const CUT = 'fail tls-blocked-by-name'
const LIST: Said = `${CUT} names without a rule, direct` as Said
const ALL: Said = `${CUT} every public name, direct` as Said
const one = (name: string) => `${CUT} ${name}` as Said

function twice(...sweeps: Sweep[]): Sweep[] {
  return sweeps.flatMap((sweep) => [sweep, sweep])
}

describe('an incident stays the same', () => {
  test.for<{ name: string; sweeps: Sweep[]; incidents: string[]; told: string[] }>([
    {
      name: 'when one more name is denied, then every one, then one again',
      sweeps: twice(
        { a: one('a'), b: 'pass', c: 'pass' },
        { a: LIST, b: LIST, c: 'pass' },
        { a: ALL, b: ALL, c: ALL },
        { a: 'pass', b: 'pass', c: one('c') },
      ),
      incidents: ['open tls-blocked-by-name c [c]'],
      told: ['chat: opened tls-blocked-by-name a'],
    },
    {
      name: 'when the other finding of one way to fail prevails in it',
      sweeps: twice(
        { a: LIST, b: LIST, c: 'pass' },
        {
          a: 'fail http-denied-by-firewall names without a rule, direct',
          b: 'fail http-denied-by-firewall names without a rule, direct',
          c: 'fail http-denied-by-firewall names without a rule, direct',
        },
      ),
      incidents: ['open http-denied-by-firewall names without a rule, direct [a b c]'],
      told: ['chat: opened tls-blocked-by-name names without a rule, direct'],
    },
    {
      name: 'where it shares most targets, when a scope falls apart',
      sweeps: twice(
        { a: LIST, b: LIST, c: LIST },
        { a: one('a'), b: one('b and c'), c: one('b and c') },
      ),
      incidents: ['open tls-blocked-by-name b and c [b c]', 'open tls-blocked-by-name a [a]'],
      told: [
        'chat: opened tls-blocked-by-name names without a rule, direct',
        'chat: opened tls-blocked-by-name a',
      ],
    },
    {
      name: 'and a cause that fails in another way is another',
      sweeps: twice({ a: LIST, b: LIST }, { a: 'fail tcp-dropped a', b: 'fail tcp-dropped a' }),
      incidents: [
        'closed tls-blocked-by-name names without a rule, direct [a b]',
        'open tcp-dropped a [a b]',
      ],
      told: [
        'chat: opened tls-blocked-by-name names without a rule, direct',
        'chat: closed tls-blocked-by-name names without a rule, direct',
        'chat: opened tcp-dropped a',
      ],
    },
  ])('$name', ({ sweeps, incidents, told }) => {
    const run = runOf(sweeps)
    expect(standing(run)).toEqual(incidents)
    expect(said(run)).toEqual(told)
  })

  test('before it opens: a scope that grows from sweep to sweep counts as one row', () => {
    const run = runOf([
      { a: 'pass', b: 'pass' },
      { a: one('a'), b: 'pass' },
      { a: LIST, b: LIST },
    ])
    expect(standing(run)).toEqual(['open tls-blocked-by-name names without a rule, direct [a b]'])
    expect(reasons(run, 'opened')[0]).toContain('Seen in 2 sweeps in a row')
    const key = 'tls-blocked-by-name names without a rule, direct'
    expect(run.state?.causes[key]).toMatchObject({ streak: 2, report: 'r00005', before: 'r00000' })
  })
})

describe('onsetOf()', () => {
  test.for<{ name: string; sweeps: Sweep[]; onset: object | null }>([
    {
      name: 'is that of the cause',
      sweeps: [{ a: 'pass' }, { a: one('a') }, { a: one('a') }],
      onset: { report: 'r00005', before: 'r00000' },
    },
    {
      name: 'is where the row of a target began whose cause changed with every sweep',
      sweeps: [{ a: 'pass' }, { a: 'fail tcp-reset a' }, { a: 'fail tcp-dropped a' }],
      onset: { report: 'r00005', before: 'r00000' },
    },
    {
      name: 'is where the longest row of its targets began',
      sweeps: [
        { a: 'pass', b: 'pass' },
        { a: 'pass', b: 'fail tcp-reset b' },
        { a: LIST, b: LIST },
      ],
      onset: { report: 'r00005', before: 'r00000' },
    },
    {
      name: 'is a sweep without one before it at a first start',
      sweeps: [{ a: one('a') }, { a: one('a') }],
      onset: { report: 'r00000' },
    },
  ])('$name', ({ sweeps, onset }) => {
    const { incidents, state } = runOf(sweeps)
    const [incident] = incidents.values()
    if (incident === undefined || state === null) throw new Error('Nothing opened')
    const found = onsetOf(incident, state, 2)
    expect({ report: found?.report, ...(found?.before && { before: found.before }) }).toEqual(onset)
  })

  test('is that of the cause where an older version did not keep the rows', () => {
    const { incidents, state } = runOf([{ a: 'fail tcp-reset a' }, { a: 'fail tcp-dropped a' }])
    const [incident] = incidents.values()
    if (incident === undefined || state === null) throw new Error('Nothing opened')
    const { badSince: _, ...row } = state.targets['a'] ?? expect.unreachable()
    expect(onsetOf(incident, { ...state, targets: { a: row } }, 2)).toMatchObject({
      report: 'r00005',
      before: 'r00000',
    })
  })
})

describe('causes that become one', () => {
  const apart: Sweep = { 'x/a': one('a'), 'x/b': one('b'), 'y/c': one('c'), 'y/d': 'pass' }
  const joint: Sweep = { 'x/a': LIST, 'x/b': LIST, 'y/c': LIST, 'y/d': LIST }

  test('go on in one incident, and nothing is told as new or as over', () => {
    const run = runOf([...twice(apart), ...twice(joint)])
    const open = [...run.incidents.values()].filter(({ state }) => state === 'open')
    expect(open.map(({ targets }) => targets)).toEqual([['x/a', 'x/b', 'y/c', 'y/d']])
    expect(said(run).slice(3).sort()).toEqual([
      'chat: closed tls-blocked-by-name b',
      'chat: closed tls-blocked-by-name c',
    ])
    const closed = run.notifications.slice(3)
    for (const { payload } of closed) {
      expect(payload.title).toContain('Goes on in another incident at prod-japaneast')
      expect(payload.incident?.into).toBe(open[0]?.id)
    }
  })

  test('of an older version are carried over: never lost, never opened twice', () => {
    const before = asOlderVersion(runOf(twice(apart)))
    const run = runOf(twice(joint), {}, before, 2)
    const open = [...run.incidents.values()].filter(({ state }) => state === 'open')
    expect(open).toHaveLength(1)
    expect(before.incidents.has(open[0]?.id ?? '')).toBe(true)
    const whats = run.notifications.slice(before.notifications.length).map(({ what }) => what)
    expect(whats.filter((what) => what !== 'closed')).toEqual([])
    const well: Sweep = { 'x/a': 'pass', 'x/b': 'pass', 'y/c': 'pass', 'y/d': 'pass' }
    const after = runOf(twice(well), {}, run, 4)
    expect([...after.incidents.values()].filter(({ state }) => state === 'open')).toEqual([])
    expect(said(after).at(-1)).toBe('chat: closed tls-blocked-by-name names without a rule, direct')
  })
})

/** As they were kept before causes were: without what was added since. */
function asOlderVersion(run: Run): Run {
  const incidents = [...run.incidents.values()].map(({ vantages: _, into: __, ...held }) => {
    const told = held.told.map(({ capabilities: ___, severity: ____, ...rest }) => rest)
    return incident.parse({ ...held, told })
  })
  const { channels: _, owed: __, targets, ...state } = run.state as AlertState
  const counts = Object.entries(targets).map(([id, { badSince: ___, ...rest }]) => [id, rest])
  return {
    ...run,
    state: { ...state, targets: Object.fromEntries(counts) as AlertState['targets'] },
    incidents: new Map(incidents.map((held) => [held.id, held])),
  }
}

describe('worsened', () => {
  const few: Sweep = { 'x/a': LIST, 'y/b': 'pass', 'y/c': 'pass', 'z/d': 'pass' }
  const more: Sweep = { 'x/a': LIST, 'y/b': LIST, 'y/c': 'pass', 'z/d': 'pass' }
  const same: Sweep = { 'x/a': LIST, 'y/b': LIST, 'y/c': LIST, 'z/d': 'pass' }

  test('is told once for each capability, not for each target, and says which', () => {
    const run = runOf([...twice(few), ...twice(more), ...twice(same), ...twice(more)])
    expect(said(run)).toHaveLength(2)
    expect(run.notifications[1]?.what).toBe('worsened')
    expect(run.notifications[1]?.payload.text).toContain('New: it also breaks y')
    expect(reasons(run, 'queued')).toEqual([
      'queued for chat: that it opened',
      'queued for chat: that it also breaks y',
    ])
  })

  test('is not told of what a target breaks for another cause', () => {
    const warned: Sweep = { 'x/a': 'warn tls-expires-soon x' }
    const expired: Sweep = { 'x/a': 'fail tls-expired x' }
    const opens = ['fail', 'warn'] as const
    const channels = POLICY.channels.map((one) => ({ ...one, on: opens }))
    const run = runOf([...twice(warned), ...twice(expired)], { opens, channels })
    expect(said(run)).toEqual([
      'chat: opened tls-expires-soon x',
      'chat: closed tls-expires-soon x',
      'chat: opened tls-expired x',
    ])
    expect(run.notifications.map(({ payload }) => payload.incident?.capabilities)).toEqual([
      [],
      [],
      ['x'],
    ])
  })

  test('is told after the maintenance that kept it quiet', () => {
    const maintenance = [{ from: time(8), to: time(22), targets: null, reason: null }]
    const run = runOf([...twice(few), ...twice(more), ...twice(more)], { maintenance })
    expect(said(run)).toEqual([
      'chat: opened tls-blocked-by-name names without a rule, direct',
      'chat: worsened tls-blocked-by-name names without a rule, direct',
    ])
    expect(reasons(run, 'suppressed')[0]).toContain('was not notified that it also breaks y')
  })

  test('is not told of a target that was good when it was last known', () => {
    const mended: Sweep = { ...more, 'y/b': 'pass' }
    const stopped: Sweep = { ...more, 'y/b': 'inconclusive not-checked-in-time the stopped sweep' }
    const run = runOf([...twice(more), mended, ...twice(stopped)])
    const [only] = run.incidents.values()
    expect([only?.targets, only?.capabilities]).toEqual([['x/a', 'y/b'], ['x']])
    expect(said(run)).toHaveLength(1)
  })
})
