import type { Before } from '../../../../shared/judge/before.ts'
import { check, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const CODE = 'tls-certificate-changed'
const URL = 'https://www.example.org'
const A = '20.2.2.2'
const DIGICERT = 'O=DigiCert Inc'
const ENCRYPT = "O=Let's Encrypt"

const shows = (serial: string, issuer: string, { verification, pinned }: Shown = {}) =>
  sweep([
    check(
      URL,
      { ...(pinned !== undefined && { expect: { pinned: { issuer: pinned } } }) },
      resolves([A]),
      opens(A),
      secures(A, {
        chain: [certificate({ serial, issuer })],
        ...(verification !== undefined && { verification }),
      }),
      replies(A, 200),
    ),
  ])
interface Shown {
  readonly verification?: string
  readonly pinned?: string
}

/** What the target showed of late. */
const before = (leaves: Readonly<Record<string, string>>): { readonly before: Before } => ({
  before: new Map([[URL, { timings: null, leaves: new Map(Object.entries(leaves)) }]]),
})

/** Another certificate than before. */
export const CERTIFICATE_CHANGED_CASES: readonly Case[] = [
  {
    ...yields(CODE, 'by another authority', shows('new', `CN=R11, ${ENCRYPT}`), {
      severity: 'warn',
      says: [`“${ENCRYPT}” signed`, `it was “${DIGICERT}” before`, '2027-06-01'],
      subject: ENCRYPT,
    }),
    ...before({ old: DIGICERT }),
  },
  {
    ...yields(CODE, 'renewed by the same', shows('new', `CN=GeoTrust G4, ${DIGICERT}`), {
      severity: 'info',
      says: ['of the same authority', 'Nothing to do'],
    }),
    ...before({ old: DIGICERT }),
  },
  {
    ...yields(CODE, 'back to an authority of two by turns', shows('new', `CN=R11, ${ENCRYPT}`), {
      severity: 'info',
    }),
    ...before({ one: DIGICERT, other: ENCRYPT }),
  },
  { ...spares(CODE, 'the same', shows('old', `CN=R11, ${ENCRYPT}`)), ...before({ old: ENCRYPT }) },
  {
    ...spares(CODE, 'one of several by turns', shows('b', `CN=R11, ${ENCRYPT}`)),
    ...before({ a: DIGICERT, b: ENCRYPT }),
  },
  spares(CODE, 'nothing is known of before', shows('new', `CN=R11, ${ENCRYPT}`)),
  {
    ...spares(CODE, 'not trusted', shows('new', 'CN=Own', { verification: 'CERT_UNTRUSTED' })),
    ...before({ old: DIGICERT }),
  },
  {
    ...spares(
      CODE,
      'left to the baseline',
      shows('new', `CN=R11, ${ENCRYPT}`, { pinned: DIGICERT }),
    ),
    ...before({ old: DIGICERT }),
  },
]
