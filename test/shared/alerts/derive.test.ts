import { describe, expect, test } from 'vitest'
import { deriveAlerts } from '../../../shared/alerts/derive.ts'
import { incident } from '../../../shared/model/incident.ts'
import { notification } from '../../../shared/model/notification.ts'
import { transition } from '../../../shared/model/transition.ts'
import {
  EVERY,
  POLICY,
  reasons,
  reportAt,
  runOf,
  type Said,
  type Sweep,
  said,
  standing,
  step,
  time,
} from './sweeps.ts'

const GOOD: Sweep = { db: 'pass', web: 'pass' }
const DB_DEAD: Sweep = { db: 'fail tcp-dropped 10.0.1.9', web: 'pass' }
const NO_DNS: Sweep = {
  db: 'inconclusive dns-resolver-unreachable 10.0.0.4:53',
  web: 'inconclusive dns-resolver-unreachable 10.0.0.4:53',
}
const WARMING: Sweep = {
  db: 'inconclusive path-warming-up the warm-up of the instance',
  web: 'pass',
}
const STOPPED: Sweep = {
  db: 'inconclusive not-checked-in-time the stopped sweep',
  web: 'inconclusive not-checked-in-time the stopped sweep',
}
const WARN: Sweep = { db: 'warn tls-expires-soon db', web: 'pass' }

