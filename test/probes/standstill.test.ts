import { expect, test } from 'vitest'
import { Standstill } from '../../probes/standstill.ts'

test.for([
  { name: 'a process that is looked at in time', steps: [400, 500, 900], since: 0, stood: false },
  { name: 'a busy one', steps: [2400], since: 0, stood: false },
  { name: 'one that was paused', steps: [500, 8000, 8500], since: 400, stood: true },
  { name: 'one that was paused before', steps: [8000, 8500, 9000], since: 8600, stood: false },
])('$name', ({ steps, since, stood }) => {
  let now = 0
  const standstill = new Standstill(() => now)
  for (const step of steps) {
    now = step
    standstill.since(now + 1)
  }
  expect(standstill.since(since)).toBe(stood)
  standstill.stop()
})
