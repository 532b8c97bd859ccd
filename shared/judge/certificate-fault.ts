import type { Certificate } from '../model/facts.ts'
import { isServerPurpose, weakKey, weakSignature } from './certificate-limits.ts'
import { commonName } from './certificates.ts'
import { list, shown } from './text.ts'

/** What is wrong with a chain, which certificate of it, and what to do. */
export interface Fault {
  readonly what: string
  readonly cause: string
  readonly fix: string
}

type Tell = (way: readonly Certificate[], host?: string) => Fault

/**
 * The verifier’s reason in words, with the certificate that shows it. `way` goes from the leaf to the root, as far as it
 * is known. A reason that is not in the table is quoted, and nothing is claimed of the chain.
 */
export function certificateFault(reason: string, way: readonly Certificate[], host: string): Fault {
  return (BY_REASON[reason] ?? quoted)(way, host)
}

const REISSUE_AUTHORITY =
  'Ask the authority to have it replaced; every certificate below it is refused'

function quoted(): Fault {
  return {
    what: 'the verifier refuses it',
    cause:
      'The certificate, or one above it, breaks a rule of X.509; the reason in brackets is the verifier’s',
    fix: 'Have the certificate reissued; `openssl verify -show_chain` names the certificate meant',
  }
}

const smallLeaf: Tell = ([leaf]) => ({
  what: `its key is too weak${leaf === undefined ? '' : ` (${leaf.key})`}`,
  cause:
    'Keys below 2,048 bits (RSA) or 224 bits (elliptic curves) are refused by today’s TLS clients',
  fix: 'Make a new key (RSA 2048 or EC P-256 at least) and have the certificate reissued for it',
})

const smallAuthority: Tell = ([, ...above]) => {
  const weak = above.find(weakKey)
  return {
    what: `the key of ${named(weak, 'an authority above it')} is too weak${weak === undefined ? '' : ` (${weak.key})`}`,
    cause: 'An authority with a key below 2,048 bits (RSA) is refused by today’s TLS clients',
    fix: REISSUE_AUTHORITY,
  }
}

const weakDigest: Tell = (way) => {
  const at = way.findIndex((c) => !c.selfSigned && weakSignature(c))
  const weak = way[at]
  const how = weak?.signature === undefined ? 'a weak digest' : weak.signature
  return {
    what: `${at === 0 ? 'it' : named(weak, 'a certificate of the chain')} is signed with ${how}`,
    cause: 'Signatures with MD5 or SHA-1 can be forged, and today’s TLS clients refuse them',
    fix:
      at <= 0
        ? 'Have the certificate reissued with a SHA-256 signature; the authority may have to change its setting'
        : `${REISSUE_AUTHORITY}; it needs a SHA-256 signature`,
  }
}

const wrongPurpose: Tell = (way) => {
  const [leaf, ...above] = way
  if (leaf !== undefined && isServerPurpose(leaf)) {
    const wrong = above.find((c) => !isServerPurpose(c))
    // OpenSSL goes on after INVALID_CA, and this is what it says last.
    if (wrong === undefined && above.some((c) => !c.ca)) return noAuthority(way)
    return {
      what: `${named(wrong, 'an authority above it')} may not sign for servers${purposes(wrong)}`,
      cause:
        'The extended key usage of an authority limits what it may sign for, and servers are not among it',
      fix: 'Have the certificate issued by an authority for server certificates',
    }
  }
  return {
    what: `it is not a server certificate${purposes(leaf)}`,
    cause: 'Its (extended) key usage does not allow a TLS server; it was made for another purpose',
    fix: 'Have it reissued with the extended key usage serverAuth, or let the server present its server certificate',
  }
}

const unknownExtension: Tell = (way) => {
  const at = way.findIndex((c) => (c.criticalExtensions ?? []).length > 0)
  const oids = way[at]?.criticalExtensions ?? []
  const which = oids.length === 0 ? 'an extension' : `extension ${list(oids)}`
  return {
    what: `${at === 0 ? 'it' : named(way[at], 'a certificate of the chain')} holds ${which} that is critical and that clients do not know`,
    cause:
      'A critical extension that a client does not know must make it refuse the certificate (RFC 5280, 4.2)',
    fix: 'Have it reissued without the extension, or with the extension not critical',
  }
}

const constrained: Tell = (way, host = '') => {
  const [leaf] = way
  const limit = way.find((c) => c.permitted !== undefined || c.excluded !== undefined)
  const names = leaf === undefined || leaf.names.length === 0 ? [host] : leaf.names
  return {
    what: `${named(limit, 'an authority above it')} ${scopeOf(limit)}; the certificate is for ${shown(list(names, 3))}`,
    cause:
      'The name constraints of an authority exclude a name of the certificate (RFC 5280, 4.2.1.10)',
    fix: 'Have the certificate issued by an authority that may sign for these names, or omit the names it may not sign for',
  }
}

