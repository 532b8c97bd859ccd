import type { Statement } from '../model/claim.ts'
import type { Leg } from './legs.ts'
import { isIpv6 } from './legs.ts'
import { classWord, type RouteClass, routeClass } from './route-class.ts'
import type { Control } from './sweep-facts.ts'
import type { TargetView } from './target-view.ts'
import { list } from './text.ts'

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
  const { host } = view.target
  const kind = routeClass(view, host, first)
  const isAlike = (address: string, of: string) =>
    classAt(view, of, address) === kind && isIpv6(address) === isIpv6(first.address)
  const failing = legs.map((leg) => leg.address).filter((address) => isAlike(address, host))
  const control = view.sweep.controls.find(
    (other) =>
      !other.proxied &&
      other.host !== host &&
      !legs.some((leg) => leg.address === other.address) &&
      isAlike(other.address, other.host),
  )
  if (control !== undefined) {
    const { host: passing, address } = control
    const claim: Statement = { kind: 'contrast', failing, passing: { host: passing, address } }
    return { text: `; other ${classWord(kind)} addresses answer (${passing})`, claims: [claim] }
  }
  if (hasOpened(view, kind)) return { text: '', claims: [] }
  const within = (WITHIN[kind] ?? []).flatMap(([part, words]) =>
    hasOpened(view, part) ? [words] : [],
  )
  const but = within.length === 0 ? '' : ` but ${list(within)}`
  return { text: `; no ${classWord(kind)} address${but} was reached in this sweep`, claims: [] }
}

/** Classes apart whose addresses are public or private as well, in words. */
const WITHIN: Partial<Record<RouteClass, readonly (readonly [part: RouteClass, words: string])[]>> =
  {
    public: [['google-front', 'Google’s']],
    private: [
      ['services', 'those of managed services'],
      ['endpoint', 'those of Private Service Connect'],
    ],
  }

/**
 * What was reached for certain and directly at addresses of a class, by another host; with `like`, in the family of that
 * address alone.
 */
export function reachedIn(view: TargetView, kind: RouteClass, like?: string): readonly Control[] {
  return view.sweep.controls.filter(
    ({ proxied, host, address }) =>
      !proxied &&
      host !== view.target.host &&
      (like === undefined || isIpv6(address) === isIpv6(like)) &&
      classAt(view, host, address) === kind,
  )
}

/** Whether any connection to an address of a class was accepted in the sweep. */
export function hasOpened(view: TargetView, kind: RouteClass): boolean {
  return [...view.sweep.connections].some(([address, ports]) =>
    [...ports.values()].some(({ opened }) =>
      opened.some(({ host }) => classAt(view, host, address) === kind),
    ),
  )
}

function classAt(view: TargetView, host: string, address: string): RouteClass {
  return routeClass(view, host, { address, about: view.classify(address) })
}
