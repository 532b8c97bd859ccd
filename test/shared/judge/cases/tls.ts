import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const cut = { phase: 'sent', fails: 'connection_reset' } as const
const SILENCE = { fails: 'generic_timeout_error', took: 5000 } as const
const UNKNOWN = {
  fails: 'ssl_unknown_authority',
  verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
} as const
const inspected = certificate({ serial: 'inspected', issuer: 'CN=Corp Inspection CA, O=Corp' })
const shows = (url: string, how: Parameters<typeof secures>[1], expect = {}) =>
  check(url, { expect }, up, secures(A, how), replies(A, 200))

/** TLS up to the certificate. */
export const TLS_CASES: readonly Case[] = [
  yields(
    'tls-blocked-by-name',
    'reset after the ClientHello',
    sweep([check(URL, {}, up, secures(A, cut)), control()]),
    {
      severity: 'fail',
      says: [
        A,
        'ClientHello for app.example',
        'TCP reset',
        'application rule',
        'exactly this name',
      ],
      never: ['by address'],
      subject: 'app.example',
    },
  ),
  yields(
    'tls-blocked-by-name',
    'another name passes on the same address',
    sweep([
      check(URL, {}, up, secures(A, { ...cut, fails: 'eof_error' })),
      check('https://b.example', {}, up, secures(A)),
    ]),
    { severity: 'fail', says: ['b.example passes on the same address, so the name decides'] },
  ),
  yields(
    'tls-blocked-by-name',
    'every name on the address is cut: perhaps the server',
    sweep([
      check(URL, {}, up, secures(A, cut)),
      check('https://b.example', {}, up, secures(A, cut)),
    ]),
    { severity: 'fail', says: ['it may be the server'] },
  ),
  yields(
    'tls-blocked-by-name',
    'silence is less certain',
    sweep([
      check(URL, {}, up, secures(A, { phase: 'sent', fails: 'generic_timeout_error', took: 5000 })),
      control(),
    ]),
    { severity: 'fail', says: ['no byte came back within 5.0 s', 'MTU', 'look alike'] },
  ),
  yields(
    'tls-blocked-by-name',
    'an address has no name to be allowed by',
    sweep([check(`https://${A}`, {}, opens(A), secures(A, cut)), control()]),
    {
      severity: 'fail',
      says: ['without a name', 'by the name that its clients use'],
      never: ['this name'],
    },
  ),
  spares(
    'tls-blocked-by-name',
    'cut after the server answered',
    sweep([check(URL, {}, up, secures(A, { ...cut, phase: 'answered' }))]),
  ),
  yields(
    'tls-not-spoken',
    'HTTP on the port',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, { phase: 'answered', fails: 'ssl_not_spoken', raw: 'WRONG_VERSION_NUMBER' }),
      ),
    ]),
    {
      severity: 'fail',
      says: ['app.example:443', 'WRONG_VERSION_NUMBER'],
    },
  ),
  spares(
    'tls-not-spoken',
    'an alert is TLS',
    sweep([check(URL, {}, up, secures(A, { phase: 'answered', fails: 'ssl_failed_handshake' }))]),
  ),
  yields(
    'tls-handshake-failed',
    'a name that is not set up on the server',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, {
          phase: 'answered',
          fails: 'ssl_failed_handshake',
          raw: 'alert 112 unrecognized_name',
        }),
      ),
    ]),
    { severity: 'fail', says: ['alert 112', 'correct the DNS record'], never: ['cipher'] },
  ),
  yields(
    'tls-handshake-failed',
    'an old device without secure renegotiation',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, {
          phase: 'answered',
          fails: 'ssl_failed_handshake',
          raw: 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
        }),
      ),
    ]),
    { severity: 'fail', says: ['secure renegotiation', 'OpenSSL 3'] },
  ),
  yields(
    'tls-version-too-low',
    'no version in common',
    sweep([check(URL, {}, up, secures(A, { phase: 'answered', fails: 'ssl_version_rejected' }))]),
    {
      severity: 'fail',
      says: ['no TLS version in common'],
    },
  ),
  yields(
    'tls-version-too-low',
    'older than expected',
    sweep([shows(URL, { version: 'TLSv1.2' }, { tls: { minVersion: 'TLSv1.3' } })]),
    {
      severity: 'fail',
      says: ['TLSv1.2', 'TLSv1.3'],
    },
  ),
  spares(
    'tls-version-too-low',
    'as expected',
    sweep([shows(URL, { version: 'TLSv1.3' }, { tls: { minVersion: 'TLSv1.2' } })]),
  ),
  spares('tls-version-too-low', 'nothing is expected', sweep([shows(URL, { version: 'TLSv1.2' })])),
  yields(
    'tls-handshake-failed',
    'an alert',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, {
          phase: 'answered',
          fails: 'ssl_failed_handshake',
          raw: 'alert handshake failure',
        }),
      ),
    ]),
    { severity: 'fail', says: ['alert handshake failure'] },
  ),
  yields(
    'tls-handshake-failed',
    'cut after the first answer',
    sweep([check(URL, {}, up, secures(A, { ...cut, phase: 'answered' }))]),
    { severity: 'fail', says: ['breaks off while it inspects'], never: ['alert', 'MTU'] },
  ),
  yields(
    'tls-handshake-failed',
    'silence after the first answer: the certificates are lost on the way',
    sweep([check(URL, {}, up, secures(A, { ...SILENCE, phase: 'answered' }))]),
    { severity: 'fail', says: ['smaller MTU', 'Clamp the MSS'], never: ['alert', 'cipher'] },
  ),
  yields(
    'tls-handshake-failed',
    'the same, where another name comes through at the address',
    sweep([
      check(URL, {}, up, secures(A, { ...SILENCE, phase: 'answered' })),
      check('https://other.example', {}, resolves([A]), works(A)),
    ]),
    { severity: 'fail', says: ['holds the rest back for this name'], never: ['MTU'] },
  ),
  spares(
    'tls-handshake-failed',
    'cut before any answer',
    sweep([check(URL, {}, up, secures(A, cut))]),
  ),
  spares(
    'tls-handshake-failed',
    'an untrusted chain is a completed handshake',
    sweep([shows(URL, { ...UNKNOWN, chain: [inspected] })]),
  ),
]
