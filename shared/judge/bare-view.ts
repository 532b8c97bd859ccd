import type { AddressBook } from '../address/book.ts'
import { type Classification, classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { once } from '../address/remembered.ts'
import type { Ending, Evidence, TargetEvidence } from '../model/evidence.ts'
import type { Certificate } from '../model/facts.ts'
import type { Expectation, Target } from '../model/target.ts'
import { chainTo, type Hop, hopOf } from '../target/redirects.ts'
import { type Leg, legsOf, type ProxyLeg, proxyLegOf } from './legs.ts'
import { type Names, namesOf } from './names.ts'
import { type Query, queriesOf } from './queries.ts'
import { numbered, type Seen } from './seen.ts'

/** One target's evidence, sorted out: what every rule reads. Says what was seen, and concludes nothing. */
export interface BareView {
  readonly target: Target
  readonly expect: Expectation
  readonly ending: Ending
  readonly seen: readonly Seen[]
  readonly names: Names
  /** What the servers said to the question for records. */
  readonly queries: readonly Query[]
  /** The addresses that the target is reached at: those that the application got. */
  readonly legs: readonly Leg[]
  /** Addresses that only a resolver asked directly gave, tried when the application got none that works. */
  readonly others: readonly Leg[]
  /** The way through the proxy; null for a direct target. */
  readonly way: ProxyLeg | null
  readonly certificates: Readonly<Record<string, Certificate>>
  readonly book: AddressBook
  classify(address: string): Classification
  /** The redirect that it got, where it follows them; null: none. */
  readonly hop: Hop | null
  /** When the sweep began, ms since the epoch by the probe's clock; NaN when the evidence has no date. */
  readonly startedAt: number
  /** Until when the path may not be open yet, in ms from the start of the sweep; 0: it is. */
  readonly warmUp: number
}

export function bareView(of: TargetEvidence, evidence: Evidence, book: AddressBook): BareView {
  const { target, ending } = of
  const hop = hopIn(of, evidence)
  const seen = numbered(of.observations)
  const names = namesOf(target, seen, evidence, book)
  const all = legsOf(seen, book)
  const others = all.filter((leg) => isOther(leg, target, names))
  return {
    target,
    expect: provable(target, hop),
    hop,
    ending,
    seen,
    names,
    queries: queriesOf(seen),
    legs: all.filter((leg) => !others.includes(leg)),
    others,
    way: target.proxy === null ? null : proxyLegOf(seen),
    certificates: evidence.certificates,
    book,
    classify: (address) => classify(address, book),
    startedAt: Date.parse(evidence.startedAt),
    warmUp: evidence.warmUp,
  }
}

/** Whether the application would not come to this address: a resolver named it, and getaddrinfo did not. */
function isOther({ address }: Leg, { address: pinned, proxy }: Target, names: Names): boolean {
  if (pinned !== null || proxy !== null || names.lookup === null) return false
  if (names.application.some((n) => n.address === address)) return false
  return names.wire.some(({ seen }) => seen.addresses.includes(address))
}

/**
 * A proxy resolves the name itself: what this machine’s DNS answers is then neither for nor against an expectation. An
 * address in the URL is the same on every path.
 */
function provable(target: Target, hop: Hop | null): Expectation {
  const { proxy, host } = target
  const expect = hop === null ? target.expect : ofRedirect(target.expect)
  if (proxy === null || parseIp(host) !== null) return expect
  const { addresses: _, zone: __, ...rest } = expect
  return { ...rest, resolution: 'any' }
}

/** What is expected of the answer is expected of the last one. */
function ofRedirect({ http: _, egress: __, ...rest }: Expectation): Expectation {
  return rest
}

function hopIn({ target, observations }: TargetEvidence, evidence: Evidence): Hop | null {
  if (target.redirects === undefined) return null
  return hopOf(target, observations, chainTo(target, targetsById(evidence.targets)))
}

const targetsById = once(
  (targets: Evidence['targets']): ReadonlyMap<string, Target> =>
    new Map(targets.map(({ target }) => [target.id, target])),
)
