import { expect, test } from 'vitest'
import { parseSchedule, scheduleComplaint } from '../../../shared/config/schedule.ts'

test.for([
  ['0 */5 * * * *', true],
  ['0 */0 * * * *', false],
  ['*/59 * * * * *', true],
  ['*/60 * * * * *', false],
  ['0 * */23 * * *', true],
  ['0 0 */24 * * *', false],
  ['0 0 23 31 12 6', true],
  ['0 0 24 * * *', false],
  ['0 0 0 0 * *', false],
  ['0 0 0 32 * *', false],
  ['0 0 0 * 0 *', false],
  ['0 0 0 * 13 *', false],
  ['0 0 0 * * 7', false],
  ['0 0 0 * JAN-DEC SUN-SAT', true],
  ['0 5-5 * * * *', true],
  ['0 5-4 * * * *', false],
  ['0 1-2-3 * * * *', false],
  ['0 * * * *', false],
  ['0 0 0 29 2 *', true],
  ['0 0 0 30 2 *', false],
  ['0 0 0 31 4,6 *', false],
  ['0 0 0 31 4,5 *', true],
] as const)('%s is a schedule: %s', ([text, right]) => {
  expect(scheduleComplaint(text) === null, JSON.stringify(scheduleComplaint(text))).toBe(right)
})

test.for([
  ['20/20 * * * * *', [20, 40]],
  ['20/1 * * * * *', [20]],
  ['*/25 * * * * *', [0, 25, 50]],
  ['10-20/5 * * * * *', [10, 15, 20]],
  ['59,0 * * * * *', [59, 0]],
] as const)('the seconds of %s are %j', ([text, seconds]) => {
  expect([...(parseSchedule(text)?.[0] ?? [])]).toEqual(seconds)
})
