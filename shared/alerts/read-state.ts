import { z } from 'zod'
import { VERDICTS } from '../model/finding.ts'
import type { AlertState } from './state.ts'

const count = z.int().nonnegative()
const time = z.iso.datetime()

/** Names come from outside, and `__proto__` may be among them: z.record would pass over its value. */
function byName(value: z.ZodType) {
  return z.custom<Record<string, unknown>>(
    (given) =>
      z.looseObject({}).safeParse(given).success &&
      Object.values(given as object).every((one) => value.safeParse(one).success),
  )
}

const targetState = z.looseObject({
  verdict: z.enum(VERDICTS),
  bad: count,
  good: count,
  badAt: time.nullable(),
  seenIn: z.string().optional(),
  badSince: z.looseObject({ report: z.string(), before: z.string().optional() }).optional(),
})

const causeState = z.looseObject({
  streak: count,
  since: time,
  report: z.string(),
  before: z.string().optional(),
  targets: z.array(z.string()),
})

/** As `AlertState` says; what an older version did not keep is optional, and what a newer one adds does no harm. */
const alertState = z.looseObject({
  schema: z.literal(1),
  report: z.string(),
  startedAt: time.or(z.literal('')),
  finishedAt: time.or(z.literal('')),
  intervals: z.array(z.number()),
  targets: byName(targetState),
  causes: byName(causeState),
  recoveries: byName(z.array(time)),
  channels: z.array(z.string()).optional(),
  owed: z.array(z.looseObject({ incident: z.string(), thread: z.string() })).optional(),
})

/**
 * What a store gave back of the state of alerts: it came through a disk or a network, and may be of a newer version. Null
 * where it is none, as before the first sweep.
 */
export function readState(value: unknown): AlertState | null {
  return alertState.safeParse(value).success ? (value as AlertState) : null
}
