import type { Before } from '../../../../shared/judge/before.ts'
import type { Pinned } from '../../../../shared/model/target.ts'
import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const CODE = 'baseline-drift'
const URL = 'https://kv.vault.azure.net'
const A = '10.0.1.5'
const ZONE = 'privatelink.vaultcore.azure.net'
const CHAIN = [`kv.${ZONE}`]

/** A target that works, with what is pinned of it. */
const pinned = (
  pins: Pinned,
  address = A,
  { chain = CHAIN, ...of }: Parameters<typeof check>[1] & { readonly chain?: string[] } = {},
) =>
  sweep([
    check(URL, { expect: { pinned: pins }, ...of }, resolves([address], { chain }), works(address)),
  ])

const signed = (issuer: string, serial: string, verification?: string) =>
  sweep([
    check(
      URL,
      { expect: { pinned: { issuer: 'O=DigiCert Inc' } } },
      resolves([A], { chain: CHAIN }),
      opens(A),
      secures(A, {
        chain: [certificate({ issuer, serial })],
        ...(verification !== undefined && { verification }),
      }),
      replies(A, 200),
    ),
  ])

const slow = (ms: number) =>
  sweep([
    check(
      URL,
      { expect: { pinned: { latency: { connect: 120 } } } },
      lookup([A]),
      opens(A, { took: ms }),
      secures(A),
      replies(A, 200),
    ),
  ])

const timings = { dns: 10, tls: 10, ttfb: 10, total: 400 }
const before = (connect: number): Before =>
  new Map([[URL, { timings: { ...timings, connect }, leaves: new Map() }]])

/** What differs from the file of `baseline`. */
export const BASELINE_CASES: readonly Case[] = [
  yields(CODE, 'another private address', pinned({ addresses: [A] }, '10.0.2.9'), {
    severity: 'warn',
    says: ['resolves to 10.0.2.9', 'where it was 10.0.1.5'],
    subject: 'kv.vault.azure.net',
  }),
  spares(CODE, 'the same address', pinned({ addresses: [A] })),
  spares(CODE, 'one of two addresses is gone', pinned({ addresses: [A, '10.0.1.6'] })),
  spares(CODE, 'addresses that are not pinned', pinned({ issuer: 'O=DigiCert Inc' }, '10.0.2.9')),
  spares(
    CODE,
    'now through a proxy, which resolves the name itself',
    pinned({ addresses: ['10.0.2.9'], zone: 'other.example' }, A, VIA_PROXY),
  ),
  yields(CODE, 'the alias is gone', pinned({ zone: ZONE }, A, { chain: [] }), {
    severity: 'warn',
    says: ['it has no alias', `led into ${ZONE}`],
  }),
  spares(CODE, 'the alias leads there', pinned({ zone: ZONE })),
  yields(CODE, 'another authority', signed("CN=R11, O=Let's Encrypt", 'new'), {
    severity: 'warn',
    says: ["signed by “O=Let's Encrypt”", 'where it was “O=DigiCert Inc”'],
    subject: "O=Let's Encrypt",
  }),
  spares(CODE, 'renewed by the same', signed('CN=GeoTrust G4, O=DigiCert Inc, C=US', 'new')),
  spares(CODE, 'not trusted, which has its own finding', signed('CN=Own', 'x', 'CERT_UNTRUSTED')),
  {
    ...yields(CODE, 'slow twice', slow(300), {
      severity: 'warn',
      says: ['connect took 300 ms', '250 ms in the sweep before', 'margin is 120 ms'],
    }),
    before: before(250),
  },
  { ...spares(CODE, 'slow once', slow(300)), before: before(20) },
  { ...spares(CODE, 'slow before', slow(20)), before: before(250) },
  spares(CODE, 'slow, and nothing to compare with', slow(300)),
]