function scopeOf(authority: Certificate | undefined): string {
  const { permitted, excluded } = authority ?? {}
  const only = permitted === undefined ? [] : [`may sign for ${shown(list(permitted))} only`]
  const not = excluded === undefined ? [] : [`must not sign for ${shown(list(excluded))}`]
  return [...only, ...not].join(' and ') || 'may sign for some names only'
}

const tooDeep: Tell = (way) => {
  const limit = way.find((c) => c.pathLength !== undefined)
  const length = limit?.pathLength
  return {
    what: `there are more authorities below ${named(limit, 'an authority of the chain')} than it allows${length === undefined ? '' : ` (path length ${length})`}`,
    cause: 'An authority was made below one that may not have another below it',
    fix: 'Have the certificate issued by an authority higher up, or that authority reissued with a longer path length',
  }
}

const tooLong: Tell = (way) => ({
  what: `the chain is longer than clients follow${way.length === 0 ? '' : ` (${way.length} certificates and more)`}`,
  cause: 'The server sends a chain that leads through too many authorities, or in a circle',
  fix: 'Send the certificate and the intermediates up to the root, each once',
})

const noAuthority: Tell = ([, ...above]) => {
  const wrong = above.find((c) => !c.ca)
  return {
    what: `${named(wrong, 'the issuer')} signed it and is not an authority`,
    cause:
      'A certificate that is not one of an authority (basic constraints, CA) was used to sign another',
    fix: 'Have the certificate issued by an authority; for one’s own authority, make its certificate with CA true',
  }
}

const mayNotSign: Tell = (way) => {
  const wrong = way
    .slice(1)
    .find((c) => c.usages !== undefined && !c.usages.includes('keyCertSign'))
  if (wrong === undefined) return notItsKey(way)
  return {
    what: `${named(wrong, 'the issuer')} may not sign certificates`,
    cause: 'The key usage of the issuer lacks keyCertSign',
    fix: 'Have the authority’s certificate reissued with the key usage keyCertSign',
  }
}

const notItsKey: Tell = ([leaf]) => ({
  what: `an authority of the name ${quote(leaf?.issuer)} is known here, and another key signed the chain`,
  cause:
    'The authority was made anew under its old name, or a certificate was changed after it was signed',
  fix: 'Put the authority’s present certificate into the chain and into `ca`; if it is there, have the certificate reissued',
})

const revoked: Tell = () => ({
  what: 'it was revoked',
  cause: 'The authority has withdrawn the certificate',
  fix: 'Replace the certificate; find out why it was revoked',
})

const BY_REASON: Readonly<Record<string, Tell>> = {
  EE_KEY_TOO_SMALL: smallLeaf,
  CA_KEY_TOO_SMALL: smallAuthority,
  CA_MD_TOO_WEAK: weakDigest,
  INVALID_PURPOSE: wrongPurpose,
  UNHANDLED_CRITICAL_EXTENSION: unknownExtension,
  PERMITTED_VIOLATION: constrained,
  EXCLUDED_VIOLATION: constrained,
  UNSUPPORTED_CONSTRAINT_TYPE: constrained,
  UNSUPPORTED_CONSTRAINT_SYNTAX: constrained,
  SUBTREE_MINMAX: constrained,
  PATH_LENGTH_EXCEEDED: tooDeep,
  CERT_CHAIN_TOO_LONG: tooLong,
  INVALID_CA: noAuthority,
  KEYUSAGE_NO_CERTSIGN: mayNotSign,
  UNABLE_TO_GET_ISSUER_CERT: mayNotSign,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: mayNotSign,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: mayNotSign,
  SELF_SIGNED_CERT_IN_CHAIN: notItsKey,
  CERT_SIGNATURE_FAILURE: notItsKey,
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: notItsKey,
  AKID_SKID_MISMATCH: notItsKey,
  CERT_REVOKED: revoked,
}

function named(certificate: Certificate | undefined, otherwise: string): string {
  return certificate === undefined ? otherwise : `the authority ${quote(certificate.subject)}`
}

function quote(name: string | undefined): string {
  return `“${shown(commonName(name ?? ''))}”`
}

function purposes(certificate: Certificate | undefined): string {
  if (certificate === undefined) return ''
  const { purposes: extended, usages } = certificate
  if (extended !== undefined && !isServerPurpose({ ...certificate, usages: [] })) {
    return ` (extended key usage ${list(extended)})`
  }
  return usages === undefined ? '' : ` (key usage ${list(usages)})`
}
