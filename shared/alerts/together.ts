import type { Incident, LastMessage } from '../model/incident.ts'
import { plural } from '../view/text.ts'
import { andText, listText } from '../view/words.ts'
import { type Companion, type Peer, threadsOf } from './peers.ts'
import { type AlertState, own } from './state.ts'
import { moreSevere } from './sweep.ts'
import { alsoBreaks, type Wish } from './wish.ts'

/** What the vantages of one store, as far as they share a receiver, make of what one of them has to tell it. */
export type Together =
  /** Tell it, for all of these vantages; `thread` is the incident whose messages go on. */
  | {
      readonly do: 'send'
      readonly wish: Wish
      readonly vantages: readonly string[]
      readonly thread: string | null
      readonly speaks?: true
    }
  /** It was told by another vantage, and this one was named. */
  | {
      readonly do: 'join'
      readonly thread: string
      readonly told: LastMessage
      readonly why: string
    }
  | { readonly do: 'wait'; readonly why: string }
  /** Nothing, and the log needs no line: who speaks for all of them speaks of it. */
  | { readonly do: 'nothing' }

export interface Place {
  readonly vantage: string
  /** Already counts this sweep. */
  readonly state: AlertState
  /** Its own incidents after this sweep. */
  readonly mine: readonly Incident[]
  /** Fresh ones only. */
  readonly peers: readonly Peer[]
  /** Incidents whose messages go on, at whatever peer. */
  readonly threads: ReadonlySet<string>
  readonly agree: number
}

/**
 * Vantages that have one cause at the same time tell a receiver of it once. The one that had it first speaks, then
 * and at the end; another speaks where that one did not by its next sweep. Each writes only to its own incidents and
 * reads what the others committed, so that a crash or a second instance neither loses nor doubles a message.
 */
export function together(
  incident: Incident,
  channel: string,
  wish: Wish,
  companions: readonly Companion[],
  place: Place,
): Together {
  const told = incident.told.find((t) => t.channel === channel)
  const at = { incident, channel, wish, companions, place }
  if (told === undefined) return firstWord(at)
  const thread = told.via ?? null
  switch (wish.what) {
    case 'closed':
      return lastWord(at, thread)
    case 'worsened':
      return news(at, told)
    default:
      return thread !== null && isSpokenFor(thread, incident, place)
        ? { do: 'nothing' }
        : { do: 'send', wish, vantages: namesOf(at), thread }
  }
}

interface Case {
  readonly incident: Incident
  readonly channel: string
  readonly wish: Wish
  readonly companions: readonly Companion[]
  readonly place: Place
}

function lastWord({ incident, channel, wish, place }: Case, thread: string | null): Together {
  if (thread !== null && isSpokenFor(thread, incident, place)) return { do: 'nothing' }
  return hasFollowers(incident, channel, place)
    ? { do: 'wait', why: 'another vantage that it was told with still has it' }
    : { do: 'send', wish, vantages: incident.vantages, thread }
}

/** What gets worse is told once for all; the vantage that speaks goes first, where it may see the same. */
function news(at: Case, told: LastMessage): Together {
  const { incident, channel, wish, companions, place } = at
  const thread = told.via ?? incident.id
  const heard = [told, ...heardBy(thread, channel, place)]
  const known = heard.flatMap(({ capabilities = [] }) => capabilities)
  const severity = heard.map((t) => t.severity ?? 'info').reduce(moreSevere)
  const isNew =
    moreSevere(incident.severity, severity) !== severity ||
    incident.capabilities.some((id) => !known.includes(id))
  if (!isNew) {
    const now = { ...told, severity, capabilities: [...new Set(known)].sort() }
    return { do: 'join', thread, told: now, why: `it was, by incident ${thread}` }
  }
  const speaker = companions.find((c) => c.now && c.incident?.id === thread)?.vantage
  return speaker === undefined || waitedFor(speaker, at)
    ? { do: 'send', wish, vantages: namesOf(at), thread: told.via ?? null }
    : { do: 'wait', why: waitText(speaker) }
}

