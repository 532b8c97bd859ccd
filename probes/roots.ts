import tls from 'node:tls'

/** Building a context parses every root, which costs as much as several handshakes. */
const contexts = new Map<string, tls.SecureContext>()

/** Configurations name a handful of sets; this only keeps a long-lived process from collecting them. */
const MAX_SETS = 32

/**
 * The TLS context that trusts the system's roots and the extra ones (PEM): one for each set of extra roots, shared
 * by all connections. OpenSSL passes over text that is no certificate: the configuration is checked before.
 */
export function secureContext(extra: readonly string[]): tls.SecureContext {
  const key = extra.join('\n')
  const known = contexts.get(key)
  if (known !== undefined) return known
  const made = tls.createSecureContext(
    // Naming `ca` replaces the roots of the system, so they are named along.
    extra.length === 0 ? {} : { ca: [...tls.getCACertificates('default'), ...extra] },
  )
  if (contexts.size >= MAX_SETS) contexts.clear()
  contexts.set(key, made)
  return made
}
