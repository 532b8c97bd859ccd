import { expect, test } from 'vitest'
import { dueAt } from '../../gcp/due.ts'

const time = '2026-01-02T03:05:00Z'
const from = { 'x-cloudscheduler': 'true' }

test.for([
  ['the Scheduler', { ...from, 'x-cloudscheduler-scheduletime': time }, Date.parse(time)],
  [
    'with an offset',
    { ...from, 'x-cloudscheduler-scheduletime': '2026-01-02T12:05:00+09:00' },
    Date.parse(time),
  ],
  ['without a time', from, null],
  ['with no time', { ...from, 'x-cloudscheduler-scheduletime': 'soon' }, null],
  [
    'somebody who is not quite it',
    { 'x-cloudscheduler': 'false', 'x-cloudscheduler-scheduletime': time },
    null,
  ],
  ['somebody else', { 'x-cloudscheduler-scheduletime': time }, null],
] as const)('%s', ([, headers, due]) => {
  const request = new Request('https://probe/api/sweep', { method: 'POST', headers })
  expect(dueAt(request)?.getTime() ?? null).toBe(due)
})
