import type { KeyObject, X509Certificate } from 'node:crypto'
import net from 'node:net'
import type { Certificate } from '../shared/model/facts.ts'
import { extensionFacts } from './certificate-extensions.ts'
import { type KnownRoots, pathToKnownRoot } from './known-path.ts'
import { printable } from './printable.ts'

const MAX_KEPT = 5000
const MAX_NAMES = 200
const MAX_NAME = 255
const MAX_TEXT = 500

/**
 * The certificates met in a sweep, by fingerprint: each is parsed once, however many connections present it.
 * Bounded, since a hostile server can mint one for each connection: beyond the bound a certificate has its
 * fingerprint only.
 */
export class Certificates {
  readonly #facts = new Map<string, Certificate>()
  /** By the form that Node prints, which is that of every connection that shows the certificate. */
  readonly #fingerprints = new Map<string, string>()
  readonly #paths = new Map<KnownRoots, Map<string, readonly string[]>>()

  /** Notes a certificate and returns its fingerprint: SHA-256 of the DER, lower-case hexadecimal. */
  add(certificate: X509Certificate): string {
    const printed = certificate.fingerprint256
    const fingerprint = this.#fingerprints.get(printed) ?? hexadecimal(printed)
    if (this.#fingerprints.size < MAX_KEPT) this.#fingerprints.set(printed, fingerprint)
    if (!this.#facts.has(fingerprint) && this.#facts.size < MAX_KEPT) {
      this.#facts.set(fingerprint, certificateFacts(certificate))
    }
    return fingerprint
  }

  /**
   * Notes the certificates from the leaf of a presented chain to a root that is known here, and returns their
   * fingerprints; none where no names of issuers lead there. `chain` holds the fingerprints of what was presented.
   */
  path(
    presented: readonly X509Certificate[],
    chain: readonly string[],
    roots: KnownRoots,
  ): readonly string[] {
    const met = this.#paths.get(roots) ?? new Map<string, readonly string[]>()
    this.#paths.set(roots, met)
    const key = chain.join()
    const known = met.get(key)
    if (known !== undefined) return known
    // OpenSSL, too, goes by the clock of the system.
    const found = attempt(() => pathToKnownRoot(presented, roots, Date.now()), [])
    const path = found.map((certificate) => this.add(certificate))
    if (met.size < MAX_KEPT) met.set(key, path)
    return path
  }

  /** All facts by fingerprint, as the report carries them. */
  all(): Record<string, Certificate> {
    return Object.fromEntries(this.#facts)
  }
}

function hexadecimal(printed: string): string {
  return printed.replaceAll(':', '').toLowerCase()
}

/**
 * What a certificate says, fit to show. Never throws: a field that cannot be read is empty, `unreadable` for the
 * key and the epoch for a date.
 */
export function certificateFacts(certificate: X509Certificate): Certificate {
  const subject = distinguishedName(attempt(() => certificate.subject, ''))
  const issuer = distinguishedName(attempt(() => certificate.issuer, ''))
  const key = attempt(() => certificate.publicKey, null)
  return {
    subject,
    issuer,
    names: alternativeNames(attempt(() => certificate.subjectAltName ?? '', '')),
    notBefore: date(attempt(() => certificate.validFromDate, null)),
    notAfter: date(attempt(() => certificate.validToDate, null)),
    serial: attempt(() => certificate.serialNumber, '').slice(0, MAX_TEXT),
    key: key === null ? 'unreadable' : attempt(() => keyType(key), 'unreadable'),
    // The signature is checked only where the names agree, since checking costs as much as a handshake does.
    selfSigned: subject === issuer && key !== null && attempt(() => certificate.verify(key), false),
    ca: attempt(() => certificate.ca, false),
    ...attempt(() => extensionFacts(certificate.raw), {}),
  }
}

/**
 * Whether a certificate is for a host, by RFC 9525: subject alternative names only, never the common name, and a
 * wildcard for one whole label. An address must appear in it as an address.
 */
export function isFor(certificate: X509Certificate, host: string): boolean {
  return attempt(
    () =>
      net.isIP(host) === 0
        ? certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
        : certificate.checkIP(host) !== undefined,
    false,
  )
}

/** OpenSSL prints one attribute a line, the least specific first; RFC 4514 has them the other way round. */
function distinguishedName(lines: string | undefined): string {
  return printable((lines ?? '').split('\n').reverse().join(', '), MAX_TEXT)
}

/**
 * Takes DNS names and addresses out of Node’s one-line form, `DNS:a.test, IP Address:10.0.0.1`. A name that holds
 * a separator is quoted there as a JSON string, so that it cannot pass for two.
 */
function alternativeNames(line: string): string[] {
  const names: string[] = []
  for (const [, kind, text = ''] of line.matchAll(/(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)) {
    if (names.length >= MAX_NAMES) break
    const name = text.startsWith('"') ? attempt(() => String(JSON.parse(text)), text) : text
    names.push(printable(kind === 'DNS' ? name : address(name), MAX_NAME))
  }
  return names
}

/** OpenSSL writes IPv6 in capitals and in full. */
function address(text: string): string {
  return net.isIPv6(text) ? new net.SocketAddress({ address: text, family: 'ipv6' }).address : text
}

function keyType(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  const type = (key.asymmetricKeyType ?? 'unreadable').toUpperCase()
  const size = namedCurve ?? modulusLength
  return size === undefined ? type : `${type} ${size}`
}

function date(value: Date | null): string {
  return (value === null || Number.isNaN(value.getTime()) ? new Date(0) : value).toISOString()
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
