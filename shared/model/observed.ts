import { z } from 'zod'
import { failure } from '../failure/failure.ts'

/** Milliseconds since the sweep began, on the monotonic clock. */
export const ms = z.number().nonnegative()

/** What every observation carries. It says what was seen and never what that means. */
export const common = {
  peer: z
    .enum(['target', 'proxy'])
    .describe('Whom the step dealt with: the target itself, or the proxy on the way to it'),
  attempt: z
    .number()
    .int()
    .positive()
    .describe('1 for the first attempt; both attempts stay in the evidence'),
  t0: ms.describe('Start, in ms from the start of the sweep, monotonic clock'),
  t: ms.describe('End, likewise'),
  failure: failure.nullable().describe('null when the step did what it set out to do'),
}
