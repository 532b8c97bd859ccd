import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const UNKNOWN = {
  fails: 'ssl_unknown_authority',
  verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
} as const
const inspected = certificate({ serial: 'inspected', issuer: 'CN=Corp Inspection CA, O=Corp' })
const ofAzure = certificate({
  serial: 'ms',
  issuer: 'CN=Microsoft Azure RSA TLS Issuing CA 04, O=Microsoft Corporation',
})
const selfSigned = certificate({
  serial: 'self',
  subject: 'CN=me',
  issuer: 'CN=me',
  selfSigned: true,
})
const root = certificate({
  serial: 'root',
  subject: 'CN=Lab Root',
  issuer: 'CN=Lab Root',
  selfSigned: true,
  ca: true,
})
const byRoot = certificate({ serial: 'by-root', issuer: 'CN=Lab Root' })
const expired = certificate({ serial: 'old', notAfter: '2026-11-12T12:00:00.000Z' })
const other = certificate({ serial: 'other', names: ['other.example', 'www.other.example'] })
const azure = 'https://management.azure.com'
const shows = (url: string, how: Parameters<typeof secures>[1], expect = {}) =>
  check(url, { expect }, up, secures(A, how), replies(A, 200))

/** Whose certificate it is, and who signed it. */
export const CERTIFICATE_CASES: readonly Case[] = [
  yields(
    'tls-intercepted',
    'one unknown authority on unrelated hosts, one of them a vendor’s',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [inspected] }),
      shows('https://registry.npmjs.org', { ...UNKNOWN, chain: [inspected] }),
    ]),
    {
      severity: 'fail',
      says: ['Corp Inspection CA', 'registry.npmjs.org'],
      subject: 'CN=Corp Inspection CA, O=Corp',
    },
  ),
  yields(
    'tls-intercepted',
    'an unknown authority on a name of Microsoft',
    sweep([shows(azure, { ...UNKNOWN, chain: [inspected] })]),
    {
      severity: 'fail',
      says: ['a public authority signs for management.azure.com'],
    },
  ),
  yields(
    'tls-intercepted',
    'a trusted authority that does not sign for Google',
    sweep([shows('https://storage.googleapis.com', { chain: [inspected] })]),
    {
      severity: 'warn',
      says: ['trusted here all the same'],
    },
  ),
  yields(
    'tls-intercepted',
    'trusted by roots that were configured for it',
    sweep([check(azure, { ca: ['PEM'] }, up, secures(A, { chain: [inspected] }), replies(A, 200))]),
    { severity: 'warn' },
  ),
  spares(
    'tls-intercepted',
    'Microsoft’s own authority',
    sweep([shows(azure, { chain: [ofAzure] })]),
  ),
  spares(
    'tls-intercepted',
    'one unknown authority on one host',
    sweep([shows(URL, { ...UNKNOWN, chain: [inspected] })]),
  ),
  spares(
    'tls-intercepted',
    'one private authority on two hosts of one site',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [inspected] }),
      shows('https://b.app.example', { ...UNKNOWN, chain: [inspected] }),
    ]),
  ),
  spares(
    'tls-intercepted',
    'a self-signed certificate on a name of Microsoft',
    sweep([shows(azure, { ...UNKNOWN, chain: [selfSigned] })]),
  ),
  yields(
    'tls-name-mismatch',
    'for other names',
    sweep([shows(URL, { chain: [other], nameMatches: false, fails: 'ssl_invalid_hostname' })]),
    { severity: 'fail', says: ['other.example and www.other.example', 'not for app.example'] },
  ),
  yields(
    'tls-name-mismatch',
    'a name of one’s own for a site, which can have a certificate for it',
    sweep([
      shows('https://shop.corp.test', {
        chain: [{ ...other, names: ['*.azurewebsites.net'] }],
        nameMatches: false,
        fails: 'ssl_invalid_hostname',
      }),
    ]),
    { severity: 'fail', says: ['name of your own', 'as a custom domain', 'app-service'] },
  ),
  yields(
    'tls-name-mismatch',
    'the privatelink name was used (D14)',
    sweep([
      shows('https://kv.privatelink.azurecr.io', {
        chain: [other],
        nameMatches: false,
        fails: 'ssl_invalid_hostname',
      }),
    ]),
    { severity: 'fail', says: ['Use the public name (kv.azurecr.io)'] },
  ),
  yields(
    'tls-name-mismatch',
    'the API server of a private cluster has no other name than its private one',
    sweep([
      shows('https://aks-1a2b.privatelink.japaneast.azmk8s.io', {
        chain: [other],
        nameMatches: false,
        fails: 'ssl_invalid_hostname',
      }),
    ]),
    { severity: 'fail', never: ['Use the public name', 'The privatelink name was used as'] },
  ),
  spares(
    'tls-name-mismatch',
    'the name fits',
    sweep([shows(URL, { ...UNKNOWN, chain: [inspected] })]),
  ),
  spares(
    'tls-name-mismatch',
    'a stale private endpoint has its own code',
    sweep([
      check(
        URL,
        { expect: { resolution: 'private' } },
        resolves(['10.1.0.5']),
        opens('10.1.0.5'),
        secures('10.1.0.5', { chain: [other], nameMatches: false, fails: 'ssl_invalid_hostname' }),
      ),
    ]),
  ),
  yields(
    'tls-untrusted',
    'self-signed',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [selfSigned], verification: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    ]),
    { severity: 'fail', says: ['it is self-signed'] },
  ),
  yields(
    'tls-untrusted',
    'self-signed, by the name of a known root',
    sweep([
      shows(URL, {
        ...UNKNOWN,
        chain: [selfSigned],
        path: [selfSigned],
        verification: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      }),
    ]),
    { severity: 'fail', says: ['it is self-signed'] },
  ),
  yields(
    'tls-untrusted',
    'the leaf alone: an intermediate is missing',
    sweep([shows(URL, { ...UNKNOWN, chain: [inspected] })]),
    {
      severity: 'fail',
      says: ['alone, without the intermediate', 'Corp Inspection CA'],
    },
  ),
  yields(
    'tls-untrusted',
    'an unknown root',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [byRoot, root], verification: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    ]),
    {
      severity: 'fail',
      says: ['root “Lab Root” is not known here'],
    },
  ),
  spares('tls-untrusted', 'trusted', sweep([shows(URL, {})])),
  spares(
    'tls-untrusted',
    'inspection explains it',
    sweep([
      shows(URL, { ...UNKNOWN, chain: [inspected] }),
      shows('https://registry.npmjs.org', { ...UNKNOWN, chain: [inspected] }),
    ]),
  ),
  spares(
    'tls-untrusted',
    'expired is no question of trust',
    sweep([
      shows(URL, {
        chain: [expired],
        fails: 'ssl_invalid_certificate',
        verification: 'CERT_HAS_EXPIRED',
      }),
    ]),
  ),
  yields(
    'tls-issuer-unexpected',
    'another authority',
    sweep([shows(URL, {}, { tls: { issuer: ['Let’s Encrypt', 'Sectigo'] } })]),
    {
      severity: 'fail',
      says: ['Public Root', 'Sectigo'],
    },
  ),
  spares(
    'tls-issuer-unexpected',
    'the expected one',
    sweep([shows(URL, {}, { tls: { issuer: ['Sectigo', 'DigiCert'] } })]),
  ),
  spares(
    'tls-issuer-unexpected',
    'the expected one signed the intermediate',
    sweep([
      shows(
        URL,
        { chain: [byRoot, { ...root, issuer: 'CN=Sectigo' }] },
        { tls: { issuer: ['Sectigo'] } },
      ),
    ]),
  ),
]
