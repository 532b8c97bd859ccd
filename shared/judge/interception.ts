import type { Certificate } from '../model/facts.ts'
import type { Anchor, HandshakeObservation } from '../model/observation.ts'
import { isGoogleName } from '../zone/google-domains.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { chainOf, hasUnknownAuthority, topIssuer } from './certificates.ts'
import { handshakesOf } from './handshakes.ts'
import { inspectionProduct } from './inspection-products.ts'
import { isPublicAuthority } from './public-authorities.ts'
import { NO_HOSTS, type SomeHosts, unrelated } from './same-issuer.ts'
import { cite, type Seen } from './seen.ts'
import type { TargetView } from './target-view.ts'
import { isVendorHost } from './vendor-hosts.ts'

/** Why a chain looks as if a device on the way made it. */
export interface Interception {
  readonly handshake: Seen<HandshakeObservation>
  readonly issuer: string
  /** Whose root makes it trusted here; null: it is not trusted. Absent in reports of earlier versions. */
  readonly anchor: Anchor | undefined | null
  /** Other hosts of the sweep with the same unknown issuer, where together they speak for inspection. */
  readonly alsoOn: SomeHosts
  /** Whether the host is a public vendor’s, for which no private authority signs. */
  readonly ofVendor: boolean
  /** The product for inspection that an issuer is named after. */
  readonly product: string | null
  readonly evidence: readonly number[]
}

/**
 * The first handshake whose chain speaks for inspection: an issuer that is named after an inspecting product, a root
 * that is not a public authority’s on the host of a public vendor, or an authority that nobody knows and that signs for
 * unrelated hosts of the public internet. A chain that ends at the root of a public authority was not made by a device
 * on the way: it may not sign for one (https://www.mozilla.org/about/governance/policies/security-group/certs/policy/).
 * A chain that is not trusted for any other reason says nothing of the kind.
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
  const { anchor, verification } = handshake
  if (verification === null && anchor === 'public') return null
  const chain = chainOf(handshake, view.certificates)
  const issuer = topIssuer(chain)
  // A certificate that signed itself was made by the server, whatever its name.
  if (issuer === null || (chain.length === 1 && chain[0]?.selfSigned)) return null
  const trusted = !hasUnknownAuthority(handshake)
  const { host } = view.target
  const product = inspectionProduct(chain)
  // A chain of a known root that is refused has a fault of its own.
  const ofVendor = (verification === null || !trusted) && isVendorsAlone(view, handshake, chain)
  const shown = trusted ? undefined : view.sweep.unknownIssuers.get(issuer)
  const alsoOn = shown === undefined ? NO_HOSTS : unrelated(host, issuer, shown)
  if (!ofVendor && product === null && alsoOn.count === 0) return null
  const evidence = cite(handshake)
  return { handshake, issuer, anchor: trusted ? anchor : null, alsoOn, ofVendor, product, evidence }
}

/**
 * Whether a private authority signed for a host of a public vendor, and for that name, as a device does. A company’s mirror, which has the name and a private
 * address, is none; the services that have private endpoints show the vendor’s certificate there, too.
 */
function isVendorsAlone(
  view: TargetView,
  { address, nameMatches }: HandshakeObservation,
  chain: readonly Certificate[],
): boolean {
  const { host } = view.target
  if (
    nameMatches === false ||
    !isVendorHost(host) ||
    chain.some(({ issuer }) => isPublicAuthority(issuer))
  )
    return false
  if (view.expect.tls?.inspected === 'never' || !view.classify(address).isPrivate) return true
  return zoneOf(host) !== null || isGoogleName(host)
}
