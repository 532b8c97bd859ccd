import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY = 24 * 3600 * 1000

x509.cryptoProvider.set(crypto)

/** A certificate with its key, both also as PEM. `chain`: what a server presents, the leaf first, the root left out. */
export interface Minted {
  readonly certificate: x509.X509Certificate
  readonly keys: CryptoKeyPair
  readonly pem: string
  readonly keyPem: string
  readonly chain: string
}

/** A root: a CA that is signed by itself. */
export async function mintRoot(subject: string): Promise<Minted> {
  return await mint({ subject, issuer: null, ca: true, from: -365, to: 3650, names: [] })
}

/** An issuing CA below a root. */
export async function mintAuthority(
  subject: string,
  issuer: Minted,
  { from, to } = { from: -365, to: 1825 },
): Promise<Minted> {
  return await mint({ subject, issuer, ca: true, from, to, names: [] })
}

/** An extension that is marked critical and that no client knows. */
export function criticalExtension(): x509.Extension {
  return new x509.Extension('1.3.6.1.4.1.99999.1', true, Uint8Array.of(5, 0))
}

/** Takes up a CA that was stored as PEM: its certificate first, what signed it after. */
export async function openMinted(chain: string, keyPem: string): Promise<Minted> {
  const certificate = new x509.X509Certificate(chain)
  const der = x509.PemConverter.decodeFirst(keyPem)
  const privateKey = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign'])
  const publicKey = await certificate.publicKey.export(ALGORITHM, ['verify'])
  const pem = `${certificate.toString('pem')}\n`
  return { certificate, keys: { privateKey, publicKey }, pem, keyPem, chain }
}

export interface LeafOptions {
  /** DNS names and IP addresses; the first is the common name, too. */
  readonly names: readonly string[]
  /** null: signed by itself. */
  readonly issuer: Minted | null
  /** Validity in days from now; negative is past. */
  readonly from?: number
  readonly to?: number
  /** What it is for, where it says so. */
  readonly purpose?: 'client'
  /** Whether it leaves out the subject alternative names. */
  readonly unnamed?: boolean
  readonly extensions?: readonly x509.Extension[]
}

/** A server’s certificate. */
export async function mintLeaf(options: LeafOptions): Promise<Minted> {
  const { issuer, from = -30, to = 180, purpose, unnamed = false } = options
  const subject = `CN=${options.names[0]}`
  const names = unnamed ? [] : options.names
  const { clientAuth } = x509.ExtendedKeyUsage
  const usage = purpose === undefined ? [] : [new x509.ExtendedKeyUsageExtension([clientAuth])]
  const extensions = [...usage, ...(options.extensions ?? [])]
  return await mint({ subject, issuer, ca: false, from, to, names, extensions })
}

async function mint(what: {
  subject: string
  issuer: Minted | null
  ca: boolean
  from: number
  to: number
  names: readonly string[]
  extensions?: readonly x509.Extension[]
}): Promise<Minted> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const now = Date.now()
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `00${randomBytes(15).toString('hex')}`,
    subject: what.subject,
    issuer: what.issuer?.certificate.subject ?? what.subject,
    notBefore: new Date(now + what.from * DAY),
    notAfter: new Date(now + what.to * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: what.issuer?.keys.privateKey ?? keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(what.ca, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(what.issuer
        ? [await x509.AuthorityKeyIdentifierExtension.create(what.issuer.keys.publicKey)]
        : []),
      ...(what.names.length > 0 ? [alternativeNames(what.names)] : []),
      ...(what.extensions ?? []),
    ],
  })
  const pem = `${certificate.toString('pem')}\n`
  const rest =
    what.issuer !== null && what.issuer.certificate.issuer !== what.issuer.certificate.subject
  return {
    certificate,
    keys,
    pem,
    keyPem: await keyPem(keys),
    chain: pem + (rest ? what.issuer?.chain : ''),
  }
}

function alternativeNames(names: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
  )
}

async function keyPem(keys: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
}
