import { parseIp } from '../address/ip.ts'
import { CATALOGS } from '../catalog/builtin.ts'
import { findBySymptom } from '../catalog/symptom.ts'
import { type PastedAnswer, pastedAnswer } from './dns-answer.ts'
import { failingPeers } from './failing-peers.ts'
import { withHealing } from './healing.ts'
import { issuerIn } from './issuer.ts'
import { type Match, matchesIn } from './matches.ts'
import { isHealthy, MEANINGS, type MeaningName } from './meanings/table.ts'
import type { Peer } from './peer.ts'
import { peersIn } from './peers.ts'
import { plainText } from './plain-text.ts'
import { isOfTunnel } from './signs/vpn.ts'

/** One thing that a text says went wrong, and with whom. */
export interface Said {
  readonly shows: MeaningName
  /** Which program's words these are, and the page that has them. */
  readonly family: string
  readonly source: string
  readonly weight: number
  /** The peers that failed so, the innermost of each place first. */
  readonly peers: readonly Peer[]
  /** What is wrong really, where the words say something else. */
  readonly misleads: string | null
  /** The port that these words are of, whatever host they name. */
  readonly port: number | null
  /** The words by which it was over at the end of the text; null where it stands. */
  readonly healed: string | null
}

/** The words of a system that names no step of a connection. */
export interface SystemWords {
  readonly weight: number
  readonly family: string
  readonly source: string
  readonly where: readonly string[]
  readonly misleads: string | null
  readonly lookFor: string | null
  /** The port of the service that such a program calls. */
  readonly port: number | null
}

/** What appears in a text. */
export interface Reading {
  /** The most decisive first; of two alike the later, which is the innermost. */
  readonly says: readonly Said[]
  readonly systems: readonly SystemWords[]
  /** Capabilities of which a catalog quotes the words. */
  readonly quoted: readonly string[]
  /** Every host and address, in the order of the text. */
  readonly peers: readonly Peer[]
  /** Who signed the certificate, where the text says so. */
  readonly issuer: string | null
  /** Whether it is of a tunnel by datagrams. */
  readonly isOfTunnel: boolean
}

/** Reads a text for error words and the peers that they are about. Pure; its time grows with the text. */
export function readText(text: string): Reading {
  const plain = plainText(text)
  const peers = peersIn(plain)
  const matches = matchesIn(plain, peers)
  const steps = matches.filter((match) => match.sign.shows !== null)
  const answer = pastedAnswer(plain)
  const failed = steps.map((match) => said(match, steps, peers, plain))
  const says = [...withHealing(failed, plain, peers, text), ...fromAnswer(answer, peers)]
  const told = ranked(withoutLessTold(merged(says)))
  return {
    says: told.map((one) => withName(one, told, peers)),
    systems: matches
      .filter((match) => match.sign.where !== undefined || match.sign.shows === null)
      .map(systemWords),
    quoted: quotedIn(plain),
    peers,
    issuer: issuerIn(plain),
    isOfTunnel: isOfTunnel(plain),
  }
}

/** A message is short; a whole log is read by signs and hosts. */
const LONGEST_MESSAGE = 8_000

function quotedIn(text: string): readonly string[] {
  if (text.length > LONGEST_MESSAGE) return []
  return findBySymptom(text, CATALOGS).map(
    ({ catalog, capability }) => `${catalog.name}/${capability.id}`,
  )
}

function said(
  match: Match,
  all: readonly Match[],
  peers: readonly Peer[],
  text: string,
): Said & { at: number } {
  const shows = match.sign.shows ?? 'any timeout'
  return {
    shows,
    family: match.family,
    source: match.source,
    weight: match.weight,
    peers: withServer(
      failingPeers(match, all, peers, text, MEANINGS[shows].layer),
      shows,
      peers,
      text,
    ),
    misleads: match.sign.misleads ?? null,
    port: match.sign.port ?? null,
    healed: null,
    at: match.from,
  }
}

const DIG = /->>HEADER<<-/g

/** One answer as dig prints it names the server that gave it, below all else. */
function withServer(
  failing: readonly Peer[],
  shows: MeaningName,
  peers: readonly Peer[],
  text: string,
): readonly Peer[] {
  const isOneAnswer = MEANINGS[shows].layer === 'dns' && text.match(DIG)?.length === 1
  const server = peers.find((peer) => peer.role === 'resolver' && isAddress(peer))
  return !isOneAnswer || server === undefined ? failing : distinct([...failing, server])
}

function systemWords({ sign, family, source, weight }: Match): SystemWords {
  return {
    weight,
    family,
    source,
    where: sign.where ?? [],
    misleads: sign.shows === null ? (sign.misleads ?? null) : null,
    lookFor: sign.lookFor ?? null,
    port: sign.port ?? null,
  }
}

