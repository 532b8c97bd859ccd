import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const root = certificate({
  serial: 'root',
  subject: 'CN=Lab Root',
  issuer: 'CN=Lab Root',
  selfSigned: true,
  ca: true,
})
const byRoot = certificate({ serial: 'by-root', issuer: 'CN=Lab Root' })
const expired = certificate({ serial: 'old', notAfter: '2026-11-12T12:00:00.000Z' })
const future = certificate({ serial: 'new', notBefore: '2026-12-01T00:00:00.000Z' })
const soon = certificate({ serial: 'soon', notAfter: '2026-12-02T12:00:00.000Z' })
const brief = certificate({
  serial: 'brief',
  notBefore: '2026-11-20T12:00:00.000Z',
  notAfter: '2026-11-26T12:00:00.000Z',
})
const shows = (url: string, how: Parameters<typeof secures>[1], expect = {}) =>
  check(url, { expect }, up, secures(A, how), replies(A, 200))
const told = (
  url: string,
  how: Parameters<typeof secures>[1],
  date: string,
  headers: Record<string, string> = {},
) => check(url, {}, up, secures(A, how), replies(A, 200, { headers: { date, ...headers } }))
const notYet = {
  chain: [future],
  fails: 'ssl_invalid_certificate',
  verification: 'CERT_NOT_YET_VALID',
} as const

