import { expect, test } from 'vitest'
import { outcomeOf } from '../../../shared/notify/outcome.ts'
import { DELIVERY } from '../../../shared/notify/retry.ts'
import { entryOf, notice } from './notification.ts'

const RECEIVER = { kind: 'webhook', url: 'https://hooks.example/x', secret: null } as const

function outcome(status: number, attempts = 0, ageMs = 0) {
  const entry = { ...entryOf(notice('opened')), attempts }
  const now = new Date(Date.parse(entry.notification.createdAt) + ageMs)
  const answer = { status, headers: {}, body: '', failure: null }
  return outcomeOf(entry, answer, RECEIVER, now, () => 0).state
}

test.for([
  [200, 'delivered'],
  [204, 'delivered'],
  [299, 'delivered'],
  [199, 'due'],
  [300, 'due'],
  [400, 'dead'],
  [401, 'due'],
  [403, 'due'],
  [404, 'due'],
  [410, 'due'],
  [413, 'dead'],
  [422, 'dead'],
  [429, 'due'],
  [500, 'due'],
  [503, 'due'],
] as const)('status %i is %s', ([status, state]) => {
  expect(outcome(status)).toBe(state)
})

test.for([
  { attempts: 198, age: 0, state: 'due' },
  { attempts: 199, age: 0, state: 'dead' },
  { attempts: DELIVERY.attempts - 2, age: 0, state: 'due' },
  { attempts: DELIVERY.attempts - 1, age: 0, state: 'dead' },
  { attempts: 0, age: DELIVERY.age - 1, state: 'due' },
  { attempts: 0, age: DELIVERY.age, state: 'dead' },
])('after $attempts attempts and $age ms it is $state', ({ attempts, age, state }) => {
  expect(outcome(503, attempts, age)).toBe(state)
})
