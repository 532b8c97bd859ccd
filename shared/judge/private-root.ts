import type { Anchor } from '../model/observation.ts'
import { chainOf, topIssuer } from './certificates.ts'
import { handshakesOf } from './handshakes.ts'
import { isPublicAuthority } from './public-authorities.ts'
import { cite } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** A trusted chain whose root is no public authority’s. */
export interface PrivateRoot {
  readonly issuer: string
  readonly anchor: Exclude<Anchor, 'public'>
  readonly evidence: readonly number[]
}

/** The first trusted chain of a target that a private authority vouches for; null: there is none. */
export function privateRoot(view: TargetView): PrivateRoot | null {
  for (const handshake of handshakesOf(view)) {
    const { anchor, verification } = handshake
    if (verification !== null || anchor === undefined || anchor === 'public') continue
    const chain = chainOf(handshake, view.certificates)
    const issuer = topIssuer(chain)
    // No inspecting device signs in the name of a public authority.
    if (issuer === null || chain.some((c) => isPublicAuthority(c.issuer))) continue
    return { issuer, anchor, evidence: cite(handshake) }
  }
  return null
}
