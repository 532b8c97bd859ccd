import { deepest } from './legs.ts'
import type { Seen } from './seen.ts'
import { countedLegs, type TargetView } from './target-view.ts'

/** The step that each way to the target ended with: of its legs, of the proxy, or of its name. */
export function lastSteps(view: TargetView): readonly Seen[] {
  const asked = view.queries.map(({ seen }) => seen)
  if (asked.length > 0) return asked
  const legs = countedLegs(view).flatMap((leg) => deepest(leg) ?? [])
  if (legs.length > 0) return legs
  const { way, names } = view
  const ofProxy = way?.tunnel ?? way?.handshake ?? way?.connects.at(-1) ?? way?.resolves.at(-1)
  const last = ofProxy ?? names.lookup ?? names.wire[0]?.seen
  return last === undefined ? [] : [last]
}