function fromAnswer(
  answer: PastedAnswer | null,
  peers: readonly Peer[],
): readonly (Said & { at: number })[] {
  if (answer === null || answer.shows === null) return []
  const known = peers.find((peer) => peer.host === answer.name)
  const asked: Peer = known ?? {
    host: answer.name,
    port: null,
    scheme: null,
    role: 'target',
    at: 0,
  }
  const { weight } = MEANINGS[answer.shows]
  const server = peers.find((peer) => peer.role === 'resolver' && isAddress(peer))
  const source = 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns'
  return [
    {
      shows: answer.shows,
      family: 'DNS',
      source,
      weight,
      peers: server === undefined ? [asked] : [asked, server],
      misleads: null,
      port: null,
      healed: null,
      // Records and aliases tell more than the rcode above them.
      at: Number.MAX_SAFE_INTEGER,
    },
  ]
}

/** The same thing said several times, of several peers, is one; what was over in the end is another. */
function merged(says: readonly (Said & { at: number })[]): readonly (Said & { at: number })[] {
  const groups = Map.groupBy(says, ({ shows, healed }) => `${shows} ${healed !== null}`)
  return [...groups.values()].map((group) => {
    const [best] = group.toSorted(
      (a, b) => b.weight - a.weight || Number(b.misleads !== null) - Number(a.misleads !== null),
    )
    const peers = distinct(group.flatMap(({ peers: own }) => own))
    const port = group.find((one) => one.port !== null)?.port ?? null
    return {
      ...(best as Said & { at: number }),
      port,
      peers,
      at: Math.max(...group.map(({ at }) => at)),
    }
  })
}

/**
 * An address alone is not what people check: where the text has but one name, the address is taken for its own, if the
 * name led to any.
 */
function withName(one: Said, says: readonly Said[], peers: readonly Peer[]): Said {
  const unresolved = new Set(
    says
      .filter(({ shows }) => MEANINGS[shows].layer === 'dns' && shows !== 'name private')
      .flatMap((other) => other.peers.map(({ host }) => host)),
  )
  const names = [
    ...new Set(
      peers.filter((peer) => peer.role === 'target' && !isAddress(peer)).map(({ host }) => host),
    ),
  ].filter((host) => !unresolved.has(host))
  const isNamed = one.peers.length === 0 || one.peers.some((peer) => !isAddress(peer))
  const only = names.length === 1 ? peers.find(({ host }) => host === names[0]) : undefined
  return isNamed || only === undefined ? one : { ...one, peers: [...one.peers, only] }
}

function distinct(peers: readonly Peer[]): readonly Peer[] {
  return peers.filter(
    (peer, i) =>
      peers.findIndex((other) => other.host === peer.host && other.port === peer.port) === i,
  )
}

/** What a resolver answered, or that none did: where that is told of a name, the words that leave it open add nothing. */
const TOLD_OF_NAMES: ReadonlySet<MeaningName> = new Set([
  'no such name',
  'resolver gave up',
  'resolver failed',
  'resolver refused',
  'resolver silent',
  'resolver not reached',
  'no address',
])

function withoutLessTold<T extends Said>(says: readonly T[]): readonly T[] {
  const open = says.find(({ shows }) => shows === 'name not resolved')
  if (open === undefined) return says
  const told = says.filter(({ shows }) => TOLD_OF_NAMES.has(shows))
  const names = new Set(open.peers.map(({ host }) => host))
  const better = told.find(
    ({ peers }) =>
      peers.length === 0 || names.size === 0 || peers.some(({ host }) => names.has(host)),
  )
  if (better === undefined) return says
  return says
    .filter((one) => one !== open)
    .map((one) =>
      one !== better
        ? one
        : {
            ...one,
            weight: Math.max(one.weight, open.weight),
            peers: distinct([...one.peers, ...open.peers]),
          },
    )
}

function ranked(says: readonly (Said & { at: number })[]): readonly Said[] {
  const score = (one: Said) =>
    one.weight * 2 +
    (one.peers.length > 0 ? 1 : 0) -
    (isOfMissingFamily(one) ? 3 : 0) -
    (one.healed === null ? 0 : 8) -
    (isHealthy(one.shows) ? 10 : 0)
  return says
    .toSorted((a, b) => score(b) - score(a) || b.at - a.at)
    .map(({ at: _, ...rest }) => rest)
}

/** A network without IPv6 has no route for it, whatever else is wrong: an error of the IPv4 address tells more. */
function isOfMissingFamily({ shows, peers }: Said): boolean {
  const addresses = peers.filter(isAddress)
  return (
    shows === 'unreachable' &&
    addresses.length > 0 &&
    addresses.every(({ host }) => host.includes(':'))
  )
}

/** Whether a peer is an address. */
export function isAddress({ host }: Peer): boolean {
  return parseIp(host) !== null
}