describe('deriveAlerts()', () => {
  test.for<{ name: string; sweeps: Sweep[]; incidents: string[]; told: string[] }>([
    { name: 'one bad sweep opens nothing', sweeps: [GOOD, DB_DEAD, GOOD], incidents: [], told: [] },
    {
      name: 'bad and good in turn opens nothing',
      sweeps: [DB_DEAD, GOOD, DB_DEAD, GOOD, DB_DEAD],
      incidents: [],
      told: [],
    },
    {
      name: 'two bad sweeps open, two good ones close',
      sweeps: [DB_DEAD, DB_DEAD, GOOD, GOOD],
      incidents: ['closed tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9', 'chat: closed tcp-dropped 10.0.1.9'],
    },
    {
      name: 'one good sweep among bad ones does not close',
      sweeps: [DB_DEAD, DB_DEAD, GOOD, DB_DEAD, GOOD],
      incidents: ['open tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9'],
    },
    {
      name: 'one dead resolver is one incident and one message',
      sweeps: [NO_DNS, NO_DNS, NO_DNS],
      incidents: ['open dns-resolver-unreachable 10.0.0.4:53 [db web]'],
      told: ['chat: opened dns-resolver-unreachable 10.0.0.4:53'],
    },
    {
      name: 'a warm-up never alerts',
      sweeps: [WARMING, WARMING, WARMING],
      incidents: [],
      told: [],
    },
    {
      name: 'a warm-up neither breaks a row nor counts in it',
      sweeps: [DB_DEAD, WARMING, DB_DEAD],
      incidents: ['open tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9'],
    },
    {
      name: 'a warm-up closes nothing',
      sweeps: [DB_DEAD, DB_DEAD, WARMING, WARMING, WARMING],
      incidents: ['open tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9'],
    },
    {
      name: 'a sweep that was stopped never alerts',
      sweeps: [STOPPED, STOPPED, STOPPED],
      incidents: [],
      told: [],
    },
    {
      name: 'a sweep that was stopped neither breaks a row nor closes anything',
      sweeps: [DB_DEAD, STOPPED, DB_DEAD, STOPPED, GOOD, STOPPED],
      incidents: ['open tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9'],
    },
    { name: 'a warning opens nothing', sweeps: [WARN, WARN, WARN], incidents: [], told: [] },
    {
      name: 'a target that is removed closes its incident',
      sweeps: [DB_DEAD, DB_DEAD, { web: 'pass' }],
      incidents: ['closed tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9', 'chat: closed tcp-dropped 10.0.1.9'],
    },
    {
      name: 'another cause moves to an incident of its own',
      sweeps: [DB_DEAD, DB_DEAD, NO_DNS, NO_DNS],
      incidents: [
        'closed tcp-dropped 10.0.1.9 [db]',
        'open dns-resolver-unreachable 10.0.0.4:53 [db web]',
      ],
      told: [
        'chat: opened tcp-dropped 10.0.1.9',
        'chat: closed tcp-dropped 10.0.1.9',
        'chat: opened dns-resolver-unreachable 10.0.0.4:53',
      ],
    },
    {
      name: 'another cause for one sweep changes nothing',
      sweeps: [DB_DEAD, DB_DEAD, NO_DNS, DB_DEAD],
      incidents: ['open tcp-dropped 10.0.1.9 [db]'],
      told: ['chat: opened tcp-dropped 10.0.1.9'],
    },
    {
      name: 'an address that rotates opens once',
      sweeps: [1, 2, 3, 4, 5].map((n): Sweep => ({ db: `fail tcp-dropped 20.0.0.${n}` })),
      incidents: ['open tcp-dropped 20.0.0.5 [db]'],
      told: ['chat: opened tcp-dropped 20.0.0.2'],
    },
    {
      name: 'causes that change every sweep still open one incident',
      sweeps: [
        { db: 'fail tcp-reset db' },
        { db: 'fail tcp-dropped db' },
        { db: 'fail tls-not-spoken db' },
        { db: 'fail tcp-reset db' },
      ],
      incidents: ['open tcp-dropped db [db]'],
      told: ['chat: opened tcp-dropped db'],
    },
    {
      name: 'two causes are two incidents',
      sweeps: [0, 1].map((): Sweep => ({ db: 'fail tcp-dropped a', web: 'fail tls-expired web' })),
      incidents: ['open tcp-dropped a [db]', 'open tls-expired web [web]'],
      told: ['chat: opened tcp-dropped a', 'chat: opened tls-expired web'],
    },
    {
      name: 'a target that joins is logged, not told',
      sweeps: [
        { a: 'fail proxy-unreachable p', b: 'pass' },
        { a: 'fail proxy-unreachable p', b: 'pass' },
        { a: 'fail proxy-unreachable p', b: 'fail proxy-unreachable p' },
      ],
      incidents: ['open proxy-unreachable p [a b]'],
      told: ['chat: opened proxy-unreachable p'],
    },
    {
      name: 'the same cause on other targets is the same incident',
      sweeps: [
        { a: 'fail proxy-unreachable p', b: 'pass' },
        { a: 'fail proxy-unreachable p', b: 'pass' },
        { a: 'pass', b: 'fail proxy-unreachable p' },
        { a: 'pass', b: 'fail proxy-unreachable p' },
      ],
      incidents: ['open proxy-unreachable p [b]'],
      told: ['chat: opened proxy-unreachable p'],
    },
    {
      name: 'a warm-up does not break the row of a cause that goes on elsewhere',
      sweeps: [
        { db: 'fail proxy-unreachable p', web: 'pass' },
        WARMING,
        { db: 'pass', web: 'fail proxy-unreachable p' },
      ],
      incidents: ['open proxy-unreachable p [web]'],
      told: ['chat: opened proxy-unreachable p'],
    },
    {
      name: 'a subject that splits in two keeps the incident for one of them',
      sweeps: [
        { a: 'fail tcp-dropped 1', b: 'fail tcp-dropped 1' },
        { a: 'fail tcp-dropped 1', b: 'fail tcp-dropped 1' },
        { a: 'fail tcp-dropped 2', b: 'fail tcp-dropped 3' },
        { a: 'fail tcp-dropped 2', b: 'fail tcp-dropped 3' },
      ],
      incidents: ['open tcp-dropped 2 [a]', 'open tcp-dropped 3 [b]'],
      told: ['chat: opened tcp-dropped 1', 'chat: opened tcp-dropped 3'],
    },
    {
      name: 'one more capability that breaks is told, once',
      sweeps: [
        { 'x/a': 'fail proxy-unreachable p', 'y/b': 'pass' },
        { 'x/a': 'fail proxy-unreachable p', 'y/b': 'pass' },
        { 'x/a': 'fail proxy-unreachable p', 'y/b': 'fail proxy-unreachable p' },
        { 'x/a': 'fail proxy-unreachable p', 'y/b': 'fail proxy-unreachable p' },
      ],
      incidents: ['open proxy-unreachable p [x/a y/b]'],
      told: ['chat: opened proxy-unreachable p', 'chat: worsened proxy-unreachable p'],
    },
    {
      name: 'names of targets that mean something to JavaScript',
      sweeps: [0, 1].map(() =>
        Object.fromEntries<Said>([['constructor', 'fail tcp-dropped __proto__']]),
      ),
      incidents: ['open tcp-dropped __proto__ [constructor]'],
      told: ['chat: opened tcp-dropped __proto__'],
    },
  ])('$name', ({ sweeps, incidents, told }) => {
    const run = runOf(sweeps)
    expect(standing(run)).toEqual(incidents)
    expect(said(run)).toEqual(told)
  })

  test('what it makes satisfies the published schemas', () => {
    const run = runOf([DB_DEAD, DB_DEAD, NO_DNS, NO_DNS, GOOD, GOOD])
    for (const made of run.incidents.values()) incident.parse(made)
    for (const made of run.notifications) notification.parse(made)
    for (const made of run.transitions) transition.parse(made)
  })

  test('two hundred targets behind one resolver are one notification that names a few', () => {
    const dead: Said = 'inconclusive dns-resolver-unreachable 10.0.0.4:53'
    const all = Object.fromEntries<Said>(Array.from({ length: 200 }, (_, i) => [`t${i}`, dead]))
    const { notifications } = runOf([all, all])
    expect(notifications).toHaveLength(1)
    expect(notifications[0]?.payload.text).toContain(
      '200 targets: t0, t1, t10, t100, t101 and 195 more',
    )
  })

  test.for(['on-demand', 'cli'] as const)('a report of kind %s moves nothing', (kind) => {
    const report = reportAt(EVERY, DB_DEAD, { kind })
    expect(step(runOf([DB_DEAD]), report, POLICY)).toEqual(runOf([DB_DEAD]))
  })

  test('a report that comes twice, or late, changes nothing the second time', () => {
    const run = runOf([DB_DEAD, DB_DEAD, GOOD])
    for (const minute of [2 * EVERY, EVERY, 0, 1]) {
      expect(step(run, reportAt(minute, DB_DEAD), POLICY)).toEqual(run)
    }
  })

  test('incidents of another vantage are left alone', () => {
    const run = runOf([DB_DEAD, DB_DEAD])
    const report = reportAt(50, GOOD, { vantage: { ...reportAt(0, {}).vantage, name: 'other' } })
    const open = [...run.incidents.values()]
    const derived = deriveAlerts({ report, previous: null, open, policy: POLICY, now: new Date(0) })
    expect(derived.incidents).toEqual([])
  })

  test('a lost state says no opening twice', () => {
    const run = { ...runOf([DB_DEAD, DB_DEAD]), state: null }
    expect(said(runOf([DB_DEAD, GOOD, GOOD], {}, run, 2))).toEqual([
      'chat: opened tcp-dropped 10.0.1.9',
      'chat: closed tcp-dropped 10.0.1.9',
    ])
  })

  test('flapping is said once, and held open until it has stayed away', () => {
    const cycle = [DB_DEAD, DB_DEAD, GOOD, GOOD]
    const policy = { flapping: { times: 2, within: 3_600_000 } }
    const flapping = runOf([...cycle, ...cycle, ...cycle, ...cycle], policy)
    expect(said(flapping).slice(-2)).toEqual([
      'chat: closed tcp-dropped 10.0.1.9',
      'chat: flapping tcp-dropped 10.0.1.9',
    ])
    expect(said(flapping)).toHaveLength(5)
    expect(standing(flapping)).toHaveLength(3)
    const quiet = Array.from({ length: 12 }, () => GOOD)
    const after = runOf(quiet, policy, flapping, 16)
    expect(standing(after).at(-1)).toBe('closed tcp-dropped 10.0.1.9 [db]')
    expect(said(after).at(-1)).toBe('chat: closed tcp-dropped 10.0.1.9')
  })

  test('a target that is removed from the configuration again and again does not flap', () => {
    const removed = [DB_DEAD, DB_DEAD, { web: 'pass' }] satisfies Sweep[]
    const run = runOf([...removed, ...removed, ...removed, ...removed])
    expect(said(run).filter((what) => what.includes('flapping'))).toEqual([])
    expect(standing(run)).toHaveLength(4)
  })

  test('a silence of the probe is noted in open incidents and told', () => {
    const run = runOf([DB_DEAD, DB_DEAD, DB_DEAD, DB_DEAD])
    const after = step(run, reportAt(60, DB_DEAD), POLICY)
    expect(reasons(after, 'gap')[0]).toContain('45 min; usually one every 5 min')
    expect(said(after).at(-1)).toBe('chat: silent')
    const maintenance = [{ from: time(15), to: time(30), targets: null, reason: null }]
    const planned = step(run, reportAt(60, DB_DEAD), { ...POLICY, maintenance })
    expect(said(planned)).toEqual(said(run))
  })

  test('a log stays bounded, and keeps its begin', () => {
    const sweeps = Array.from({ length: 500 }, (_, n): Sweep => ({ db: `fail tcp-dropped ${n}` }))
    const [only] = runOf(sweeps).incidents.values()
    expect(only?.log).toHaveLength(200)
    expect(only?.log.some((e) => e.what === 'opened')).toBe(true)
    expect(only?.log.at(-1)?.reason).toContain('now of 499')
    expect(only?.log.filter((e) => e.reason.includes('omitted'))).toHaveLength(1)
  })
})
