import type { Leg } from './legs.ts'
import { privateLinkAlias } from './names.ts'
import { wantsPrivate } from './resolution.ts'
import type { TargetView } from './target-view.ts'

/** Whether a leg goes to a private endpoint: a private address, expected private or reached by a privatelink alias. */
export function isPrivateEndpoint(view: TargetView, leg: Leg): boolean {
  const named = wantsPrivate(view) || privateLinkAlias(view.names) !== null
  return leg.about.isPrivate && named
}