/** What the other vantages of a thread told a receiver. */
function heardBy(thread: string, channel: string, { peers }: Place): readonly LastMessage[] {
  return peers
    .flatMap(({ open }) => open)
    .flatMap(({ id, told }) => told.filter((t) => id === thread || t.via === thread))
    .filter((t) => t.channel === channel)
}

/** Whether incidents that joined the messages of one are still open. */
export function hasFollowers(incident: Incident, channel: string, { peers, mine }: Place): boolean {
  const led = threadLedBy(incident, channel)
  return [...mine, ...peers.flatMap(({ open }) => open)]
    .filter(({ state, id }) => state === 'open' && id !== incident.id)
    .some(({ told }) => told.some((t) => t.channel === channel && t.via === led))
}

/** Where an incident speaks to a receiver: its own messages, or those that it took over. */
export function threadLedBy({ id, told }: Incident, channel: string): string {
  const taken = told.find((t) => t.channel === channel && t.speaks)
  return taken?.via ?? id
}

/** Whether somebody else will tell the end. */
function isSpokenFor(thread: string, { id }: Incident, { peers, state }: Place): boolean {
  return threadsOf(peers).has(thread) || isOwedHere(thread, state, id)
}

/** Whether another incident of this vantage, closed by now, is to tell the end. */
export function isOwedHere(thread: string, { owed = [] }: AlertState, id: string): boolean {
  return owed.some((one) => one.thread === thread && one.incident !== id)
}

function firstWord(at: Case): Together {
  const { incident, channel, wish, companions, place } = at
  const vantages = namesOf(at)
  const sharing = companions.filter(({ channels }) => channels.includes(channel))
  for (const { incident: other } of sharing) {
    const told = other?.told.find((t) => t.channel === channel && t.state !== 'given-up')
    if (other != null && told !== undefined) return afterAnother(at, other, told)
  }
  if (vantages.length < place.agree) {
    const why = `"agree" asks for ${plural(place.agree, 'vantage')} with the cause at the same time: so far ${andText(vantages)}`
    return { do: 'wait', why }
  }
  const speaker = speakerBefore(incident, sharing, place)
  return speaker === null || waitedFor(speaker, at)
    ? { do: 'send', wish, vantages, thread: null }
    : { do: 'wait', why: waitText(speaker) }
}

function afterAnother(at: Case, other: Incident, told: LastMessage): Together {
  const { incident, place } = at
  const thread = told.via ?? other.id
  const named = other.vantages.includes(place.vantage)
  const known = told.capabilities ?? other.announced
  const more = incident.capabilities.filter((id) => !known.includes(id))
  if (named && more.length === 0) {
    return { do: 'join', thread, told, why: `it was, by incident ${thread}` }
  }
  const why = named
    ? `that it ${alsoBreaks(incident)} ${listText(more)}`
    : `that it is now also at ${place.vantage}`
  return { do: 'send', wish: { what: 'worsened', why }, vantages: namesOf(at), thread }
}

/**
 * The vantage that is to speak in place of this one; null: this one. The other can know of this one only when the cause
 * was seen here before.
 */
function speakerBefore(
  { code, subject }: Incident,
  sharing: readonly Companion[],
  { vantage, state }: Place,
): string | null {
  const mine = own(state.causes, `${code} ${subject}`)
  if (mine === undefined || mine.streak < 2) return null
  const rank = (since: string, name: string) => `${since} ${name}`
  const [first] = sharing
    .filter((c) => c.now && rank(c.since, c.vantage) < rank(mine.since, vantage))
    .sort((a, b) => (rank(a.since, a.vantage) < rank(b.since, b.vantage) ? -1 : 1))
  return first?.vantage ?? null
}

function waitText(speaker: string): string {
  return `${speaker}, which had it first, notifies for both`
}

/** A speaker gets one sweep: its own filters may keep it from speaking. */
function waitedFor(speaker: string, { incident, channel, wish }: Case): boolean {
  const reason = `${channel} was not notified ${wish.why}: ${waitText(speaker)}`
  return incident.log.some((entry) => entry.reason === reason)
}

function namesOf({ companions, place }: Case): readonly string[] {
  return [place.vantage, ...companions.filter((c) => c.now).map((c) => c.vantage)].sort()
}
