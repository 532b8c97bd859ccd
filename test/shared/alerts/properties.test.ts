import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveAlerts } from '../../../shared/alerts/derive.ts'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import { EVERY, POLICY, reportAt, runOf, type Said, START, type Sweep, step } from './sweeps.ts'

const SAID: readonly Said[] = [
  'pass',
  'pass',
  'fail tcp-dropped 10.0.0.1',
  'fail tcp-dropped 10.0.0.2',
  'inconclusive dns-resolver-unreachable 10.0.0.4:53',
  'inconclusive path-warming-up the warm-up of the instance',
  'warn tls-expires-soon a',
]

const sweep: fc.Arbitrary<Sweep> = fc
  .record(
    {
      'x/a': fc.constantFrom(...SAID),
      'x/b': fc.constantFrom(...SAID),
      c: fc.constantFrom(...SAID),
    },
    { requiredKeys: [] },
  )
  .map((given) => given as Sweep)
const sweeps = fc.array(sweep, { maxLength: 25 })

const policy: fc.Arbitrary<AlertPolicy> = fc
  .record({
    openAfter: fc.integer({ min: 1, max: 4 }),
    closeAfter: fc.integer({ min: 1, max: 4 }),
    remindEvery: fc.constantFrom(null, 600_000),
    flapping: fc.constantFrom({ times: 1, within: 1_800_000 }, { times: 3, within: 7_200_000 }),
  })
  .map((given) => ({ ...POLICY, ...given }))

function isBad(said: Said | undefined): boolean {
  return said !== undefined && /^(fail|inconclusive)/.test(said) && !said.includes('warming')
}

describe('deriveAlerts(), whatever the sweeps', () => {
  test('is the same when the process starts anew before any of them', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        // In memory all along, without JSON and with every incident ever made.
        let state: Parameters<typeof deriveAlerts>[0]['previous'] = null
        const all = new Map<string, Incident>()
        const ids: string[] = []
        for (const [i, one] of given.entries()) {
          const report = reportAt(i * EVERY, one)
          const now = new Date(report.finishedAt)
          const open = [...all.values()]
          const derived = deriveAlerts({ report, previous: state, open, policy: rules, now })
          state = derived.state
          for (const made of derived.incidents) all.set(made.id, made)
          ids.push(...derived.notifications.map((n) => n.id))
        }
        const run = runOf(given, rules)
        expect(run.state).toEqual(state)
        expect([...run.incidents.values()]).toEqual([...all.values()])
        expect(run.notifications.map((n) => n.id)).toEqual(ids)
      }),
    )
  })

  test('is the same when every report comes twice', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        const twice = given.reduce((run, one, i) => {
          const report = reportAt(i * EVERY, one)
          return step(step(run, report, rules), report, rules)
        }, START)
        expect(twice).toEqual(runOf(given, rules))
      }),
    )
  })

  test('opens nothing without openAfter bad sweeps', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        const bad = given.filter((one) => Object.values(one).some(isBad)).length
        if (bad < rules.openAfter) expect(runOf(given, rules).incidents.size).toBe(0)
      }),
    )
  })

  test('a target that stays bad is in an open incident, and in one only', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        const dead: Sweep = { 'x/a': 'fail tcp-refused x', 'x/b': 'pass', c: 'pass' }
        const run = runOf([...given, ...Array.from({ length: 4 }, () => dead)], rules)
        const open = [...run.incidents.values()].filter((i) => i.state === 'open')
        expect(open.filter((i) => i.targets.includes('x/a'))).toHaveLength(1)
        const members = open.flatMap((i) => i.targets)
        expect(new Set(members).size).toBe(members.length)
      }),
    )
  })

  test('what opened is open, or closed later with a reason; when all is well, in the end closed', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        const well: Sweep = { 'x/a': 'pass', 'x/b': 'pass', c: 'pass' }
        const run = runOf([...given, ...Array.from({ length: 30 }, () => well)], rules)
        for (const incident of run.incidents.values()) {
          expect(incident.state).toBe('closed')
          expect(Date.parse(incident.closedAt ?? '')).toBeGreaterThan(Date.parse(incident.openedAt))
          expect(incident.log.filter((e) => e.what === 'opened')).toHaveLength(1)
          expect(incident.log.filter((e) => e.what === 'closed')).toHaveLength(1)
        }
      }),
    )
  })

  test('ids are unique, and each incident is told of as opened before anything else and closed last', () => {
    fc.assert(
      fc.property(sweeps, policy, (given, rules) => {
        const { notifications, transitions, incidents } = runOf(given, rules)
        const ids = [...notifications, ...transitions].map((made) => made.id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { id } of incidents.values()) {
          const own = notifications.filter((n) => n.incident === id)
          expect(['opened', 'flapping']).toContain(own[0]?.what)
          expect(own.slice(1).map((n) => n.what)).not.toContain('opened')
          expect(own.slice(0, -1).map((n) => n.what)).not.toContain('closed')
          expect(own.map((n) => n.id)).toEqual(own.map((n) => n.id).toSorted())
        }
      }),
    )
  })
})
