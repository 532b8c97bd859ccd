import { expect, test } from 'vitest'
import { causesOf, type Judged } from '../../../shared/causes/causes.ts'
import type { Cause } from '../../../shared/model/cause.ts'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { anyOutage } from './any-outage.ts'
import type { Any } from './outages-by-kind.ts'
import {
  answered,
  atTimes,
  cut,
  fails,
  named,
  recoded,
  reportOf,
  type Seen,
  silent,
  through,
  tunnel,
  vip,
  well,
} from './targets.ts'

const ADDRESSES = [
  '10.50.2.4',
  '10.50.2.5',
  '10.50.3.4',
  '10.60.1.4',
  '20.1.1.4',
  '20.1.2.4',
  '20.1.2.5',
  '199.36.153.4',
  'fd00::4',
  '2600:1::4',
]
const HOSTS = [
  'a.x.test',
  'b.x.test',
  'c.x.test',
  'a.y.test',
  'b.y.test',
  'st.blob.core.windows.net',
  'kv.vault.azure.net',
  'storage.googleapis.com',
  'pubsub.googleapis.com',
  'localhost',
]
const ZONES = ['privatelink.x.test', 'privatelink.y.test']

/** One target at random, of every kind that causes are made from. */
function anySeen(any: Any): Seen {
  const host = any(HOSTS)
  const address = any(ADDRESSES)
  const code = any(FINDING_CODES)
  const kinds: readonly (() => Seen)[] = [
    () =>
      silent(address, {
        port: any([443, 443, 1433]),
        code: any([
          'tcp-dropped',
          'private-endpoint-not-answering',
          'tcp-some-addresses-fail',
        ] as const),
      }),
    () => through(address, { port: any([443, 1433]) }),
    () => atTimes(address, any([true, false])),
    () => cut(address),
    () =>
      answered(
        host,
        address,
        any([code, null, 'tls-intercepted', 'http-reached-publicly', 'tls-untrusted'] as const),
      ),
    () => tunnel(host, any([200, 403, 407, 503]), { exempt: any([true, false]) }),
    () =>
      named(
        host,
        any([
          'dns-private-record-missing',
          'dns-private-zone-not-used',
          'dns-no-private-endpoint',
          null,
        ] as const),
        any([...ZONES, `${any(ZONES)} ${host}`]),
        any([address, null]),
      ),
    () =>
      fails(
        host,
        any([
          code,
          'dns-name-not-found',
          'dns-private-unexpected',
          'dns-address-unexpected',
        ] as const),
        any([address, null]),
      ),
    () => well(host, address),
    () =>
      vip(
        named(
          host,
          any(['dns-google-vip-not-used', 'dns-google-vip-wrong', null] as const),
          host,
          address,
        ),
      ),
    () => recoded(silent(address), { code, subject: any([address, host, 'the sweep']) }),
  ]
  return any(kinds)()
}

function anySweep(seed: number): readonly Seen[] {
  const random = seeded(seed)
  const any: Any = (list) => list[Math.floor(random() * list.length)] as never
  const size = any([2, 4, 8, 16])
  // Some sweeps are of few kinds, as in a true outage.
  const pool = Array.from({ length: any([2, 4, 16]) }, () => anySeen(any))
  return Array.from({ length: size }, (_, i) => ({
    ...any([any(pool), anySeen(any)]),
    id: `t${i}`,
  }))
}

// After a change of causes: npx vitest run test/shared/causes/sampled.test.ts -u, and read what changed.
test('sweeps at random have the causes that they had', async () => {
  const told = Array.from({ length: 300 }, (_, seed) => seed).flatMap((seed) => [
    `sweep ${seed}`,
    ...causesOf(reportOf(anySweep(seed))).map(
      ({ code, subject, severity, statement, targets, scope }) =>
        `  ${severity} ${code} of ${subject}: ${targets.join(' ')} (${scope.map(({ dimension, values }) => `${dimension} ${values.join(' ')}`).join(', ')}) ${statement}`,
    ),
  ])
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('sampled.txt')
})

const CERTIFICATES = Object.fromEntries(
  ['l1', 'l2', 't1', 't2'].map((name) => [
    name,
    { subject: `CN=${name}`, issuer: `CN=issuer of ${name}` },
  ]),
)

function outage(seed: number): Judged {
  const random = seeded(seed)
  const report = reportOf(anyOutage((list) => list[Math.floor(random() * list.length)] as never))
  const blockedBy = report.results.slice(0, 1).map(({ target }) => target.id)
  const capability = {
    ...({ id: 'c', name: 'c', catalog: null, verdict: 'fail', symptom: '' } as const),
    ...{ sandbox: null, sandboxes: [], blockedBy },
  }
  return { ...report, capabilities: [capability], certificates: CERTIFICATES as never }
}

/** So much of a text tells it from others; its length tells the lists in it. */
const BEGINNING = 24

function wholly({ code, subject, severity, statement, ...rest }: Cause): string {
  const { targets, scope, contrast, capabilities, object, docs } = rest
  const where = scope.map(({ dimension, values }) => `${dimension} ${values.join(' ')}`).join(', ')
  const line = `  ${severity} ${code} of ${subject}: ${targets.join(' ')} (${where})`
  const isJoint = scope.some(({ dimension }) => dimension !== 'subject')
  if (!isJoint && targets.length < 2 && object === undefined) return line
  const told = [rest.cause, rest.fix].map((text) => `${text.slice(0, BEGINNING)}… ${text.length}`)
  const more = [...capabilities, object?.rule ?? '', new URL(docs).pathname.slice(-BEGINNING)]
  return [
    line,
    `    ${statement}`,
    `    ${told.join(' | ')} | ${contrast.failing} against ${contrast.passing}: ${contrast.examples.join(' ')} | ${more.join(' ')}`,
  ].join('\n')
}

// Likewise.
test('outages of each kind, with what may stand beside them, have the causes that they had', async () => {
  const told = Array.from({ length: 300 }, (_, seed) => [
    `outage ${seed}`,
    ...causesOf(outage(seed)).map(wholly),
  ])
  await expect(`${told.flat().join('\n')}\n`).toMatchFileSnapshot('outages-by-kind.txt')
})
