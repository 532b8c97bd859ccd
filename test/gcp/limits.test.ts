import { expect, test } from 'vitest'
import { answerDeadline, requestTimeout } from '../../gcp/limits.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { endingWithin } from '../../runtime/post-sweep.ts'

test.for([
  [undefined, 300_000],
  ['', 300_000],
  ['nonsense', 300_000],
  ['0', 300_000],
  ['-1', 300_000],
  ['1', 1_000],
  ['60', 60_000],
] as const)('a request may take %s: %d ms', ([seconds, ms]) => {
  expect(requestTimeout({ CLOUD_RUN_TIMEOUT_SECONDS: seconds })).toBe(ms)
})

test.for([
  [300_000, 240_000, 295_000],
  [120_000, 75_000, 115_000],
  [8_000, 4_000, 4_000],
  [12_000, 6_000, 7_000],
] as const)('within %d ms: a sweep of %d, an answer after %d', ([timeout, sweep, answer]) => {
  expect(endingWithin(checkedConfig('{}', 'perimeter.yaml', {}), timeout).limits.sweep).toBe(sweep)
  expect(answerDeadline(timeout)).toBe(answer)
})
