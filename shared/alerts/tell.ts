import type { Incident, Notice, Notification, Told } from '../model/incident.ts'
import { fitsAny } from '../target/glob.ts'
import { listText, spanText } from '../view/words.ts'
import { noted } from './log-entry.ts'
import { incidentMessage, type MessageContext } from './message.ts'
import type { AlertPolicy, ReceiverFilter } from './policy.ts'
import { quietReason } from './quiet.ts'
import type { Sweep } from './sweep.ts'

export interface Telling {
  readonly sweep: Sweep
  readonly policy: AlertPolicy
  readonly now: Date
}

export interface NotifyResult {
  readonly incident: Incident
  readonly notifications: readonly Notification[]
}

/**
 * Who is told what of one incident after a sweep; its log says so, and why another was not. A channel that could
 * not be told of the opening (maintenance, a silence, its own filter) is told as soon as that no longer holds, if
 * the incident is still open. A solution is told to whoever knows of the incident, whatever the hour.
 */
export function tell(
  incident: Incident,
  before: Incident | undefined,
  telling: Telling,
): NotifyResult {
  let now = incident
  const notifications: Notification[] = []
  for (const channel of telling.policy.channels) {
    const wish = wishOf(now, before, channel, telling)
    if (wish === null) continue
    const against = wish.what === 'closed' ? null : objection(now, wish, channel, telling)
    if (against !== null) {
      now = suppressed(
        now,
        `${channel.name} was not notified ${wish.why}: ${against}`,
        telling.sweep,
      )
      continue
    }
    now = markQueued(now, channel.name, wish, telling.sweep)
    notifications.push(notificationOf(now, channel.name, wish.what, telling))
  }
  return { incident: { ...now, announced: announcedBy(now) }, notifications }
}

interface Wish {
  readonly what: Notice
  /** What was (not) told: `that it opened`. */
  readonly why: string
}

function wishOf(
  incident: Incident,
  before: Incident | undefined,
  { name }: ReceiverFilter,
  telling: Telling,
): Wish | null {
  const told = incident.told.find((t) => t.channel === name)
  if (incident.state === 'closed') {
    return told === undefined ? null : { what: 'closed', why: 'that it closed' }
  }
  if (told === undefined) {
    return incident.flapping
      ? { what: 'flapping', why: 'that it comes and goes' }
      : { what: 'opened', why: 'that it opened' }
  }
  return worsening(incident, before) ?? reminder(told.at, telling)
}

/** While it is flapping, nothing is new. */
function worsening(incident: Incident, before: Incident | undefined): Wish | null {
  if (incident.flapping || before === undefined) return null
  if (incident.severity !== before.severity) {
    return { what: 'worsened', why: `that it is more severe: ${incident.severity}` }
  }
  const more = incident.capabilities.filter((id) => !incident.announced.includes(id))
  return more.length === 0
    ? null
    : { what: 'worsened', why: `that it also breaks ${listText(more)}` }
}

function reminder(toldAt: string, { sweep, policy }: Telling): Wish | null {
  const since = Date.parse(sweep.at) - Date.parse(toldAt)
  if (policy.remindEvery === null || since < policy.remindEvery) return null
  return { what: 'reminded', why: `again after ${spanText(policy.remindEvery)}` }
}

/** Why a channel must not be told, though there is something to tell. */
function objection(
  incident: Incident,
  wish: Wish,
  channel: ReceiverFilter,
  telling: Telling,
): string | null {
  if (!channel.on.includes(incident.severity)) {
    return `its "on" takes ${channel.on.join(', ')}, and this is ${incident.severity}`
  }
  const fits = (ids: readonly string[], globs: readonly string[] | null) =>
    globs === null || ids.some((id) => fitsAny(id, globs))
  if (!fits(incident.targets, channel.targets)) return 'its "targets" fit none of the targets'
  if (!fits(incident.capabilities, channel.capabilities)) {
    return 'its "capabilities" fit none that is hit'
  }
  if (wish.what === 'reminded' && incident.acknowledgedAt !== null) return 'it is acknowledged'
  return quietReason(incident, telling.sweep.at, telling.policy)
}

/** One reason is logged once: what is not told in this sweep is not told in the next for the same reason. */
function suppressed(incident: Incident, reason: string, sweep: Sweep): Incident {
  const said = incident.log.some((e) => e.what === 'suppressed' && e.reason === reason)
  return said ? incident : noted(incident, sweep, 'suppressed', reason)
}

/** Queued is not delivered: the delivery notes what became of it. */
function markQueued(incident: Incident, channel: string, wish: Wish, sweep: Sweep): Incident {
  const before = incident.told.find((t) => t.channel === channel)
  const others = incident.told.filter((t) => t.channel !== channel)
  const notification = notificationId(incident, wish.what, channel)
  const entry: Told = { channel, at: sweep.at, notification, state: 'queued' }
  const { deliveredAt } = before ?? {}
  const told = [...others, deliveredAt === undefined ? entry : { ...entry, deliveredAt }]
  return noted({ ...incident, told }, sweep, 'queued', `queued for ${channel}: ${wish.why}`)
}

function announcedBy(incident: Incident): string[] {
  if (incident.told.length === 0) return incident.announced
  return [...new Set([...incident.announced, ...incident.capabilities])].sort()
}

/** Ids of one incident sort as they were made: the count of sweeps stands before the name of the event. */
function notificationId({ id, sweeps }: Incident, what: Notice, channel: string): string {
  return `${id}.${String(sweeps).padStart(6, '0')}.${what}.${channel}`
}

function notificationOf(
  incident: Incident,
  channel: string,
  what: Notice,
  { sweep, policy, now }: Telling,
): Notification {
  const context: MessageContext = { report: sweep.report, page: policy.page }
  return {
    id: notificationId(incident, what, channel),
    vantage: incident.vantage,
    incident: incident.id,
    channel,
    what,
    createdAt: now.toISOString(),
    payload: incidentMessage(incident, what, context),
  }
}
