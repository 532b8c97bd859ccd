import { z } from 'zod'
import type { Complaint } from '../document/problem.ts'
import { checkedText, complain, nonEmpty, textOrList } from '../document/text.ts'
import { WEEKDAYS } from '../model/weekday.ts'

const instant = checkedText(pointComplaint)

function pointComplaint(text: string): Complaint | null {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return null
  const remedy = 'Write date, time and offset: 2026-11-22T22:00:00+09:00, or Z for UTC'
  return { message: 'is not a valid point in time', remedy }
}

function timeComplaint(text: string): Complaint | null {
  if (TIME_OF_DAY.test(text)) return null
  return {
    message: 'is not a valid time of day',
    remedy: 'Write hours and minutes, in quotes: "22:00"',
  }
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/

const timezone = checkedText((text) =>
  isTimezone(text)
    ? null
    : {
        message: 'is not a valid time zone',
        remedy: 'Write an IANA name: Asia/Tokyo, Europe/Berlin, UTC',
      },
)

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const targets = textOrList
  .exactOptional()
  .describe('Ids of targets, * for any run of characters; default: all')

/** A time in which incidents are kept and nobody is notified: weekly when it has days, else once. */
export const maintenanceWindow = z
  .strictObject({
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .exactOptional()
      .describe('Weekly, on the days on which it starts: [sat, sun]; default: once'),
    from: nonEmpty.describe('Start: 2026-11-22T22:00:00+09:00; of a weekly one "22:00"'),
    to: nonEmpty.describe('End, likewise; of a weekly one before the start: on the next day'),
    timezone: timezone
      .exactOptional()
      .describe('Of a weekly one: IANA name, Asia/Tokyo; default: UTC'),
    targets,
    reason: nonEmpty.exactOptional().describe('Why; appears in the log of incidents'),
  })
  .superRefine((given, ctx) => {
    const { from, to, days, timezone: zone } = given
    const complaint = days === undefined ? pointComplaint : timeComplaint
    const wrong = (['from', 'to'] as const).filter((key) => complaint(given[key]) !== null)
    for (const key of wrong) complain(ctx, complaint(given[key]), [key])
    if (wrong.length > 0) return
    if (days === undefined && zone !== undefined) {
      const remedy = 'Write the offset into from and to, or add days: [sat, sun]'
      complain(ctx, { message: 'is for weekly windows only', remedy }, ['timezone'])
    }
    if (days !== undefined ? from !== to : Date.parse(from) < Date.parse(to)) return
    complain(ctx, { message: 'is not after from', remedy: 'Write a later end' }, ['to'])
  })

/** What nobody must be notified of, whatever the time. */
export const silence = z.strictObject({
  code: nonEmpty.exactOptional().describe('Code of the finding: tls-expires-soon; default: any'),
  subject: nonEmpty.exactOptional().describe('What is at fault, with *; default: any'),
  targets,
  until: instant.exactOptional().describe('End; default: for good'),
  reason: nonEmpty.describe('Why; appears in the log of incidents'),
})
