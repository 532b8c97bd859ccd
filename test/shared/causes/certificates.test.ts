import { expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { answered, reportOf, type Seen } from './targets.ts'

test('causesOf() tells of one certificate, and of one authority', () => {
  const seen: readonly (readonly [string, FindingCode | null, string, string])[] = [
    ['a.one.test', 'tls-expired', 'l1', 't1'],
    ['b.two.test', 'tls-expired', 'l1', 't1'],
    ['c.test', 'tls-untrusted', 'l2', 't2'],
    ['d.test', 'tls-untrusted', 'l3', 't2'],
    ['e.test', null, 'l9', 't1'],
  ]
  const certificates = Object.fromEntries(
    seen.flatMap(([, , leaf, top]) => [
      // Of an intermediate of its own, which is not sent.
      [leaf, { subject: `CN=${leaf}`, issuer: `CN=issuer of ${leaf}` }],
      [top, { subject: `CN=${top}`, issuer: `CN=${top}` }],
    ]),
  )
  const report = reportOf(
    seen.map(([host, code, leaf, top], i) =>
      presents(answered(host, `20.1.0.${i}`, code), [leaf, top]),
    ),
  )
  const causes = causesOf({ ...report, certificates: certificates as never })
  expect(causes.map((c) => `${c.code} of ${c.subject} x${c.targets.length}`).sort()).toEqual([
    'tls-expired of certificate CN=l1 x2',
    'tls-untrusted of issuer CN=t2 x2',
  ])
})

/** With a chain, by fingerprints. */
function presents(seen: Seen, chain: string[]): Seen {
  const observations = seen.observations.map((o) => (o.step === 'handshake' ? { ...o, chain } : o))
  return { ...seen, observations }
}
