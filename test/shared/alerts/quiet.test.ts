import { describe, expect, test } from 'vitest'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { reasons, runOf, type Sweep, said, time } from './sweeps.ts'

const BOTH: Sweep = { a: 'fail proxy-unreachable p', b: 'fail proxy-unreachable p' }
const OPENED = 'chat: opened proxy-unreachable p'

function silence(...targets: readonly string[]): AlertPolicy['silences'][number] {
  return { code: null, subject: null, targets, until: null, reason: 'known' }
}

function window(...targets: readonly string[]): AlertPolicy['maintenance'][number] {
  return { from: time(0), to: time(60), targets, reason: null }
}

test.for<{ name: string; policy: Partial<AlertPolicy>; told: readonly string[] }>([
  { name: 'one target of two is silenced', policy: { silences: [silence('a')] }, told: [OPENED] },
  { name: 'each by a silence', policy: { silences: [silence('a'), silence('b')] }, told: [] },
  {
    name: 'one by each of two silences',
    policy: { silences: [silence('a'), silence('a')] },
    told: [OPENED],
  },
  { name: 'both by one silence', policy: { silences: [silence('a', 'b')] }, told: [] },
  {
    name: 'one target of two is in maintenance',
    policy: { maintenance: [window('a')] },
    told: [OPENED],
  },
  { name: 'each in maintenance', policy: { maintenance: [window('a'), window('b')] }, told: [] },
  {
    name: 'one silenced, the other in maintenance',
    policy: { silences: [silence('a')], maintenance: [window('b')] },
    told: [OPENED],
  },
])('an incident of two targets, $name', ({ policy, told }) => {
  expect(said(runOf([BOTH, BOTH, BOTH], policy))).toEqual(told)
})

describe('between the first good sweep and the end', () => {
  const GOOD: Sweep = { db: 'pass' }
  const DEAD: Sweep = { db: 'fail tcp-dropped 10.0.1.9' }
  const TOLD = 'chat: opened tcp-dropped 10.0.1.9'
  const maintenance = [{ from: time(0), to: time(12), targets: null, reason: null }]
  const WHY = 'all its targets were good when last checked'

  test.for<{ name: string; policy: Partial<AlertPolicy>; sweeps: Sweep[]; told: string[] }>([
    {
      name: 'what recovers as the maintenance ends is not told any more',
      policy: { maintenance },
      sweeps: [DEAD, DEAD, DEAD, GOOD, GOOD],
      told: [],
    },
    {
      name: 'what fails again is told',
      policy: { maintenance },
      sweeps: [DEAD, DEAD, DEAD, GOOD, DEAD],
      told: [TOLD],
    },
    {
      name: 'what recovers is no problem still',
      policy: { remindEvery: 600_000 },
      sweeps: [DEAD, DEAD, DEAD, GOOD, GOOD],
      told: [TOLD, 'chat: closed tcp-dropped 10.0.1.9'],
    },
  ])('$name', ({ policy, sweeps, told }) => {
    const run = runOf(sweeps, policy)
    expect(said(run)).toEqual(told)
    expect(reasons(run, 'suppressed').at(-1)).toContain(WHY)
  })
})
