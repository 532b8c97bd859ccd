import { EMPTY_BOOK } from '../address/book.ts'
import { classify } from '../address/classify.ts'
import type { Incident } from '../model/incident.ts'
import { longestUsual } from './gap.ts'
import type { AlertState } from './state.ts'

/** Another vantage of the same store, as its last commit left it. */
export interface Peer {
  readonly vantage: string
  readonly state: AlertState
  /** Its open incidents. */
  readonly open: readonly Incident[]
}

/** A peer that had the cause in its last sweep, or that has an open incident of it. */
export interface Companion {
  readonly vantage: string
  /** Whether its last sweep saw it. */
  readonly now: boolean
  /** End of the sweep that saw it first there. */
  readonly since: string
  /** Names of its receivers. */
  readonly channels: readonly string[]
  /** The incident that it has for it; null: too early there. */
  readonly incident: Incident | null
}

/** Before the distance of sweeps is known, in ms. */
const AT_FIRST = 900_000

/**
 * The peers whose last sweep is of about the same time as one that ended at `at`. One that fell silent says nothing of
 * now, and neither does a peer of today of a report that waited in the spool since yesterday.
 */
export function peersAt(peers: readonly Peer[], at: string): readonly Peer[] {
  return peers.filter(({ state }) => {
    const apart = Math.abs(Date.parse(at) - Date.parse(state.finishedAt))
    return apart <= (longestUsual(state) ?? AT_FIRST)
  })
}

/** The incidents whose messages somebody goes on with; peers that fell silent are among them. */
export function threadsOf(peers: readonly Peer[]): ReadonlySet<string> {
  return new Set(
    peers.flatMap(({ state, open }) => [
      ...open.flatMap(threadsLedBy),
      ...(state.owed ?? []).map(({ thread }) => thread),
    ]),
  )
}

/** The incidents whose messages one leads: its own, and those that it took over. */
export function threadsLedBy({ id, told }: Incident): readonly string[] {
  return [id, ...told.flatMap(({ via, speaks }) => (speaks && via !== undefined ? [via] : []))]
}

/** The peers that have the same cause. */
export function companionsOf(incident: Incident, peers: readonly Peer[]): readonly Companion[] {
  return peers.flatMap(({ vantage, state, open }) => {
    const seen = Object.entries(state.causes).find(([key, { targets }]) =>
      isSame(incident, { ...subjectOf(key), targets }),
    )
    const held = open.find((other) => isSame(incident, other)) ?? null
    const since = seen?.[1].since ?? held?.openedAt
    if (since === undefined) return []
    const channels = state.channels ?? []
    return [{ vantage, now: seen !== undefined, since, channels, incident: held }]
  })
}

/** A key is `CODE SUBJECT`, and a code has no space. */
function subjectOf(key: string): Pick<Incident, 'code' | 'subject'> {
  const space = key.indexOf(' ')
  return { code: key.slice(0, space), subject: key.slice(space + 1) }
}

type Subject = Pick<Incident, 'code' | 'subject'> & { readonly targets: readonly string[] }

/**
 * Two vantages have one cause when code, subject and at least one target are the same: two networks may use one private
 * address for different things. Public addresses of one target rotate.
 */
function isSame(one: Subject, other: Subject): boolean {
  if (one.code !== other.code) return false
  if (!other.targets.some((target) => one.targets.includes(target))) return false
  return one.subject === other.subject || (isPublic(one.subject) && isPublic(other.subject))
}

function isPublic(subject: string): boolean {
  return classify(subject, EMPTY_BOOK).kind === 'public'
}
