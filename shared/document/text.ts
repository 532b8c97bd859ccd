import { z } from 'zod'
import { isCidr } from '../address/cidr.ts'
import type { Complaint } from './problem.ts'

/** A text that a function of ours judges; its complaint becomes the problem's message and remedy. */
export function checkedText(check: (text: string) => Complaint | null): z.ZodString {
  return z.string().superRefine((text, ctx) => complain(ctx, check(text)))
}

/** Reports a complaint, if there is one, at a path below the value under check. */
export function complain(
  ctx: z.core.$RefinementCtx,
  complaint: Complaint | null,
  path: PropertyKey[] = [],
): void {
  if (complaint === null) return
  const { message, remedy, secret } = complaint
  ctx.addIssue({ code: 'custom', path, message, params: { remedy, secret: secret === true } })
}

/** A text of one or more characters. */
export const nonEmpty = z.string().min(1)

/** Either one text or a list of them; always a list afterwards. */
export const textOrList = z
  .union([nonEmpty, z.array(nonEmpty)])
  .transform((given) => (typeof given === 'string' ? [given] : given))

/** An address prefix; an address alone is a prefix of one. */
export const cidr = checkedText((text) =>
  isCidr(text)
    ? null
    : {
        message: 'is not a valid address prefix (CIDR)',
        remedy: 'Write it as 10.0.0.0/8 or fd00::/8; an address alone is a prefix of one address',
      },
)

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const DURATION = /^(\d+)(ms|s|m|h|d)$/
/** The longest time that a timer of the platform can hold (2^31 - 1 ms, 24.8 days). */
const LONGEST = 2_147_483_647

/** A duration as text in the file, milliseconds in the program: `200ms`, `5s`, `4m`, `1h`, `2d`. */
export const duration = durationText(durationComplaint)

/** The same, where `0s` means none at all. */
export const durationOrNone = durationText((text) =>
  text === '0s' ? null : durationComplaint(text),
)

const DAY = UNITS.d
/** Two years: what a store keeps has a bound. */
const MOST_DAYS = 730

/** A time of whole days as text in the file, milliseconds in the program: `31d`, from `1d` to `730d`. */
export const days = durationText((text) => {
  const ms = /^\d+d$/.test(text) ? milliseconds(text) : 0
  if (ms >= DAY && ms <= MOST_DAYS * DAY) return null
  return {
    message: 'is not a number of days that is kept',
    remedy: `Write whole days, from 1d to ${MOST_DAYS}d`,
  }
})

/** A duration of a day at most. */
export const upToADay = durationText((text) => {
  const complaint = durationComplaint(text)
  if (complaint !== null || milliseconds(text) <= DAY) return complaint
  return { message: 'is longer than a day', remedy: 'Write 1d or less' }
})

function durationText(complaint: (text: string) => Complaint | null) {
  return z.codec(checkedText(complaint), z.number(), {
    decode: milliseconds,
    encode: (ms) => `${ms}ms`,
  })
}

function milliseconds(text: string): number {
  const [, digits, unit] = DURATION.exec(text) ?? []
  return Number(digits) * UNITS[unit as keyof typeof UNITS]
}

function durationComplaint(text: string): Complaint | null {
  const remedy = 'Write digits and a unit: 200ms, 5s, 4m, 1h or 2d'
  if (!DURATION.test(text)) return { message: 'is not a valid duration', remedy }
  const ms = milliseconds(text)
  if (ms === 0) return { message: 'is not longer than zero', remedy: 'Write a duration above zero' }
  return ms > LONGEST ? { message: 'is longer than 24 days', remedy: 'Write less' } : null
}
