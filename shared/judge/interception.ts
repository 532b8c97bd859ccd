import type { HandshakeObservation } from '../model/observation.ts'
import { chainOf, hasUnknownAuthority, implausibleIssuer, topIssuer } from './certificates.ts'
import { handshakesOf } from './handshakes.ts'
import { inspectionProduct } from './inspection-products.ts'
import { isPublicAuthority } from './public-authorities.ts'
import { cite, type Seen } from './seen.ts'
import type { Shown } from './sweep-facts.ts'
import type { TargetView } from './target-view.ts'
import { isVendorHost } from './vendor-hosts.ts'

/** Why a chain looks as if a device on the way made it. */
export interface Interception {
  readonly handshake: Seen<HandshakeObservation>
  readonly issuer: string
  readonly trusted: boolean
  /** Other hosts of the sweep with the same unknown issuer, where together they speak for inspection. */
  readonly alsoOn: readonly string[]
  /** Whose services the host is one of, when that owner signs with other authorities. */
  readonly owner: string | null
  /** The product for inspection that an issuer is named after. */
  readonly product: string | null
  readonly evidence: readonly number[]
}

/**
 * The first handshake whose chain speaks for inspection: an issuer that is named after an inspecting product, an
 * authority that nobody knows and that signs for unrelated hosts of the public internet, or a well-known service
 * that shows a chain which its owner’s authorities did not sign. A chain that is not trusted for any other reason
 * says nothing of the kind.
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
  const trusted = !hasUnknownAuthority(handshake)
  const owner = implausibleIssuer(host, chain)
  const product = inspectionProduct(chain)
  const alsoOn = trusted ? [] : unrelated(host, issuer, view.sweep.unknownIssuers.get(issuer) ?? [])
  if (owner === null && product === null && alsoOn.length === 0) return null
  return { handshake, issuer, trusted, alsoOn, owner, product, evidence: cite(handshake) }
}

/** A company has hosts of its own under several domains, and one private authority for them; seldom of so many. */
const SITES_ENOUGH = 3

/**
 * The hosts of other sites that show the same unknown issuer, where that is evidence of inspection: a public vendor’s
 * is among them, or there are several sites at public addresses of their own. The missing intermediate of a public
 * authority is missing on many sites, too.
 */
function unrelated(host: string, issuer: string, shown: readonly Shown[]): readonly string[] {
  if (isPublicAuthority(issuer)) return []
  const others = shown.filter((one) => siteOf(one.host) !== siteOf(host))
  if (others.length === 0) return []
  const vendor = isVendorHost(host) || others.some((one) => isVendorHost(one.host))
  const atLarge = shown.filter((one) => one.isPublic)
  const sites = new Set(atLarge.map((one) => siteOf(one.host))).size
  const addresses = new Set(atLarge.map((one) => one.address)).size
  const enough = vendor || Math.min(sites, addresses) >= SITES_ENOUGH
  return enough ? [...new Set(others.map((one) => one.host))] : []
}

/** The last two labels: hosts of one site may well share a private authority. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}
