import { expect, test } from 'vitest'
import type { AlertPolicy } from '../../../shared/alerts/policy.ts'
import { runOf, type Sweep, said, time } from './sweeps.ts'

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
