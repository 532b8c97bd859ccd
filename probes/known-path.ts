import type { X509Certificate } from 'node:crypto'

/** Longer than any chain in use; OpenSSL goes on to 100. */
const MAX_PATH = 10

/** The roots that are known here, by subject. */
export type KnownRoots = ReadonlyMap<string, readonly X509Certificate[]>

/** The roots by subject; what cannot be read is omitted. */
export function bySubject(certificates: readonly X509Certificate[]): KnownRoots {
  return Map.groupBy(certificates, (certificate) => keyOf(certificate.subject))
}

/**
 * The way from the leaf to a root that is known here, as OpenSSL goes it: known certificates before presented ones,
 * those in date before others. Goes by the names of issuers, so that it is found as well where a certificate on it is
 * not fit to be used. Empty: the names lead to no known root.
 */
export function pathToKnownRoot(
  presented: readonly X509Certificate[],
  roots: KnownRoots,
  at: number,
): readonly X509Certificate[] {
  const path: X509Certificate[] = [...presented.slice(0, 1)]
  for (let last = path.at(-1); last !== undefined && path.length < MAX_PATH; last = path.at(-1)) {
    const known = best(roots.get(keyOf(last.issuer)) ?? [], last, at)
    if (known !== undefined && isSelfIssued(known)) return ended(path, known)
    const next = known ?? sentIssuer(presented, last, path, at)
    if (next === undefined || path.includes(next)) return []
    path.push(next)
  }
  return []
}

/** A root may be the last that was presented. */
function ended(path: readonly X509Certificate[], root: X509Certificate) {
  return path.at(-1)?.fingerprint256 === root.fingerprint256 ? path : [...path, root]
}

function sentIssuer(
  presented: readonly X509Certificate[],
  child: X509Certificate,
  path: readonly X509Certificate[],
  at: number,
): X509Certificate | undefined {
  const issuer = keyOf(child.issuer)
  const sent = presented.filter((c) => keyOf(c.subject) === issuer && !path.includes(c))
  return best(sent, child, at)
}

/** OpenSSL compares names without regard to case and to spaces at their ends. */
function keyOf(name: string | undefined): string {
  return (name ?? '').toLowerCase()
}

function isSelfIssued(certificate: X509Certificate): boolean {
  return keyOf(certificate.subject) === keyOf(certificate.issuer)
}

function best(
  candidates: readonly X509Certificate[],
  child: X509Certificate,
  at: number,
): X509Certificate | undefined {
  if (candidates.length < 2) return candidates[0]
  const worth = (c: X509Certificate) => Number(signed(child, c)) * 2 + Number(isInDate(c, at))
  return candidates.toSorted((a, b) => worth(b) - worth(a))[0]
}

function signed(child: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return child.checkIssued(issuer) && child.verify(issuer.publicKey)
  } catch {
    return false // a key that cannot be read has signed nothing
  }
}

function isInDate({ validFromDate, validToDate }: X509Certificate, at: number): boolean {
  return validFromDate.getTime() <= at && at <= validToDate.getTime()
}
