import 'reflect-metadata'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(crypto)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
/** The same with a digest that clients refuse. */
const WEAK_DIGEST = { ...ALGORITHM, hash: 'SHA-1' } as const
/** A key that clients refuse. */
const WEAK_KEY = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 1024,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
} as const
const DAY = 86_400_000

/** A certificate authority, root or intermediate, that can issue. */
export interface Authority {
  readonly name: string
  readonly keys: CryptoKeyPair
  /** Its own certificate. */
  readonly pem: string
  /** The certificates that a server sends along: its own and those above it, without the root. */
  readonly above: string
}

/** What a server needs to show itself. */
export interface Identity {
  /** Private key, PKCS #8 PEM. */
  readonly key: string
  /** The leaf alone. */
  readonly leaf: string
  /** The leaf with its intermediates. */
  readonly chain: string
}

interface LeafOptions {
  /** Subject alternative names, DNS names and IP addresses; an empty list leaves the extension out. */
  readonly names: readonly string[]
  /** Default: CN= the first name. */
  readonly subject?: string
  /** Begin and end in days from now. Default: from yesterday for 90 days. */
  readonly days?: readonly [from: number, to: number]
  /** What the key may be used for. Default: server. */
  readonly purpose?: 'server' | 'client' | 'any'
  /** A key of RSA 1024 bits. */
  readonly weakKey?: boolean
  /** Signed with SHA-1. */
  readonly weakDigest?: boolean
  /** Further extensions. */
  readonly extensions?: readonly x509.Extension[]
}

interface AuthorityOptions {
  /** Begin and end in days from now. Default: from yesterday for a year. */
  readonly days?: readonly [from: number, to: number]
  /** How many authorities may stand below it. */
  readonly pathLength?: number
  /** False: basic constraints say that it is none. */
  readonly ca?: boolean
  /** Key usage. Default: to sign certificates and revocation lists. */
  readonly usages?: number
  /** A key of RSA 1024 bits. */
  readonly weakKey?: boolean
  /** Signed with SHA-1. */
  readonly weakDigest?: boolean
  /** Further extensions. */
  readonly extensions?: readonly x509.Extension[]
  /** The key of an authority that is certified once more. */
  readonly of?: Authority
}

export const EXPIRED = [-30, -1] as const
export const NOT_YET_VALID = [1, 30] as const

/** A new root authority. */
export async function mintRoot(
  name = 'Test Root',
  options: AuthorityOptions = {},
): Promise<Authority> {
  const keys = await generateKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    ...validity(options.days ?? [-1, 365]),
    signingAlgorithm: ALGORITHM,
    extensions: authorityExtensions(options),
  })
  return { name: `CN=${name}`, keys, pem: certificate.toString('pem'), above: '' }
}

/** An intermediate authority under another. */
export async function mintIntermediate(
  under: Authority,
  name = 'Test Intermediate',
  options: AuthorityOptions = {},
): Promise<Authority> {
  const keys = options.of?.keys ?? (await generateKeys(options.weakKey))
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: under.name,
    publicKey: keys.publicKey,
    signingKey: under.keys.privateKey,
    ...validity(options.days ?? [-1, 365]),
    signingAlgorithm: signing(under.keys, options.weakDigest),
    extensions: authorityExtensions(options),
  })
  const pem = certificate.toString('pem')
  return { name: `CN=${name}`, keys, pem, above: `${pem}\n${under.above}` }
}

/** A server certificate; `by` null makes it self-signed. All leaves share one key. */
export async function mintLeaf(by: Authority | null, options: LeafOptions): Promise<Identity> {
  const { names, subject = `CN=${names[0] ?? 'nobody'}`, days = [-1, 90], purpose } = options
  const keys = options.weakKey ? await generateKeys(true) : await leafKeys()
  const { extensions = [] } = options
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: by?.name ?? subject,
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    ...validity(days),
    signingAlgorithm: signing(by?.keys ?? keys, options.weakDigest),
    extensions: [...leafExtensions(names, purpose), ...extensions],
  })
  const leaf = certificate.toString('pem')
  return { key: await privateKeyPem(keys), leaf, chain: `${leaf}\n${by?.above ?? ''}` }
}

let shared: Promise<CryptoKeyPair> | undefined

/** Making keys is the slow part of minting. */
function leafKeys(): Promise<CryptoKeyPair> {
  shared ??= generateKeys()
  return shared
}

function generateKeys(weak = false): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(weak ? WEAK_KEY : ALGORITHM, true, ['sign', 'verify'])
}

function signing({ privateKey }: CryptoKeyPair, weakDigest = false) {
  if (privateKey.algorithm.name !== ALGORITHM.name) return WEAK_KEY
  return weakDigest ? WEAK_DIGEST : ALGORITHM
}

function validity([from, to]: readonly [number, number]): { notBefore: Date; notAfter: Date } {
  const now = Date.now()
  return { notBefore: new Date(now + from * DAY), notAfter: new Date(now + to * DAY) }
}

function authorityExtensions(options: AuthorityOptions): x509.Extension[] {
  const { ca = true, pathLength, extensions = [] } = options
  const usages = options.usages ?? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign
  return [
    new x509.BasicConstraintsExtension(ca, pathLength, true),
    new x509.KeyUsagesExtension(usages, true),
    ...extensions,
  ]
}

function leafExtensions(
  names: readonly string[],
  purpose: LeafOptions['purpose'] = 'server',
): x509.Extension[] {
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage
  const oid = { server: serverAuth, client: clientAuth, any: '2.5.29.37.0' }[purpose]
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(false),
    new x509.ExtendedKeyUsageExtension([oid]),
  ]
  const general = names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const)
  if (general.length > 0) extensions.push(new x509.SubjectAlternativeNameExtension(general))
  return extensions
}

async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}
