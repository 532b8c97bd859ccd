import { createHash, X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { once } from '../shared/address/remembered.ts'
import type { Anchor } from '../shared/model/observation.ts'
import type { ClientCertificate } from '../shared/model/target.ts'
import { bySubject, type KnownRoots } from './known-path.ts'

/** Building a context parses every root, which costs as much as several handshakes. */
const contexts = {
  full: new Map<string, tls.SecureContext>(),
  small: new Map<string, tls.SecureContext>(),
} as const

/** The roots that each set of extra ones makes known, by subject. */
const known = new Map<string, KnownRoots>()

/** Configurations name a handful of sets; this only keeps a long-lived process from collecting them. */
const MAX_SETS = 32

/**
 * The TLS context that trusts the system's roots and the extra ones (PEM): one for each set of extra roots, shared
 * by all connections; with a client certificate, one for each. OpenSSL passes over text that is no certificate: the configuration is checked before.
 */
export function secureContext(
  extra: readonly string[],
  hello: 'full' | 'small' = 'full',
  client?: ClientCertificate,
): tls.SecureContext {
  const sets = client === undefined ? extra : [...extra, client.certificate, client.key]
  return kept(contexts[hello], sets, () =>
    tls.createSecureContext({
      // Naming `ca` replaces the roots of the system, so they are named along.
      ...(extra.length === 0 ? {} : { ca: [...tls.getCACertificates('default'), ...extra] }),
      ...(hello === 'small' ? { ecdhCurve: CLASSICAL } : {}),
      ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
    }),
  )
}

/** What clients offer that know no post-quantum key exchange: their hello fits into one packet. */
const CLASSICAL = 'X25519:P-256'

/** The same roots by subject: what the path of a chain leads to. */
export function knownRoots(extra: readonly string[]): KnownRoots {
  return kept(known, extra, () => bySubject([...systemRoots(), ...extra.flatMap(parsed)]))
}

/**
 * Whose root it is, by its SHA-256 fingerprint (lower-case hexadecimal): one of the public authorities that come with
 * Node, one of the extra roots, or one that this machine’s store holds besides. A public one stays public when it is
 * named among the extra ones.
 */
export function anchorOf(root: string, extra: readonly string[]): Anchor {
  publicRoots ??= new Set(tls.rootCertificates.map(fingerprintOfPem))
  if (publicRoots.has(root)) return 'public'
  const own = kept(configured, extra, () => new Set(extra.flatMap(parsed).map(fingerprintOf)))
  return own.has(root) ? 'configuration' : 'machine'
}

let publicRoots: ReadonlySet<string> | undefined

/** Of one certificate: what is only compared need not be parsed, which takes five times as long, and 2 MB for all. */
function fingerprintOfPem(pem: string): string {
  const der = Buffer.from(pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, ''), 'base64')
  return createHash('sha256').update(der).digest('hex')
}

const configured = new Map<string, ReadonlySet<string>>()

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase()
}

let ofSystem: readonly X509Certificate[] | undefined

function systemRoots(): readonly X509Certificate[] {
  ofSystem ??= tls.getCACertificates('default').flatMap(parsed)
  return ofSystem
}

function parsed(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return [] // as OpenSSL does
    }
  })
}

/** Found out once for each list: all targets of a configuration share one, which may be a bundle of many roots. */
const keyOf = once((extra: readonly string[]) => extra.join('\n'))

function kept<T>(sets: Map<string, T>, extra: readonly string[], make: () => T): T {
  const key = keyOf(extra)
  const value = sets.get(key) ?? make()
  // The last used stands last, so that the first is the one to go.
  sets.delete(key)
  sets.set(key, value)
  const [oldest] = sets.keys()
  if (sets.size > MAX_SETS && oldest !== undefined) sets.delete(oldest)
  return value
}
