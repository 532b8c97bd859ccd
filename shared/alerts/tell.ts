import type { Incident, LastMessage } from '../model/incident.ts'
import type { Notice, Notification } from '../model/notification.ts'
import { noted } from './log-entry.ts'
import { incidentMessage, type MessageContext } from './message.ts'
import { type Companion, companionsOf } from './peers.ts'
import type { ReceiverFilter } from './policy.ts'
import { own } from './state.ts'
import type { Sweep } from './sweep.ts'
import { isOwedHere, type Place, type Together, together } from './together.ts'
import { objection, type Telling, type Wish, wishOf } from './wish.ts'

export interface NotifyResult {
  readonly incident: Incident
  readonly notifications: readonly Notification[]
}

/**
 * Who is told what of one incident after a sweep; its log says so, and why another was not. A channel that could
 * not be told of the opening (maintenance, a silence, its own filter, another vantage that must agree) is told as soon
 * as that no longer holds, if the incident is still open. A solution is told to whoever knows of the incident,
 * whatever the hour.
 */
export function tell(
  incident: Incident,
  before: Incident | undefined,
  telling: Telling,
  place: Place,
): NotifyResult {
  const scene = { telling, place, companions: companionsOf(incident, place.peers) }
  const orphans =
    incident.state === 'open' ? incident.told.filter((t) => isOrphan(t, incident, place)) : []
  let now = { ...incident, told: incident.told.filter((t) => !orphans.includes(t)) }
  const notifications: Notification[] = []
  for (const channel of telling.policy.channels) {
    const wish = wishOf(now, before, channel, telling)
    if (wish === null) continue
    const orphan = orphans.find((t) => t.channel === channel.name)
    const step = takenOver(stepFor(now, channel, wish, scene), orphan)
    if (step.do === 'wait' && orphan !== undefined) {
      now = withTold(now, orphan)
      continue
    }
    now = afterStep(now, channel.name, { step, wish }, telling.sweep)
    if (step.do === 'send') notifications.push(notificationOf(now, channel.name, step, telling))
  }
  return { incident: { ...now, announced: announcedBy(now) }, notifications }
}

/**
 * Who heard of it by an incident that ended while this one joined it may have heard of its end as well, and is to hear
 * that it goes on, with the same messages.
 */
function isOrphan(
  { via, speaks }: LastMessage,
  { id }: Incident,
  { threads, state }: Place,
): boolean {
  return via !== undefined && speaks !== true && !threads.has(via) && !isOwedHere(via, state, id)
}

function takenOver(step: Together, orphan: LastMessage | undefined): Together {
  if (step.do !== 'send' || step.thread !== null || orphan?.via === undefined) return step
  return { ...step, thread: orphan.via, speaks: true }
}

function stepFor(
  incident: Incident,
  channel: ReceiverFilter,
  wish: Wish,
  {
    telling,
    place,
    companions,
  }: { telling: Telling; place: Place; companions: readonly Companion[] },
): Together {
  const against =
    wish.what === 'closed'
      ? null
      : (objection(incident, wish, channel, telling) ?? recovering(incident, place))
  return against === null
    ? together(incident, channel.name, wish, companions, place)
    : { do: 'wait', why: against }
}

/** Between the first good sweep and the end a message would tell of a problem that the sweep does not see. */
function recovering({ targets }: Incident, { state }: Place): string | null {
  const isGood = targets.every((id) => (own(state.targets, id)?.good ?? 0) > 0)
  return isGood ? 'all its targets were good when last checked' : null
}

function afterStep(
  incident: Incident,
  channel: string,
  { step, wish }: { step: Together; wish: Wish },
  sweep: Sweep,
): Incident {
  if (step.do === 'nothing') return incident
  if (step.do === 'send') {
    const vantages = step.vantages.length > 1 ? [...step.vantages] : incident.vantages
    return markQueued({ ...incident, vantages }, channel, step, sweep)
  }
  const now = step.do === 'join' ? joined(incident, channel, step, sweep) : incident
  return suppressed(now, `${channel} was not notified ${wish.why}: ${step.why}`, sweep)
}

