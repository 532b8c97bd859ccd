import { z } from 'zod'
import { SEVERITIES } from './finding.ts'
import { incident } from './incident.ts'

const time = z.iso.datetime()

/** What a notification can say. */
export const NOTICES = [
  'opened',
  'worsened', // more severe than before, or one more capability does not work
  'reminded',
  'flapping', // opened once too often: held open from now on
  'closed',
  'silent', // the probe reported nothing for a while
  'test',
] as const
export type Notice = (typeof NOTICES)[number]

/** A message that no service has shaped yet. */
export const message = z.strictObject({
  title: z.string(),
  text: z.string().describe('Plain text, a few lines'),
  severity: z.enum(SEVERITIES),
  incident: incident.omit({ log: true }).nullable().describe('As it was; without its log'),
  links: z.array(z.strictObject({ text: z.string(), href: z.url() })),
})
export type Message = z.infer<typeof message>

export const notification = z.strictObject({
  id: z.string().describe('Idempotency key: the same event for the same channel has the same id'),
  vantage: z.string(),
  incident: z.string().nullable(),
  bundled: z
    .array(z.strictObject({ incident: z.string(), notification: z.string() }))
    .optional()
    .describe('Of a bundle: the notifications that it replaces'),
  thread: z
    .string()
    .optional()
    .describe('The incident whose messages this one continues, where that is not its own'),
  channel: z.string().describe('Name of an entry of alerts.notify; URL and key stay in there'),
  what: z.enum(NOTICES),
  createdAt: time,
  payload: message,
})
export type Notification = z.infer<typeof notification>

/** A notification on its way. */
export const outboxEntry = z.strictObject({
  notification,
  attempts: z.number().int().nonnegative(),
  nextAt: time.describe('Not to be tried again before'),
  lastError: z.string().nullable().describe('Without any secret'),
  state: z.enum(['due', 'delivered', 'dead']),
})
export type OutboxEntry = z.infer<typeof outboxEntry>
