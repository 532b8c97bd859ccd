import type { RequestObservation } from '../model/observation.ts'
import { denialIn } from './answers.ts'
import type { Leg } from './legs.ts'
import { proxyState } from './proxy-state.ts'
import type { Seen } from './seen.ts'
import type { DenyingLayer, Signature } from './signatures.ts'
import { countedLegs, type TargetView } from './target-view.ts'

export interface Asked {
  readonly leg: Leg
  readonly request: Seen<RequestObservation>
}

/** The HTTP requests that count; none when the proxy answered in place of the target. */
export function requestsOf(view: TargetView): readonly Asked[] {
  if (proxyState(view) !== null) return []
  return countedLegs(view).flatMap((leg) =>
    leg.request === null ? [] : [{ leg, request: leg.request }],
  )
}

/** Requests that got an answer of the service itself, denials left out. */
export function served(view: TargetView): readonly Asked[] {
  return requestsOf(view).filter(({ request }) => {
    if (request.status === null || request.failure !== null) return false
    const layer = denialIn(request)?.layer
    return layer === undefined || layer === 'permission'
  })
}

/** The first answer of the service itself with a status that is not expected; null when none is expected. */
export function wrongStatus(view: TargetView): Asked | null {
  const expected = view.expect.http?.status
  if (expected === undefined) return null
  const wrong = served(view).find(({ request: { status } }) => {
    return !expected.some((want) =>
      typeof want === 'number' ? status === want : String(status)[0] === want[0],
    )
  })
  return wrong ?? null
}

/** The first answer that is a known denial of this layer. */
export function deniedBy(
  view: TargetView,
  layer: DenyingLayer,
): (Asked & { readonly signature: Signature }) | null {
  for (const asked of requestsOf(view)) {
    const signature = denialIn(asked.request)
    if (signature?.layer === layer) return { ...asked, signature }
  }
  return null
}
