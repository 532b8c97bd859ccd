import { expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import { answered, cut, presents, reportOf, type Seen } from './targets.ts'

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
  const report = reportOf([
    // Shown, and not spoken behind: nothing came through there.
    presents(cut('20.1.0.9'), ['l9', 't1']),
    ...seen.map(([host, code, leaf, top], i) =>
      presents(answered(host, `20.1.0.${i}`, code), [leaf, top]),
    ),
  ])
  const causes = causesOf({ ...report, certificates: certificates as never })
  expect(
    causes.map(({ code, subject, targets, contrast: { examples } }) =>
      [`${code} of ${subject} x${targets.length}`, ...examples].join(' '),
    ),
  ).toEqual([
    'tls-blocked-by-name of n20-1-0-9.test x1',
    'tls-expired of certificate CN=l1 x2 c.test d.test e.test',
    'tls-untrusted of issuer CN=t2 x2 a.one.test b.two.test e.test',
  ])
})

const MISSING = { cause: 'It lacks its intermediate', fix: 'Send the whole chain' }

test.for<[what: string, claims: Finding['claims'], statement: string, cause: string]>([
  ['of a known authority', [], '2 names fail alike for the certificates', MISSING.cause],
  [
    'of one that is not known',
    [{ kind: 'unknown-issuer', issuer: 'CN=x' }],
    'one authority that is not accepted here',
    'a private authority that this host does not know',
  ],
])('causesOf() tells of what two servers send %s', ([, claims, statement, cause]) => {
  const seen = ['a.x.test', 'b.x.test'].map((host, at): Seen => {
    const one = presents(answered(host, `20.1.0.${at}`, 'tls-untrusted'), [host])
    return {
      ...one,
      root: one.root === null ? null : { ...one.root, ...MISSING, claims: claims ?? [] },
    }
  })
  const certificates = Object.fromEntries(
    seen.map(({ host }) => [host, { subject: `CN=${host}`, issuer: 'CN=R11' }]),
  )
  const [told, ...others] = causesOf({ ...reportOf(seen), certificates: certificates as never })
  expect(others).toEqual([])
  expect(told?.subject).toBe('issuer CN=R11')
  expect(told?.cause).toContain(cause)
  expect(told?.statement).toContain(statement)
})
