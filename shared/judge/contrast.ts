import type { Classification } from '../address/classify.ts'
import type { AddressClass } from '../address/special.ts'
import type { Statement } from '../model/claim.ts'
import type { Leg } from './legs.ts'
import { isIpv6 } from './legs.ts'
import type { TargetView } from './target-view.ts'

/**
 * Classes that a network leads by a rule or a route of their own; every other address that is not private takes the
 * default route. Source: https://docs.cloud.google.com/vpc/docs/configure-private-google-access (the VIPs need a route
 * of their own when the default route leads elsewhere).
 */
const OWN_ROUTE: ReadonlySet<AddressClass> = new Set([
  'google-restricted',
  'google-private',
  'google-directpath',
  'azure-platform',
  'metadata',
  'link-local',
  'loopback',
])

/** Addresses that a network leads alike, in a word. */
export function routeClass({ kind, isPrivate }: Classification): string {
  if (isPrivate) return 'private'
  return OWN_ROUTE.has(kind) ? kind : 'public'
}

/** What answered in the same sweep at an address of the same class, for the end of a sentence, and as a claim. */
export interface Contrast {
  readonly text: string
  readonly claims: readonly Statement[]
}

/**
 * Whether something else of the same class and family of addresses was reached: then the path of that class works in
 * general. Another class proves nothing, nor does the host or the address that fails. No address of the class having
 * opened a connection is said too; an open one that proved nothing is omitted.
 */
export function contrastTo(view: TargetView, legs: readonly Leg[]): Contrast {
  const [first] = legs
  if (first === undefined) return { text: '', claims: [] }
  const kind = routeClass(first.about)
  const failing = legs.filter((leg) => isAlike(view, leg.address, first)).map((leg) => leg.address)
  const control = view.sweep.controls.find(
    ({ proxied, host, address }) =>
      !proxied &&
      host !== view.target.host &&
      !legs.some((leg) => leg.address === address) &&
      isAlike(view, address, first),
  )
  if (control !== undefined) {
    const { host, address } = control
    const claim: Statement = { kind: 'contrast', failing, passing: { host, address } }
    return { text: `; other ${kind} addresses answer (${host})`, claims: [claim] }
  }
  const opened = [...view.sweep.connections].some(
    ([address, ports]) =>
      routeClass(view.classify(address)) === kind &&
      [...ports.values()].some((tally) => tally.opened.length > 0),
  )
  return { text: opened ? '' : `; no ${kind} address was reached in this sweep`, claims: [] }
}

function isAlike(view: TargetView, address: string, leg: Leg): boolean {
  const kind = routeClass(view.classify(address))
  return kind === routeClass(leg.about) && isIpv6(address) === isIpv6(leg.address)
}
