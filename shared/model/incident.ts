import { z } from 'zod'
import { SEVERITIES } from './finding.ts'

const time = z.iso.datetime()

/** What an entry of an incident's log can be about. */
export const INCIDENT_EVENTS = [
  'seen', // the cause was seen, and it was too early to open
  'opened',
  'grew', // targets joined
  'shrank', // targets left: they recovered, moved or were removed
  'changed', // severity, text or cause changed, or a new cause is being watched
  'queued', // a message for a receiver is in the outbox
  'notified', // a channel got it; in logs before `queued` existed: it was queued
  'not-delivered', // an attempt failed, for a reason that is new; it is tried again
  'given-up', // a message will not be delivered, and why
  'suppressed', // a receiver was not notified, and why
  'reminded',
  'flapping',
  'acknowledged',
  'silenced', // nobody is notified of it for a while, or again
  'gap', // the probe was silent for a while
  'closed',
] as const
export type IncidentEvent = (typeof INCIDENT_EVENTS)[number]

export const incidentLogEntry = z.strictObject({
  at: time.describe('End of the sweep that brought it; of an acknowledgement, its own time'),
  report: z.string().nullable().describe('Id of the report that brought it'),
  what: z.enum(INCIDENT_EVENTS),
  reason: z.string().describe('One sentence'),
})
export type IncidentLogEntry = z.infer<typeof incidentLogEntry>

/** One thing that differs between two reports. */
const changedPart = z.strictObject({
  what: z.string().describe('The answer of 10.0.0.4 for db.contoso.com'),
  before: z.array(z.string()).describe('Empty: there was none'),
  after: z.array(z.string()),
  in: z
    .string()
    .exactOptional()
    .describe('What holds it, where it is an object of the configuration of the network: nsg-app'),
})
export type ChangedPart = z.infer<typeof changedPart>

/** What differs between the last report before a cause and the first that has it, for its targets. */
export const changed = z.strictObject({
  from: time.describe('Start of the last sweep without the cause'),
  to: time.describe('Start of the first sweep with it'),
  lines: z
    .array(z.string())
    .describe('Empty: nothing that the probe sees, so a rule, a route or the service itself'),
  parts: z
    .array(changedPart)
    .default([])
    .describe('The same, side by side; empty where an older release kept the lines alone'),
})
export type Changed = z.infer<typeof changed>

/** How the last message for a receiver stands. Without `state`: it was queued before deliveries were recorded. */
const lastMessage = z.strictObject({
  channel: z.string(),
  at: time.describe('End of the sweep that queued the last message'),
  notification: z
    .string()
    .optional()
    .describe('Id of the last message, or of its part of a bundle'),
  state: z.enum(['queued', 'delivered', 'given-up']).optional(),
  deliveredAt: time.optional().describe('Last time that it got a message of this incident'),
  error: z.string().optional().describe('Why the last attempt failed, without any secret'),
  via: z
    .string()
    .optional()
    .describe('The incident of another vantage whose messages are for this one, too'),
  speaks: z
    .literal(true)
    .optional()
    .describe('That one ended while this goes on: the rest of its messages is told here'),
  severity: z
    .enum(SEVERITIES)
    .optional()
    .describe('What the receiver knows: the last that it was notified of'),
  capabilities: z
    .array(z.string())
    .optional()
    .describe('What the receiver knows: those that its messages named'),
})
export type LastMessage = z.infer<typeof lastMessage>

/**
 * The life of one cause (a finding code and its subject) at one vantage, whatever number of targets it hits. What
 * an incident says of names and servers is as they chose it: every view makes it visible and escapes it.
 */
export const incident = z.strictObject({
  id: z.string().describe('Sorts by time; safe in a URL and as a key'),
  vantage: z.string(),
  code: z.string().describe('Code of the finding'),
  subject: z.string().describe('What is at fault: a resolver, a proxy, a name, an address'),
  severity: z.enum(SEVERITIES).describe('The most severe that it had'),
  state: z.enum(['open', 'closed']),
  targets: z
    .array(z.string())
    .describe('Ids of the targets that it hits; of a closed one, that it hit when it last had any'),
  capabilities: z.array(z.string()).describe('Ids of the capabilities that do not work for it'),
  summary: z.string(),
  cause: z.string(),
  fix: z.string(),
  docs: z.string(),
  vantages: z
    .array(z.string())
    .default([])
    .describe('Those that had the cause when a message said so; empty: its own alone'),
  into: z
    .string()
    .nullable()
    .default(null)
    .describe('Closed, as its targets went on in this incident; null: it is open, or over'),
  changed: changed
    .nullable()
    .default(null)
    .describe(
      'null: there is no report from before it, or it came with a date or from the probe itself',
    ),
  openedAt: time,
  updatedAt: time,
  closedAt: time.nullable(),
  sweeps: z.number().int().positive().describe('Sweeps from its opening to now, both included'),
  flapping: z.boolean().describe('It came and went so often that it is held open'),
  acknowledgedAt: time.nullable(),
  silencedUntil: time
    .nullable()
    .default(null)
    .describe('Nobody is notified of it before, but of its end; null: it is not silenced'),
  told: z
    .array(lastMessage)
    .describe('The receivers that a message was queued for, and what became of the last one'),
  announced: z
    .array(z.string())
    .describe('Capabilities that were named in a notification: each is reported as broken once'),
  log: z.array(incidentLogEntry).describe('Everything that happened to it, oldest first'),
})
export type Incident = z.infer<typeof incident>

/** When its cause was seen first, which is before it opened where it takes several sweeps to open. */
export function beganAt({ log, openedAt }: Pick<Incident, 'log' | 'openedAt'>): string {
  return log.find(({ what }) => what === 'seen')?.at ?? openedAt
}

/** Whether somebody silenced this very incident for a time. */
export function isSilenced({ silencedUntil }: Incident, at: string): boolean {
  return silencedUntil !== null && Date.parse(at) < Date.parse(silencedUntil)
}