/** When certificates begin and end. */
export const DATE_CASES: readonly Case[] = [
  yields(
    'tls-expired',
    'OpenSSL says so',
    sweep([
      shows(URL, {
        chain: [expired],
        fails: 'ssl_invalid_certificate',
        verification: 'CERT_HAS_EXPIRED',
      }),
    ]),
    { severity: 'fail', says: ['10 days ago (2026-11-12)'] },
  ),
  yields('tls-expired', 'by the date of the leaf', sweep([shows(URL, { chain: [expired] })]), {
    severity: 'fail',
  }),
  yields(
    'tls-expired',
    'a day and a half ago: whole days are told',
    sweep([
      shows(URL, {
        chain: [certificate({ serial: 'yesterday', notAfter: '2026-11-21T00:00:00.000Z' })],
        fails: 'ssl_invalid_certificate',
        verification: 'CERT_HAS_EXPIRED',
      }),
    ]),
    { severity: 'fail', says: ['a day ago (2026-11-21)'] },
  ),
  yields(
    'tls-expired',
    'an authority in the chain has expired',
    sweep([
      shows(URL, {
        chain: [byRoot, { ...root, notAfter: '2026-01-01T00:00:00.000Z' }],
        fails: 'ssl_invalid_certificate',
        verification: 'CERT_HAS_EXPIRED',
      }),
    ]),
    { severity: 'fail', says: ['authority “Lab Root”'] },
  ),
  yields(
    'tls-expired',
    'by the server’s clock it is in date: ours is wrong',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, { chain: [expired] }),
        replies(A, 200, { headers: { date: 'Wed, 11 Nov 2026 12:00:00 GMT' } }),
      ),
    ]),
    { severity: 'fail', subject: 'the clock of the probe', says: ['clock of the probe is fast'] },
  ),
  spares('tls-expired', 'ten days left', sweep([shows(URL, { chain: [soon] })])),
  spares(
    'tls-expired',
    'an old authority beside a trusted path',
    sweep([shows(URL, { chain: [byRoot, { ...root, notAfter: '2026-01-01T00:00:00.000Z' }] })]),
  ),
  yields('tls-not-yet-valid', 'begins in the future', sweep([shows(URL, notYet)]), {
    severity: 'fail',
    says: ['from 2026-12-01'],
  }),
  yields(
    'tls-not-yet-valid',
    'unlike certificates of two hosts: the clock',
    sweep([
      shows(URL, notYet),
      shows('https://b.example', { ...notYet, chain: [{ ...future, serial: 'other' }] }),
    ]),
    {
      severity: 'fail',
      subject: 'the clock of the probe',
      says: ['By the clock of the probe, 2026-11-22', 'is slow: 2 different certificates begin'],
    },
  ),
  yields(
    'tls-not-yet-valid',
    'one certificate at two hosts: it was installed early, or the clock is slow',
    sweep([shows(URL, notYet), shows('https://b.example', notYet)]),
    { severity: 'fail', subject: 'app.example', says: ['or the certificate was installed'] },
  ),
  yields(
    'tls-not-yet-valid',
    'unlike certificates, and a server agrees with the probe’s clock',
    sweep([
      shows(URL, notYet),
      shows('https://b.example', { ...notYet, chain: [{ ...future, serial: 'other' }] }),
      told('https://c.example', {}, 'Sun, 22 Nov 2026 12:00:01 GMT'),
    ]),
    { severity: 'fail', subject: 'app.example', says: ['agree'], never: ['is slow'] },
  ),
  yields(
    'tls-not-yet-valid',
    'another server has the certificate in date; its answer is an old one of a cache',
    sweep([
      shows(URL, notYet),
      told('https://c.example', {}, 'Sat, 28 Nov 2026 12:00:00 GMT', { age: '432000' }),
    ]),
    { severity: 'fail', subject: 'the clock of the probe', says: ['by the clocks of the servers'] },
  ),
  yields(
    'tls-expired',
    'one server is as fast as the probe, two others are not',
    sweep([
      told(URL, { chain: [expired] }, 'Sun, 22 Nov 2026 12:00:00 GMT'),
      told('https://b.example', {}, 'Wed, 11 Nov 2026 12:00:00 GMT'),
      told('https://c.example', {}, 'Wed, 11 Nov 2026 12:00:00 GMT'),
    ]),
    { severity: 'fail', subject: 'the clock of the probe' },
  ),
  yields(
    'tls-expired',
    'servers are split over the time',
    sweep([
      told(URL, { chain: [expired] }, 'Sun, 22 Nov 2026 12:00:00 GMT'),
      told('https://b.example', {}, 'Wed, 11 Nov 2026 12:00:00 GMT'),
    ]),
    { severity: 'fail', subject: 'app.example', says: ['or the clock of the probe is wrong'] },
  ),
  spares('tls-not-yet-valid', 'begun', sweep([shows(URL, {})])),
  yields('tls-expires-soon', 'within 21 days', sweep([shows(URL, { chain: [soon] })]), {
    severity: 'warn',
    says: ['10 days', '2026-12-02'],
  }),
  yields(
    'tls-expires-soon',
    'within the days that are expected',
    sweep([shows(URL, {}, { tls: { expiresInDays: 365 } })]),
    { severity: 'warn' },
  ),
  spares(
    'tls-expires-soon',
    'the expectation is narrower than the default',
    sweep([shows(URL, { chain: [soon] }, { tls: { expiresInDays: 7 } })]),
  ),
  spares(
    'tls-expires-soon',
    'a short life with two thirds left',
    sweep([shows(URL, { chain: [brief] })]),
  ),
  spares('tls-expires-soon', 'expired already', sweep([shows(URL, { chain: [expired] })])),

  yields(
    'tls-expired',
    'by the server’s clock too',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, { chain: [expired] }),
        replies(A, 200, { headers: { date: 'Sun, 22 Nov 2026 12:00:00 GMT' } }),
      ),
    ]),
    { severity: 'fail', subject: 'app.example', never: ['clock'] },
  ),
  yields(
    'tls-not-yet-valid',
    'by the server’s clock it is in date: ours is slow',
    sweep([
      check(
        URL,
        {},
        up,
        secures(A, notYet),
        replies(A, 200, { headers: { date: 'Wed, 02 Dec 2026 12:00:00 GMT' } }),
      ),
    ]),
    { severity: 'fail', says: ['clock of the probe is slow'] },
  ),
]
