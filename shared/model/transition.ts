import { z } from 'zod'
import { verdict } from './finding.ts'

/** A change of one target's verdict from one scheduled sweep to the next. */
export const transition = z.strictObject({
  id: z.string(),
  vantage: z.string(),
  target: z.string(),
  from: verdict.nullable().describe('null: the target is new'),
  to: verdict,
  at: z.iso.datetime(),
  report: z.string(),
  reason: z.string().describe('What was found, and the outcome: notified or not, and why'),
})
export type Transition = z.infer<typeof transition>
