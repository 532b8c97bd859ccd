import type { FailureCode } from '../failure/table.ts'
import type { Statement } from '../model/claim.ts'
import { opensAtTimes } from './intermittent.ts'
import type { Leg } from './legs.ts'
import { isSinkholed } from './resolution.ts'
import { networkNoWayOut } from './rules/network/network-no-way-out.ts'
import { cite, hasFailed } from './seen.ts'
import { deadLegs, type TargetView } from './target-view.ts'
import { after, duration, list, words } from './text.ts'

/**
 * The legs whose connection failed in one of these ways, when it failed on every leg; none when nothing
 * dialled in the sweep answered, and none behind a sinkholed name, since that explains them all; nor one whose address
 * and port answers at other times of the same sweep, since what fails there is not constant.
 */
export function deadBy(view: TargetView, codes: ReadonlySet<FailureCode>): readonly Leg[] {
  if (networkNoWayOut.judge(view) !== null || isSinkholed(view)) return []
  return deadLegs(view).filter(
    (leg) => leg.connect !== null && hasFailed(leg.connect, codes) && !opensAtTimes(view, leg),
  )
}

/** What is at fault: one address for all, whichever of them DNS named first in this sweep. */
export function subjectOf(legs: readonly Leg[]): string {
  return legs.map((leg) => leg.address).toSorted()[0] ?? ''
}

/** `10.0.1.5 port 443: no answer in time after 5.0 s`; the address is left out where it is the target's own host. */
export function connectText({ target }: TargetView, legs: readonly Leg[]): string {
  const [first] = legs
  if (first?.connect === null || first === undefined) return ''
  const { port, failure } = first.connect
  const addresses = list(legs.map((leg) => leg.address))
  const where = addresses === target.host ? '' : `${addresses} `
  return `${where}port ${port}: ${words(failure)} ${after(duration(first.connect))}`
}

/** What a leg whose connection met silence claims. */
export function silentClaim({ address, connect }: Leg): readonly Statement[] {
  return connect === null ? [] : [{ kind: 'silent', address, port: connect.port }]
}

export function citeConnects(legs: readonly Leg[]): readonly number[] {
  return cite(...legs.map((leg) => leg.connect))
}
