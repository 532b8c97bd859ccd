import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const shows = (url: string, how: Parameters<typeof secures>[1], expect = {}) =>
  check(url, { expect }, up, secures(A, how), replies(A, 200))

const root = certificate({
  serial: 'root',
  subject: 'CN=Corp Root',
  issuer: 'CN=Corp Root',
  selfSigned: true,
  ca: true,
})
const authority = certificate({
  serial: 'authority',
  subject: 'CN=Corp Issuing CA',
  issuer: 'CN=Corp Root',
  ca: true,
})
const leaf = certificate({ serial: 'leaf', issuer: 'CN=Corp Issuing CA' })
/** A chain below a root that is known here, refused for this reason. */
const refused = (verification: string, first = leaf, second = authority) => ({
  fails: 'ssl_invalid_certificate' as const,
  verification,
  chain: [first, second],
  path: [first, second, root],
})
const soon = { ...authority, notAfter: '2026-12-02T12:00:00.000Z' }
const zscaler = certificate({
  serial: 'z',
  issuer: 'CN=Zscaler Intermediate Root CA (zscalerthree.net), O=Zscaler Inc.',
})
const UNKNOWN = {
  fails: 'ssl_unknown_authority',
  verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  path: [],
} as const

/** What is wrong with a chain whose authority is known, and what is not. */
export const CERTIFICATE_FAULT_CASES: readonly Case[] = [
  yields(
    'tls-certificate-unusable',
    'for clients alone',
    sweep([shows(URL, refused('INVALID_PURPOSE', { ...leaf, purposes: ['clientAuth'] }))]),
    {
      severity: 'fail',
      says: ['extended key usage clientAuth', 'serverAuth'],
      never: ['not known', '`ca`'],
    },
  ),
  yields(
    'tls-certificate-unusable',
    'a key usage that no server can use',
    sweep([shows(URL, refused('INVALID_PURPOSE', { ...leaf, usages: ['cRLSign'] }))]),
    { severity: 'fail', says: ['key usage cRLSign'] },
  ),
  yields(
    'tls-certificate-unusable',
    'a reason that is in no table is quoted',
    sweep([shows(URL, refused('Suite B: invalid ECC curve'))]),
    {
      severity: 'fail',
      says: ['Suite B: invalid ECC curve'],
      never: ['intermediate', 'known here'],
    },
  ),
  yields(
    'tls-certificate-unusable',
    'a reason that a report of an earlier version does not name',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, {
          fails: 'ssl_invalid_certificate',
          verification: 'UNSPECIFIED',
          chain: [leaf],
        }),
        replies(A, 200),
      ),
    ]),
    { severity: 'fail', never: ['not known here', 'neither in it'] },
  ),
  yields(
    'tls-certificate-unusable',
    'on unrelated hosts, one of them a vendor’s',
    sweep([
      shows(URL, refused('EE_KEY_TOO_SMALL', { ...leaf, key: 'RSA 1024' })),
      shows(
        'https://registry.npmjs.org',
        refused('EE_KEY_TOO_SMALL', { ...leaf, key: 'RSA 1024' }),
      ),
      shows('https://third.test', refused('EE_KEY_TOO_SMALL', { ...leaf, key: 'RSA 1024' })),
    ]),
    { severity: 'fail', says: ['RSA 1024', '2048'] },
  ),
  yields(
    'tls-certificate-unusable',
    'the key of the root, which is not sent, is too weak',
    sweep([
      shows(URL, {
        ...refused('CA_KEY_TOO_SMALL'),
        path: [leaf, authority, { ...root, key: 'RSA 1024' }],
      }),
    ]),
    { severity: 'fail', says: ['the key of the authority “Corp Root” is too weak (RSA 1024)'] },
  ),
  yields(
    'tls-certificate-unusable',
    'names lead to a known root that another key signed for',
    sweep([shows(URL, refused('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'))]),
    { severity: 'fail', says: ['another key signed'], never: ['not known here'] },
  ),
  spares(
    'tls-certificate-unusable',
    'an unknown authority',
    sweep([shows(URL, { ...UNKNOWN, chain: [leaf] })]),
  ),
  spares('tls-certificate-unusable', 'a chain in order', sweep([shows(URL, {})])),
  spares('tls-certificate-unusable', 'expired', sweep([shows(URL, refused('CERT_HAS_EXPIRED'))])),
  spares(
    'tls-intercepted',
    'a fault of the chain on three hosts',
    sweep([
      shows(URL, refused('CA_MD_TOO_WEAK')),
      shows('https://registry.npmjs.org', refused('CA_MD_TOO_WEAK')),
      shows('https://third.test', refused('CA_MD_TOO_WEAK')),
    ]),
  ),
  spares(
    'tls-intercepted',
    'the intermediate of a public authority is missing on unrelated hosts',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [certificate({ serial: 'p' })] }),
      shows('https://registry.npmjs.org', { ...UNKNOWN, chain: [certificate({ serial: 'p' })] }),
    ]),
  ),
  spares(
    'tls-intercepted',
    'a private authority on two domains of a company',
    sweep([
      shows('https://app.corp.example', { ...UNKNOWN, chain: [leaf] }),
      shows('https://app.contoso.test', { ...UNKNOWN, chain: [leaf] }),
    ]),
  ),
  spares(
    'tls-intercepted',
    'the administration page of an inspecting device',
    sweep([
      shows(URL, {
        ...UNKNOWN,
        chain: [
          certificate({
            serial: 'f',
            subject: 'CN=FG100F, OU=FortiGate, O=Fortinet',
            issuer: 'CN=fortinet-subca2001, O=Fortinet',
          }),
        ],
      }),
    ]),
  ),
  yields(
    'tls-intercepted',
    'an issuer named after an inspecting product, on one host',
    sweep([shows(URL, { ...UNKNOWN, chain: [zscaler] })]),
    {
      severity: 'fail',
      says: ['Zscaler Intermediate Root CA', 'the authority of Zscaler’s inspection'],
    },
  ),
  yields(
    'tls-untrusted',
    'the intermediate of a public authority is missing',
    sweep([
      shows(URL, {
        ...UNKNOWN,
        chain: [certificate({ serial: 'p', issuer: "CN=R11, O=Let's Encrypt, C=US" })],
      }),
    ]),
    {
      severity: 'fail',
      says: ['the certificate of “R11” is missing'],
      never: ['private authority'],
    },
  ),
  yields(
    'tls-expires-soon',
    'an authority on the way to the root',
    sweep([shows(URL, { chain: [leaf, soon], path: [leaf, soon, root] })]),
    { severity: 'warn', says: ['The authority “Corp Issuing CA”', '10 days'] },
  ),
  spares(
    'tls-expires-soon',
    'a presented certificate that is not on the way',
    sweep([shows(URL, { chain: [leaf, authority, soon], path: [leaf, authority, root] })]),
  ),
  yields(
    'tls-name-mismatch',
    'no subject alternative name',
    sweep([
      shows(URL, {
        chain: [{ ...leaf, subject: 'CN=app.example', names: [] }],
        nameMatches: false,
        fails: 'ssl_invalid_hostname',
      }),
    ]),
    {
      severity: 'fail',
      says: ['no subject alternative name', 'DNS:app.example'],
      never: ['not for app.example', 'another service'],
    },
  ),
  yields(
    'tls-name-mismatch',
    'an instance of Cloud SQL with an authority of its own',
    sweep([
      shows(URL, {
        chain: [
          {
            ...{ ...leaf, subject: 'CN=orders-prod:orders-db,O=Google\\, Inc,C=US', names: [] },
            issuer: 'CN=Google Cloud SQL Server CA,O=Google\\, Inc,C=US',
          },
        ],
        nameMatches: false,
        fails: 'ssl_invalid_hostname',
      }),
    ]),
    {
      severity: 'fail',
      says: ['(orders-prod:orders-db)', 'Cloud SQL Auth Proxy', 'verify-ca'],
      never: ['old tools', 'Have the certificate reissued'],
    },
  ),
  yields(
    'tls-name-mismatch',
    'an address that stands in it as a DNS name',
    sweep([
      check(
        `https://${A}`,
        {},
        opens(A),
        secures(A, {
          chain: [{ ...leaf, names: [A] }],
          nameMatches: false,
          fails: 'ssl_invalid_hostname',
        }),
        replies(A, 200),
      ),
    ]),
    { severity: 'fail', says: ['IP for an address'], never: [`not for ${A}`] },
  ),
  yields(
    'tls-name-mismatch',
    'a name that stands in it in capitals, in a form that is not taken',
    sweep([
      check(
        'https://app.example',
        {},
        opens(A),
        secures(A, {
          chain: [{ ...leaf, names: ['other.example', 'APP.example'] }],
          nameMatches: false,
          fails: 'ssl_invalid_hostname',
        }),
        replies(A, 200),
      ),
    ]),
    { severity: 'fail', says: ['holds APP.example'], never: ['not for app.example'] },
  ),
]