interface Sent {
  readonly wish: Wish
  readonly vantages: readonly string[]
  readonly thread: string | null
  readonly speaks?: true
}

/** One reason is logged once: what is not told in this sweep is not told in the next for the same reason. */
function suppressed(incident: Incident, reason: string, sweep: Sweep): Incident {
  const said = incident.log.some((e) => e.what === 'suppressed' && e.reason === reason)
  return said ? incident : noted(incident, sweep, 'suppressed', reason)
}

/** Queued is not delivered: the delivery notes what became of it. */
function markQueued(
  incident: Incident,
  channel: string,
  { wish, thread, speaks }: Sent,
  sweep: Sweep,
): Incident {
  const before = incident.told.find((t) => t.channel === channel)
  const { deliveredAt } = before ?? {}
  const entry: LastMessage = {
    channel,
    at: sweep.at,
    notification: notificationId(incident, wish.what, channel),
    state: 'queued',
    ...(deliveredAt !== undefined && { deliveredAt }),
    ...(thread !== null && { via: thread }),
    ...((speaks || before?.speaks) && { speaks: true as const }),
    ...knownAfter(incident, before),
  }
  const now = withTold(incident, entry)
  return noted(now, sweep, 'queued', `queued for ${channel}: ${wish.why}`)
}

/** What a receiver knows of an incident once it has the message. */
function knownAfter({ severity, capabilities, announced }: Incident, before?: LastMessage) {
  const named = before === undefined ? [] : (before.capabilities ?? announced)
  return { severity, capabilities: [...new Set([...named, ...capabilities])].sort() }
}

/** It knows of it by the messages of another vantage. */
function joined(
  incident: Incident,
  channel: string,
  { thread, told }: { thread: string; told: LastMessage },
  { at }: Sweep,
): Incident {
  const { severity, capabilities } = told
  const known = {
    ...(severity !== undefined && { severity }),
    ...(capabilities !== undefined && { capabilities }),
  }
  const before = incident.told.find((t) => t.channel === channel)
  return withTold(incident, { ...(before ?? { channel, at, via: thread }), ...known })
}

function withTold(incident: Incident, entry: LastMessage): Incident {
  const others = incident.told.filter((t) => t.channel !== entry.channel)
  return { ...incident, told: [...others, entry] }
}

function announcedBy({ announced, told }: Incident): string[] {
  return [...new Set([...announced, ...told.flatMap((t) => t.capabilities ?? [])])].sort()
}

/** Ids of one incident sort as they were made: the count of sweeps stands before the name of the event. */
function notificationId({ id, sweeps }: Incident, what: Notice, channel: string): string {
  return `${id}.${String(sweeps).padStart(6, '0')}.${what}.${channel}`
}

function notificationOf(
  incident: Incident,
  channel: string,
  { wish, vantages, thread }: Sent,
  { sweep, policy, now }: Telling,
): Notification {
  const unconfirmed = wish.what === 'closed' ? null : unconfirmedBy(sweep, incident)
  const context: MessageContext = {
    ...{ report: sweep.report, page: policy.page, why: wish.why, vantages },
    ...(unconfirmed !== null && { unconfirmed }),
  }
  return {
    id: notificationId(incident, wish.what, channel),
    vantage: incident.vantage,
    incident: incident.id,
    ...(thread !== null && { thread }),
    channel,
    what: wish.what,
    createdAt: now.toISOString(),
    payload: incidentMessage(incident, wish.what, context),
  }
}

/** Why a sweep says nothing of any target of an incident; null: it does of one. */
function unconfirmedBy({ standings }: Sweep, { targets }: Incident): string | null {
  const whys = targets.map((id) => {
    const standing = standings.get(id)
    return standing?.kind === 'unknown' ? standing.why : null
  })
  return whys.includes(null) ? null : [...new Set(whys)].join('; ')
}
