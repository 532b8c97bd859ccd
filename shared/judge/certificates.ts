import type { Certificate } from '../model/facts.ts'
import type { HandshakeObservation } from '../model/observation.ts'

type Certificates = Readonly<Record<string, Certificate>>

/** The presented chain, leaf first; what the evidence does not hold is left out. */
export function chainOf(
  handshake: HandshakeObservation,
  certificates: Certificates,
): readonly Certificate[] {
  return handshake.chain.flatMap((fingerprint) =>
    Object.hasOwn(certificates, fingerprint) ? [certificates[fingerprint] as Certificate] : [],
  )
}

const BY_DATE = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
const BY_NAME = new Set(['HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID'])

/** Whether the chain is not trusted for a reason that is neither a date nor the name. */
export function isUntrusted(handshake: HandshakeObservation): boolean {
  const reason = handshake.verification
  return reason !== null && !BY_DATE.has(reason) && !BY_NAME.has(reason)
}

/** Whether TLS came so far that the peer showed a certificate. */
export function showedCertificate(handshake: HandshakeObservation): boolean {
  return handshake.chain.length > 0
}

interface KnownHost {
  readonly suffix: RegExp
  readonly issuers: readonly string[]
  readonly whose: string
}

/**
 * Who signs for well-known services (azure.md 4.2; Azure’s list is in azure-ca-details; gcp.md 4.3). Only
 * names whose certificates their owner alone makes: registries and content networks use any authority.
 */
const KNOWN_HOSTS: readonly KnownHost[] = [
  {
    suffix:
      /\.(azure\.com|azure\.net|windows\.net|azurewebsites\.net|azurecr\.io|azconfig\.io|microsoftonline\.com)$/,
    issuers: ['microsoft', 'digicert', 'baltimore'],
    whose: 'Microsoft',
  },
  {
    suffix: /\.(googleapis\.com|google\.com|gcr\.io|pkg\.dev|run\.app|gstatic\.com)$/,
    issuers: ['google trust services', 'globalsign'],
    whose: 'Google',
  },
]

/** Who is known to sign for this host when none of them signed this chain; null when nothing speaks against it. */
export function implausibleIssuer(host: string, chain: readonly Certificate[]): string | null {
  const known = KNOWN_HOSTS.find(({ suffix }) => suffix.test(host))
  if (known === undefined || chain.length === 0) return null
  const issuers = chain.map(({ issuer }) => issuer.toLowerCase()).join('\n')
  return known.issuers.some((word) => issuers.includes(word)) ? null : known.whose
}

/** The common name of a distinguished name, or its organization, or the whole: what people call it by. */
export function commonName(name: string): string {
  const part = (key: string) => new RegExp(`(?:^|[,\\n]\\s*)${key}=([^,\\n]+)`).exec(name)?.[1]
  return part('CN') ?? part('O') ?? name
}

/** The authority at the top of what was presented. */
export function topIssuer(chain: readonly Certificate[]): string | null {
  return chain.at(-1)?.issuer ?? null
}
