import type { AddressBook } from '../address/book.ts'
import { type Classification, classify } from '../address/classify.ts'
import type { Ending, Evidence, TargetEvidence } from '../model/evidence.ts'
import type { Certificate } from '../model/facts.ts'
import type { Vantage } from '../model/report.ts'
import type { Expectation, Target } from '../model/target.ts'
import { isIpv6, type Leg, legsOf, type ProxyWay, proxyWayOf } from './legs.ts'
import { type Names, namesOf } from './names.ts'
import { hasFailed, NO_IPV6, numbered, type Seen } from './seen.ts'
import type { SweepFacts } from './sweep-facts.ts'
import { duration } from './text.ts'

/** One target's evidence, sorted out: what every rule reads. Says what was seen, and concludes nothing. */
export interface BareView {
  readonly target: Target
  readonly expect: Expectation
  readonly ending: Ending
  readonly seen: readonly Seen[]
  readonly names: Names
  readonly legs: readonly Leg[]
  /** The way through the proxy; null for a direct target. */
  readonly way: ProxyWay | null
  readonly certificates: Readonly<Record<string, Certificate>>
  readonly book: AddressBook
  classify(address: string): Classification
  /** When the sweep began, ms since the epoch by the probe's clock; NaN when the evidence has no date. */
  readonly startedAt: number
  /** Until when the path may not be open yet, in ms from the start of the sweep; 0: it is. */
  readonly warmUp: number
}

/** What the platform says of the place that the probe runs in. */
export interface Platform extends Pick<Vantage, 'cloud' | 'facts'> {
  /** The resolvers of the system, IP:port. */
  readonly resolvers: readonly string[]
}

/** The same with what only shows across the targets of the sweep, and what is known of its place. */
export interface TargetView extends BareView {
  readonly sweep: SweepFacts
  readonly platform: Platform
}

export function bareView(of: TargetEvidence, evidence: Evidence, book: AddressBook): BareView {
  const { target, ending } = of
  const seen = numbered(of.observations)
  return {
    target,
    expect: target.expect,
    ending,
    seen,
    names: namesOf(target, seen, evidence, book),
    legs: legsOf(seen, book),
    way: target.proxy === null ? null : proxyWayOf(seen),
    certificates: evidence.certificates,
    book,
    classify: (address) => classify(address, book),
    startedAt: Date.parse(evidence.startedAt),
    warmUp: evidence.warmUp,
  }
}

/** An answer of "no route" that takes longer came from the network, not from the host itself. */
const AT_ONCE = 1500

/**
 * The legs that count. On a host without IPv6 an IPv6 address fails at once; beside an IPv4 address that says
 * nothing of the target, and as the last error it would hide the IPv4 one (gcp.md, 0, point 3).
 */
export function countedLegs(view: TargetView): readonly Leg[] {
  const idle = view.legs.filter((leg) => !isIdleIpv6(leg, view.sweep.ipv6))
  return idle.some((leg) => !isIpv6(leg.address)) ? idle : view.legs
}

function isIdleIpv6(leg: Leg, hostHasIpv6: boolean): boolean {
  if (hostHasIpv6 || !isIpv6(leg.address) || leg.connect === null) return false
  return hasFailed(leg.connect, NO_IPV6) && duration(leg.connect) < AT_ONCE
}

/** The legs on which the TCP connection failed, when it failed on all that count; otherwise none. */
export function deadLegs(view: TargetView): readonly Leg[] {
  const legs = countedLegs(view).filter((leg) => leg.connect !== null)
  return legs.every((leg) => leg.connect?.failure) ? legs : []
}
