import type { Certificate } from '../shared/model/facts.ts'
import { dotted, type Element, elements, setBits } from './der.ts'
import { generalName, kindOf } from './general-name.ts'

/** What node:crypto does not tell of a certificate. */
export type ExtensionFacts = Pick<
  Certificate,
  | 'signature'
  | 'purposes'
  | 'usages'
  | 'pathLength'
  | 'permitted'
  | 'excluded'
  | 'criticalExtensions'
  | 'otherNames'
>

const MAX_LISTED = 50

/** Tags of X.690 and of RFC 5280, 4.1. */
const BOOLEAN = 0x01
const INTEGER = 0x02
const EXTENSIONS = 0xa3
const PERMITTED = 0xa0
const EXCLUDED = 0xa1

/**
 * Reads the signature’s algorithm and the extensions (RFC 5280, 4.1 and 4.2) of a DER certificate. Throws where it is
 * not well formed.
 */
export function extensionFacts(der: Buffer): ExtensionFacts {
  const [tbs, algorithm] = inside(elements(der)[0])
  const signature = oidOf(algorithm)
  const list = inside(inside(tbs).find((e) => e.tag === EXTENSIONS))[0]
  const facts: { -readonly [K in keyof ExtensionFacts]: ExtensionFacts[K] } = {
    signature: SIGNATURES[signature] ?? signature,
  }
  const unknown: string[] = []
  for (const extension of inside(list)) {
    const parts = inside(extension)
    const oid = oidOf(extension)
    const value = parts.at(-1)?.content ?? Buffer.alloc(0)
    const critical = parts.some((part) => part.tag === BOOLEAN && part.content[0] !== 0)
    if (critical && !HANDLED.has(oid)) unknown.push(oid)
    Object.assign(facts, READERS[oid]?.(value))
  }
  if (unknown.length > 0) facts.criticalExtensions = unknown.slice(0, MAX_LISTED)
  return facts
}

function inside(element: Element | undefined): Element[] {
  return element === undefined ? [] : elements(element.content)
}

/** The object identifier that an element begins with. */
function oidOf(element: Element | undefined): string {
  const first = inside(element)[0]
  return first === undefined ? '' : dotted(first.content)
}

const READERS: Readonly<Record<string, (value: Buffer) => ExtensionFacts>> = {
  '2.5.29.15': (value) => ({
    usages: setBits(elements(value)[0]?.content ?? Buffer.alloc(0)).map(
      (bit) => USAGES[bit] ?? `bit ${bit}`,
    ),
  }),
  '2.5.29.17': (value) => {
    const others = inside(elements(value)[0]).flatMap(({ tag }) => kindOf(tag) ?? [])
    const kinds = [...new Set(others)].filter((kind) => kind !== 'DNS' && kind !== 'IP')
    return kinds.length === 0 ? {} : { otherNames: kinds }
  },
  '2.5.29.19': (value) => {
    const length = inside(elements(value)[0]).find((e) => e.tag === INTEGER)
    return length === undefined ? {} : { pathLength: length.content.readUIntBE(0, 1) }
  },
  '2.5.29.30': (value) => {
    const trees = inside(elements(value)[0])
    return { ...subtrees(trees, PERMITTED, 'permitted'), ...subtrees(trees, EXCLUDED, 'excluded') }
  },
  '2.5.29.37': (value) => ({
    purposes: inside(elements(value)[0])
      .slice(0, MAX_LISTED)
      .map(({ content }) => PURPOSES[dotted(content)] ?? dotted(content)),
  }),
}

function subtrees(trees: readonly Element[], tag: number, key: 'permitted' | 'excluded') {
  const of = trees.find((tree) => tree.tag === tag)
  if (of === undefined) return {}
  const names = inside(of).flatMap((subtree) => inside(subtree).slice(0, 1))
  return { [key]: names.slice(0, MAX_LISTED).map(generalName) }
}

/** RFC 5280, 4.2.1.3, by bit. */
const USAGES: readonly string[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]

/** RFC 5280, 4.2.1.12. */
const PURPOSES: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'any',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
}

/** Extensions that OpenSSL handles, so that they may be critical: its X509_supported_extension(). */
const HANDLED: ReadonlySet<string> = new Set([
  '2.16.840.1.113730.1.1', // Netscape certificate type
  '2.5.29.15', // key usage
  '2.5.29.17', // subject alternative name
  '2.5.29.19', // basic constraints
  '2.5.29.30', // name constraints
  '2.5.29.32', // certificate policies
  '2.5.29.33', // policy mappings
  '2.5.29.36', // policy constraints
  '2.5.29.37', // extended key usage
  '2.5.29.54', // inhibit anyPolicy
  '1.3.6.1.5.5.7.1.7', // address blocks (RFC 3779)
  '1.3.6.1.5.5.7.1.8', // AS identifiers (RFC 3779)
  '1.3.6.1.5.5.7.1.14', // proxy certificate information
  '1.3.6.1.5.5.7.48.1.5', // OCSP no check
])

/** RFC 3279, 4055, 5758 and 8410. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2-RSA',
  '1.2.840.113549.1.1.4': 'MD5-RSA',
  '1.2.840.113549.1.1.5': 'SHA1-RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'SHA256-RSA',
  '1.2.840.113549.1.1.12': 'SHA384-RSA',
  '1.2.840.113549.1.1.13': 'SHA512-RSA',
  '1.2.840.10040.4.3': 'SHA1-DSA',
  '2.16.840.1.101.3.4.3.2': 'SHA256-DSA',
  '1.2.840.10045.4.1': 'SHA1-ECDSA',
  '1.2.840.10045.4.3.2': 'SHA256-ECDSA',
  '1.2.840.10045.4.3.3': 'SHA384-ECDSA',
  '1.2.840.10045.4.3.4': 'SHA512-ECDSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}
