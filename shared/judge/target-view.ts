import { once } from '../address/remembered.ts'
import type { NetworkAt } from '../cloud-network/at.ts'
import type { Vantage } from '../model/report.ts'
import type { BareView } from './bare-view.ts'
import type { TargetBefore } from './before.ts'
import { isIpv6, type Leg } from './legs.ts'
import { hasFailed, NO_IPV6 } from './seen.ts'
import type { SweepFacts } from './sweep-facts.ts'
import { duration } from './text.ts'

/** What the platform says of the place that the probe runs in. */
export interface ProbePlatform
  extends Pick<Vantage, 'cloud' | 'facts'>,
    Partial<Pick<Vantage, 'region'>> {
  /** The resolvers of the system, IP:port. */
  readonly resolvers: readonly string[]
}

/** The same with what only shows across the targets of the sweep, and what is known of its place. */
export interface TargetView extends BareView {
  readonly sweep: SweepFacts
  readonly platform: ProbePlatform
  /** What the configuration of the network says from here; null: none is known, or not where the probe is. */
  readonly network: NetworkAt | null
  /** What of it the wire of this sweep refutes, by the key of the object. */
  readonly refuted: ReadonlySet<string>
  /** What the last report says of this target; null: there is none, or it does not know the target. */
  readonly before: TargetBefore | null
}

/** Something that many rules ask of a view. */
export function ofView<T>(find: (view: TargetView) => T): (view: TargetView) => T {
  return once(find)
}

/** An answer of "no route" that takes longer came from the network, not from the host itself. */
const AT_ONCE = 1500

/**
 * The legs that count. On a host without IPv6 an IPv6 address fails at once; next to an IPv4 address that says
 * nothing of the target, and as the last error it would hide the IPv4 one.
 */
export const countedLegs = ofView((view): readonly Leg[] => {
  const idle = view.legs.filter((leg) => !isIdleIpv6(leg, view.sweep.ipv6))
  return idle.some((leg) => !isIpv6(leg.address)) ? idle : view.legs
})

function isIdleIpv6(leg: Leg, hostHasIpv6: boolean): boolean {
  const first = leg.connect ?? leg.exchange
  if (hostHasIpv6 || !isIpv6(leg.address) || first === null) return false
  return hasFailed(first, NO_IPV6) && duration(first) < AT_ONCE
}

/** The legs on which the TCP connection failed, when it failed on all that count; otherwise none. */
export function deadLegs(view: TargetView): readonly Leg[] {
  const legs = countedLegs(view).filter((leg) => leg.connect !== null)
  return legs.every((leg) => leg.connect?.failure) ? legs : []
}
