import type { GreetObservation } from '../../model/greet-observation.ts'
import type { Leg } from '../legs.ts'
import { proxyState } from '../proxy/state.ts'
import type { Seen } from '../seen.ts'
import { countedLegs, type TargetView } from '../target-view.ts'
import { type Refusal, refusalOf } from './refusal.ts'

export interface Greeted {
  readonly leg: Leg
  readonly greet: Seen<GreetObservation>
}

/** The first words with a database that count; none when the proxy answered in its place. */
export function greetingsOf(view: TargetView): readonly Greeted[] {
  if (proxyState(view) !== null) return []
  return countedLegs(view).flatMap((leg) => (leg.greet === null ? [] : [{ leg, greet: leg.greet }]))
}

/** The first that the server refused in one of these ways. */
export function refusedBy(
  view: TargetView,
  kinds: readonly Refusal['kind'][],
): (Greeted & { readonly refusal: Refusal }) | null {
  for (const greeted of greetingsOf(view)) {
    const refusal = refusalOf(greeted.greet)
    if (refusal !== null && kinds.includes(refusal.kind)) return { ...greeted, refusal }
  }
  return null
}

/** Whether the server answered on another leg as it should. */
export function answersElsewhere(view: TargetView): boolean {
  return greetingsOf(view).some(({ greet }) => greet.failure === null && refusalOf(greet) === null)
}
