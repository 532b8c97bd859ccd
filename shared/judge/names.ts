import type { AddressBook } from '../address/book.ts'
import { type Classification, classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import type { Evidence } from '../model/evidence.ts'
import type { DnsAnswer } from '../model/facts.ts'
import type { ResolveObservation } from '../model/observation.ts'
import { hasAddress } from '../model/scheme.ts'
import type { Target } from '../model/target.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import { isStep, lastAttempts, type Seen } from './seen.ts'
import { list, serverName } from './text.ts'

/** What one DNS server said on the wire to one question. */
export interface WireAnswer {
  readonly seen: Seen<ResolveObservation>
  readonly server: string
  /** Whether it is a resolver of the system; the others were asked for comparison. */
  readonly system: boolean
  readonly facts: DnsAnswer | null
}

export interface NamedAddress {
  readonly address: string
  readonly about: Classification
}

/** All that is known of a target's name. */
export interface Names {
  /** What the application gets (getaddrinfo), or what the one server says that the target names; null when not asked. */
  readonly lookup: Seen<ResolveObservation> | null
  /** What the servers said of the name itself: A and AAAA. */
  readonly wire: readonly WireAnswer[]
  /** What they said to the question which zone a name lies in: the name itself, a private zone, the root. */
  readonly authority: readonly WireAnswer[]
  /** What they said of the names that the search list makes of it. */
  readonly searched: readonly WireAnswer[]
  /** What they said of other names of the same resource. */
  readonly companions: readonly WireAnswer[]
  /** Names of the alias chain that the hosts file has a line for, which no client asks it for. */
  readonly aliases: readonly Seen<ResolveObservation>[]
  /** The addresses the application got. */
  readonly application: readonly NamedAddress[]
  /**
   * The addresses that expectations are judged by: the IPv4 ones, unless only IPv6 exists. Azure private
   * endpoints are IPv4 only, so a public AAAA next to a private A is no leak.
   */
  readonly judged: readonly NamedAddress[]
  readonly onlyIpv6: boolean
  /**
   * Whether the answer matters: a proxy resolves the name itself, and a pinned address or an IP literal needs
   * none; then only an explicit expectation is judged.
   */
  readonly matters: boolean
}

export function namesOf(
  target: Target,
  seen: readonly Seen[],
  evidence: Evidence,
  book: AddressBook,
): Names {
  const questions = seen.filter((o) => isStep(o, 'resolve')).filter((o) => o.peer === 'target')
  const asked = lastAttempts(questions, questionKey)
  const { lookup, addresses: found } = answerFor(target, asked)
  const application = found
    .filter((address) => isOfFamily(address, target.family))
    .map((address) => named(address, book))
  const v4 = application.filter(({ address }) => parseIp(address)?.family === 4)
  const answers = asked.flatMap((o) => wireAnswer(o, evidence))
  const others = answers.filter((w) => w.seen.type !== 'SOA' && !isOfName(w, target.host))
  const { resolution, addresses, zone } = target.expect
  const expected = resolution !== 'any' || addresses !== undefined || zone !== undefined
  return {
    lookup,
    wire: answers.filter((w) => isOfName(w, target.host)),
    authority: answers.filter((w) => w.seen.type === 'SOA'),
    searched: others.filter((w) => w.seen.name.startsWith(`${target.host}.`)),
    companions: others.filter((w) => !w.seen.name.startsWith(`${target.host}.`)),
    aliases: asked.filter((o) => o.engine === 'getaddrinfo' && o.name !== target.host),
    application,
    judged: v4.length > 0 ? v4 : application,
    onlyIpv6: application.length > 0 && v4.length === 0,
    matters:
      !hasAddress(target.scheme) ||
      (target.proxy === null && (expected || target.address === null)),
  }
}

function answerFor(target: Target, asked: readonly Seen<ResolveObservation>[]) {
  if (target.server === undefined) {
    const lookup = asked.find((o) => o.engine === 'getaddrinfo' && o.name === target.host) ?? null
    return { lookup, addresses: lookup?.addresses ?? [] }
  }
  const said = asked.filter((o) => o.server === target.server && o.name === target.host)
  const lookup = said.find((o) => o.type === 'A') ?? null
  return { lookup, addresses: said.flatMap((o) => o.addresses) }
}

/** What a target that wants one family is not connected to does not count. */
function isOfFamily(address: string, family: Target['family']): boolean {
  return family === undefined || `ipv${parseIp(address)?.family}` === family
}

function isOfName({ seen }: WireAnswer, host: string): boolean {
  return seen.type !== 'SOA' && seen.name === host
}

function named(address: string, book: AddressBook): NamedAddress {
  return { address, about: classify(address, book) }
}

function questionKey(o: ResolveObservation): string {
  return `${o.engine} ${o.server} ${o.name} ${o.type}`
}

function wireAnswer(seen: Seen<ResolveObservation>, evidence: Evidence): readonly WireAnswer[] {
  if (seen.engine !== 'dns' || seen.server === null) return []
  const { server } = seen
  const system = evidence.systemResolvers.includes(server)
  const known = seen.answer !== null && Object.hasOwn(evidence.dns, seen.answer)
  const facts = known && seen.answer !== null ? (evidence.dns[seen.answer] ?? null) : null
  return [{ seen, server, system, facts }]
}

/** The answers that speak for the application: those of the system's resolvers, or all when none was asked. */
export function decisive(names: Names): readonly WireAnswer[] {
  const ofSystem = names.wire.filter((w) => w.system)
  return ofSystem.length > 0 ? ofSystem : names.wire
}

/** The answers to the question for IPv4 addresses. */
export function answersA(answers: readonly WireAnswer[]): readonly WireAnswer[] {
  return answers.filter((w) => w.seen.type === 'A')
}

/** The answers to the question that the judged addresses came from. */
export function answersJudged(names: Names): readonly WireAnswer[] {
  const type = names.onlyIpv6 ? 'AAAA' : 'A'
  return decisive(names).filter((w) => w.seen.type === type)
}

/** The answers that gave one of these addresses. */
export function answersWith(names: Names, addresses: readonly string[]): readonly WireAnswer[] {
  return decisive(names).filter((w) => w.seen.addresses.some((one) => addresses.includes(one)))
}

/** Those of any server that have an address for the name. */
export function knowing({ wire }: Names): readonly WireAnswer[] {
  return answersA(wire).filter(({ seen }) => seen.addresses.length > 0)
}

/** `; 168.63.129.16 answers 10.1.0.5`; empty where nobody knows the name. */
export function whoKnows(names: Names): string {
  const known = knowing(names)
  if (known.length === 0) return ''
  const addresses = list(known.flatMap(({ seen }) => seen.addresses))
  return `; ${list(unique(known).map(serverName))} answers ${addresses}`
}

export function unique(answers: readonly WireAnswer[]): readonly string[] {
  return [...new Set(answers.map((w) => w.server))]
}

/** The first name on the alias chain that lies in a private link zone, with the answer that showed it. */
export function privateLinkAlias(
  names: Names,
): { readonly alias: string; readonly by: WireAnswer } | null {
  for (const by of [...decisive(names), ...names.wire]) {
    const alias = by.facts?.chain.find(({ target }) => isPrivateLinkName(target))
    if (alias !== undefined) return { alias: alias.target, by }
  }
  return null
}
