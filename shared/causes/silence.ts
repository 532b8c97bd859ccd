import type { FindingCode } from '../model/finding-codes.ts'
import type { Candidate, Mechanism, Telling } from './candidate.ts'
import type { Dial, Traits } from './traits.ts'
import { classWords, some } from './words.ts'

/** From this many targets on, silence at some of many answering public addresses is a list that nobody allowed. */
const A_LIST = 3

/** How connections fail, and what is said of it. */
interface Manner {
  readonly codes: readonly FindingCode[]
  /** `answer nothing`, after the addresses. */
  readonly does: string
  readonly cause: string
}

const MANNERS: readonly Manner[] = [
  {
    codes: ['tcp-dropped', 'private-endpoint-not-answering'],
    does: 'give no answer to a connection',
    cause: 'packets to them, or the answers, are dropped by a security rule, a firewall or a route',
  },
  {
    codes: ['tcp-unreachable'],
    does: 'are reported unreachable',
    cause: 'a router or a firewall rejects the packets, or there is no route to them',
  },
  {
    codes: ['tcp-reset'],
    does: 'reset every connection',
    cause: 'a firewall resets the connections',
  },
]

/** Connections that fail before a byte is exchanged, explained by subnet, port or class of address. */
export const CONNECTIONS: readonly Mechanism[] = MANNERS.map((manner) => ({
  codes: manner.codes,
  candidates: (failing) => candidatesOf(manner, failing),
}))

/** Where a dial went, as far as a candidate speaks of it. */
type Within = (dial: Dial) => boolean

function candidatesOf(manner: Manner, failing: readonly Traits[]): readonly Candidate[] {
  const dials = failing.flatMap((traits) => traits.dials.filter((dial) => !dial.connected))
  const byPrefix = Map.groupBy(dials.filter(isOwn), ({ prefix }) => prefix)
  const byClass = Map.groupBy(dials, ({ addressClass }) => addressClass)
  const scopes = [
    ...[...byPrefix].flatMap(([prefix, within]) => withPorts(prefixScope(prefix), within)),
    ...[...byClass].flatMap(([name, within]) => withPorts(classScope(name), within)),
  ]
  const whole = scopes.map((scope) => scopeCandidate(manner, scope))
  return failing.length < A_LIST ? whole : [...whole, listCandidate(manner, failing)]
}

/** The scope, and the scope narrowed to each port that more than one dial went to. */
function withPorts(scope: DialScope, dials: readonly Dial[]): readonly DialScope[] {
  const ports = [...Map.groupBy(dials, ({ port }) => port)].filter(([, same]) => same.length > 1)
  return [scope, ...ports.map(([port]) => withPort(scope, port))]
}

interface DialScope {
  readonly subject: string
  readonly words: string
  readonly within: Within
  readonly parts: Candidate['scope']
}

function prefixScope(prefix: string): DialScope {
  return {
    subject: prefix,
    words: `addresses in ${prefix}`,
    within: (dial) => dial.prefix === prefix,
    parts: [{ dimension: 'prefix', values: [prefix] }],
  }
}

function classScope(addressClass: string): DialScope {
  const words = classWords(addressClass)
  return {
    subject: words,
    words,
    within: (dial) => dial.addressClass === addressClass,
    parts: [{ dimension: 'address-class', values: [addressClass] }],
  }
}

function withPort(scope: DialScope, port: number): DialScope {
  return {
    subject: `${scope.subject}, port ${port}`,
    words: `${scope.words} on port ${port}`,
    within: (dial) => dial.port === port && scope.within(dial),
    parts: [...scope.parts, { dimension: 'port', values: [String(port)] }],
  }
}

function scopeCandidate(manner: Manner, scope: DialScope): Candidate {
  return {
    subject: scope.subject,
    scope: scope.parts,
    covers: ({ dials }) => dials.length > 0 && dials.every((d) => !d.connected && scope.within(d)),
    refutedBy: ({ dials }) => dials.some((d) => d.connected && scope.within(d)),
    contrastedBy: ({ dials }) => dials.some((d) => d.connected && !scope.within(d)),
    tell: (covered, passing) => scopeTelling(manner, scope, covered, passing),
  }
}

function scopeTelling(
  manner: Manner,
  scope: DialScope,
  covered: readonly Traits[],
  passing: number,
): Telling {
  const addresses = unique(covered.flatMap(({ dials }) => dials.map((d) => d.address)))
  const others = passing === 0 ? '' : `; elsewhere, ${count(passing)} connected`
  return {
    statement: `All ${addresses.length} ${scope.words} that were tried ${manner.does} (${count(covered.length)})${others}`,
    cause: manner.cause,
    fix: `Check what decides over ${scope.words} from this subnet: security rules in both directions, the effective route, and the firewall on it`,
  }
}

/** Some public addresses fail and others answer: what fails is a list that the network rules leave out. */
function listCandidate(manner: Manner, failing: readonly Traits[]): Candidate {
  const listed = new Set(failing.filter(isAllPublic).map(({ id }) => id))
  return {
    subject: 'public addresses without a rule',
    scope: [
      { dimension: 'address-class', values: ['public'] },
      {
        dimension: 'server-name',
        values: [...unique(failing.filter(isAllPublic).map((t) => t.host))],
      },
    ],
    covers: ({ id }) => listed.has(id),
    refutedBy: () => listed.size < A_LIST,
    contrastedBy: ({ dials }) => dials.some((d) => d.connected && d.addressClass === 'public'),
    tell: (covered, passing) => ({
      statement: `${covered.length} targets at public addresses ${manner.does}, ${count(passing)} at public addresses connected: ${some(covered.map((t) => t.host))} fail`,
      cause: `no network rule allows these addresses: ${manner.cause}`,
      fix: 'Allow these hosts and ports in one network rule; `perimeter rules --missing` prints it',
    }),
  }
}

function isAllPublic({ dials }: Traits): boolean {
  return dials.length > 0 && dials.every((d) => d.addressClass === 'public')
}

/** Addresses of one's own networks: their prefixes are subnets. */
function isOwn({ addressClass }: Dial): boolean {
  return addressClass === 'private' || addressClass === 'cgnat'
}

function count(targets: number): string {
  return targets === 1 ? '1 target' : `${targets} targets`
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
