import type { HandshakeObservation } from '../model/observation.ts'
import { chainOf, implausibleIssuer, isUntrusted, topIssuer } from './certificates.ts'
import { handshakesOf } from './handshakes.ts'
import { cite, type Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'

/** Why a chain looks as if a device on the way made it. */
export interface Interception {
  readonly handshake: Seen<HandshakeObservation>
  readonly issuer: string
  readonly trusted: boolean
  /** Other hosts of the sweep with the same untrusted issuer. */
  readonly alsoOn: readonly string[]
  /** Whose services the host is one of, when that owner signs with other authorities. */
  readonly owner: string | null
  readonly evidence: readonly number[]
}

/**
 * The first handshake whose chain speaks for inspection: an authority that nobody knows signs for unrelated
 * hosts of the sweep, or a well-known service shows a chain that its owner’s authorities did not sign.
 */
export function interceptionOf(view: TargetView): Interception | null {
  for (const handshake of handshakesOf(view)) {
    const found = interceptedBy(view, handshake)
    if (found !== null) return found
  }
  return null
}

function interceptedBy(
  view: TargetView,
  handshake: Seen<HandshakeObservation>,
): Interception | null {
  const chain = chainOf(handshake, view.certificates)
  const issuer = topIssuer(chain)
  // A certificate that signed itself was made by the server, whatever its name.
  if (issuer === null || (chain.length === 1 && chain[0]?.selfSigned)) return null
  const { host } = view.target
  const trusted = !isUntrusted(handshake)
  const owner = implausibleIssuer(host, chain)
  const same = trusted ? [] : [...(view.sweep.untrustedIssuers.get(issuer) ?? [])]
  const alsoOn = same.filter((other) => siteOf(other) !== siteOf(host))
  if (owner === null && alsoOn.length === 0) return null
  return { handshake, issuer, trusted, alsoOn, owner, evidence: cite(handshake) }
}

/** The last two labels: hosts of one site may well share a private authority. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}
