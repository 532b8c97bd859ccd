import { once } from '../address/remembered.ts'
import type { Certificate } from '../model/facts.ts'
import type { HandshakeObservation } from '../model/observation.ts'

type Certificates = Readonly<Record<string, Certificate>>

/** The presented chain, leaf first; what the evidence does not hold is omitted. */
export function chainOf(
  handshake: HandshakeObservation,
  certificates: Certificates,
): readonly Certificate[] {
  return known(handshake.chain, certificates)
}

/**
 * The certificates from the leaf to a root that is known here, as the names of issuers lead; null where they lead to
 * none, or where a report of an earlier version does not say.
 */
export function pathOf(
  handshake: HandshakeObservation,
  certificates: Certificates,
): readonly Certificate[] | null {
  const path = known(handshake.path ?? [], certificates)
  return path.length === 0 ? null : path
}

/** Asked for by a dozen rules of every target. */
function known(fingerprints: readonly string[], certificates: Certificates): Certificate[] {
  const found: Certificate[] = []
  for (const fingerprint of fingerprints) {
    const one = Object.hasOwn(certificates, fingerprint) ? certificates[fingerprint] : undefined
    if (one !== undefined) found.push(one)
  }
  return found
}

/** From when and until when a certificate is valid, in ms since the epoch. */
export const validity = once(({ notBefore, notAfter }: Certificate) => ({
  from: Date.parse(notBefore),
  until: Date.parse(notAfter),
}))

/** OpenSSL’s reasons that mean “nobody we know vouches for it”; every other reason is a fault of the chain itself. */
const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** A certificate that signed itself is known or not as it is, whatever else bears its name. */
const ITS_OWN = 'DEPTH_ZERO_SELF_SIGNED_CERT'

/** Whether no root that is known here vouches for the chain, whatever else is wrong with it. */
export function hasUnknownAuthority({ verification, path }: HandshakeObservation): boolean {
  if (verification === null) return false
  if (path !== undefined && verification !== ITS_OWN) return path.length === 0
  return UNKNOWN_AUTHORITY.has(verification)
}

/**
 * Whether that is the reason why the chain is not trusted. Where the names of issuers do lead to a known root, something
 * in between is not fit, which is another matter.
 */
export function lacksKnownAuthority(handshake: HandshakeObservation): boolean {
  return UNKNOWN_AUTHORITY.has(handshake.verification ?? '') && hasUnknownAuthority(handshake)
}

const BY_DATE = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
const BY_NAME = new Set(['HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID'])

/** Whether the chain is not trusted for a reason that is neither a date nor the name: by its authority, or by a fault. */
export function isUntrusted(handshake: HandshakeObservation): boolean {
  const reason = handshake.verification
  return reason !== null && !BY_DATE.has(reason) && !BY_NAME.has(reason)
}

/** Whether TLS came so far that the peer showed a certificate. */
export function showedCertificate(handshake: HandshakeObservation): boolean {
  return handshake.chain.length > 0
}

/** The common name of a distinguished name, or its organization, or the whole: what people call it by. */
export function commonName(name: string): string {
  return attributeOf(name, 'CN') ?? attributeOf(name, 'O') ?? name
}

function attributeOf(name: string, key: string): string | null {
  const [, found = null] =
    new RegExp(String.raw`(?:^|[,\n]\s*)${key}=((?:\\.|[^,\n\\])+)`).exec(name) ?? []
  return found?.replace(/\\(.)/g, '$1') ?? null
}

/**
 * Who stands behind an authority, `O=DigiCert Inc`; without an organization its name, `CN=…`. An authority signs with
 * several certificates by turns (https://learn.microsoft.com/azure/security/fundamentals/azure-ca-details,
 * https://letsencrypt.org/certificates/), so that the organization is what stays from one renewal to the next.
 */
export function authorityOfIssuer(issuer: string): string {
  const organization = attributeOf(issuer, 'O')
  if (organization !== null) return `O=${organization}`
  const name = attributeOf(issuer, 'CN')
  return name === null ? issuer : `CN=${name}`
}

/** The authority at the top of what was presented. */
export function topIssuer(chain: readonly Certificate[]): string | null {
  return chain.at(-1)?.issuer ?? null
}
