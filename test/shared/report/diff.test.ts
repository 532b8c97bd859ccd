import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import type { Change } from '../../../shared/report/change.ts'
import { diffReports } from '../../../shared/report/diff.ts'
import { dropped, expired, mixed, passing, proxyDenial, sample, unlinkedZone } from './sample.ts'
import { certificate, fingerprint } from './sample-steps.ts'

/** The same change to each. */
function patch(items: Iterable<object>, change: object): void {
  for (const item of items) Object.assign(item, change)
}

/** A copy, changed in place by the test. */
function changed(report: Report, change: (r: Report) => void): Report {
  const copy = structuredClone(report)
  change(copy)
  return copy
}

function kinds(changes: readonly Change[]): readonly string[] {
  return changes.map((c) => c.kind)
}

function each<S extends Report['results'][0]['observations'][0]['step']>(report: Report, step: S) {
  type Of = Extract<Report['results'][0]['observations'][0], { step: S }>
  return report.results.flatMap((r) => r.observations.filter((o): o is Of => o.step === step))
}

const OTHER = fingerprint('another')
const LEAF = fingerprint('management.azure.com')
const before = withTwins(sample([passing(), unlinkedZone()]))

/** And with a second capability of one id, and lists of what is expected. */
function withTwins(report: Report): Report {
  const [first] = report.capabilities
  const twins = first === undefined ? [] : [{ ...first, catalog: 'own' }]
  const results = report.results.map((r) => ({
    ...r,
    target: {
      ...r.target,
      expect: { ...r.target.expect, addresses: ['10.0.0.0/8', '20.0.0.0/8'] },
    },
  }))
  return { ...report, results, capabilities: [...report.capabilities, ...twins] }
}

function host(report: Report) {
  return report.results[0] as Report['results'][0]
}

/** The system's and the resolvers' answers differ in words: with the record type, and without. */
const ANSWERS = ['resolver-answer', 'resolver-answer']

describe('diffReports() finds', () => {
  const cases: readonly [string, (r: Report) => void, readonly string[]][] = [
    ['nothing in a copy', () => undefined, []],
    ['a new resolver of the system', (r) => r.vantage.resolvers.push('10.0.0.9:53'), ['resolvers']],
    ['a target removed', (r) => r.results.pop(), ['target-removed']],
    ['a verdict', (r) => Object.assign(host(r), { verdict: 'warn' }), ['verdict']],
    [
      'a capability',
      (r) => Object.assign(r.capabilities[0] ?? {}, { verdict: 'fail' }),
      ['capability'],
    ],
    [
      'another root cause',
      (r) => Object.assign(r.results[1]?.findings[0] ?? {}, { code: 'dns-no-private-endpoint' }),
      ['root-cause'],
    ],
    [
      'no other root cause in a less severe finding before it',
      (r) => {
        const [root, ...rest] = r.results[1]?.findings ?? []
        if (root === undefined) throw new Error('The sample has no root')
        const slow = { ...root, code: 'dns-resolver-slow', severity: 'warn' } as const
        Object.assign(r.results[1] ?? {}, { findings: [slow, root, ...rest] })
      },
      [],
    ],
    [
      'another way',
      (r) => Object.assign(host(r), { path: { kind: 'gateway', via: null } }),
      ['path'],
    ],
    [
      'another expectation',
      (r) =>
        Object.assign(host(r).target, { expect: { reachability: 'blocked', resolution: 'any' } }),
      ['expectation'],
    ],
    [
      'another URL',
      (r) => Object.assign(host(r).target, { url: `${host(r).target.url}login` }),
      ['expectation'],
    ],
    [
      'a capability of one of two catalogs that use its id',
      (r) => patch(r.capabilities.slice(-1), { verdict: 'fail' }),
      ['capability'],
    ],
    [
      'private addresses where public ones were',
      (r) => patch(each(r, 'resolve'), { addresses: ['10.0.1.4'] }),
      // Both targets, and every resolver of theirs answers otherwise.
      ['addresses', ...ANSWERS, 'addresses', ...ANSWERS],
    ],
    [
      'another chain',
      (r) => {
        for (const a of Object.values(r.dns)) a.chain.splice(0, 1)
      },
      ['chain', 'chain'],
    ],
    [
      'a resolver that says NXDOMAIN',
      (r) =>
        Object.assign(r.dns['management.azure.com A 10.0.0.4:53'] ?? {}, { rcode: 'NXDOMAIN' }),
      ['resolver-answer'],
    ],
    [
      'TLS 1.2',
      (r) => Object.assign(each(r, 'handshake')[0] ?? {}, { version: 'TLSv1.2' }),
      ['tls-version'],
    ],
    [
      'a status',
      (r) => Object.assign(each(r, 'request')[0] ?? {}, { status: 503 }),
      ['http-status'],
    ],
    [
      'another issuer',
      (r) => Object.assign(r.certificates[LEAF] ?? {}, { issuer: 'CN=Zscaler' }),
      ['certificate'],
    ],
    [
      'a renewed certificate',
      (r) => {
        r.certificates[OTHER] = certificate('management.azure.com', '2028-01-01T00:00:00Z', '02')
        each(r, 'handshake')[0]?.chain.splice(0, 1, OTHER)
      },
      ['certificate-renewed'],
    ],
    [
      'other intermediates',
      (r) => {
        r.certificates[OTHER] = certificate('Contoso Issuing CA 2', '2031-01-01T00:00:00Z')
        each(r, 'handshake')[0]?.chain.splice(1, 1, OTHER)
      },
      ['certificate-chain'],
    ],
  ]

  test.for(cases)('%s', ([, change, expected]) => {
    const after = changed(before, change)
    expect(kinds(diffReports(before, after))).toEqual(expected)
    const backwards = kinds(diffReports(after, before)).map((k) => k.replace('-added', '-removed'))
    expect(backwards.length).toBe(expected.length)
  })

  test('a certificate of the same times is told apart by its fingerprint', () => {
    const after = changed(before, (r) => {
      const same = r.certificates[LEAF]
      if (same !== undefined) r.certificates[OTHER] = { ...same }
      each(r, 'handshake')[0]?.chain.splice(0, 1, OTHER)
    })
    const [renewed] = diffReports(before, after)
    expect(renewed?.kind).toBe('certificate-renewed')
    expect(renewed?.before).not.toEqual(renewed?.after)
  })

  test('a target added, with its address', () => {
    expect(diffReports(sample([passing()]), before).find((c) => c.kind === 'target-added')).toEqual(
      {
        kind: 'target-added',
        target: 'contoso.azurecr.io',
        name: 'registry',
        subject: null,
        before: [],
        after: ['https://contoso.azurecr.io/v2/'],
      },
    )
  })

  test('resolvers that changed alike as one change', () => {
    const after = changed(before, (r) => {
      for (const a of Object.values(r.dns)) a.chain.splice(1, 1)
    })
    const chain = diffReports(before, after).find((c) => c.target === 'contoso.azurecr.io')
    expect(chain).toMatchObject({ kind: 'chain', subject: '10.0.0.4:53, 10.0.0.5:53' })
  })
})

describe('diffReports() leaves out', () => {
  const noise: readonly [string, (r: Report) => void][] = [
    ['ids and times', (r) => Object.assign(r, { id: 'other', startedAt: '2027-01-01T00:00:00Z' })],
    [
      'timings',
      (r) =>
        patch(
          r.results.map((x) => x.timings),
          { dns: 99, total: 999 },
        ),
    ],
    [
      'TTLs',
      (r) =>
        patch(
          Object.values(r.dns).flatMap((a) => a.addresses),
          { ttl: 1 },
        ),
    ],
    [
      'words of findings',
      (r) =>
        patch(
          r.results.flatMap((x) => x.findings),
          { summary: 'x' },
        ),
    ],
    [
      'the order of what is expected',
      (r) => {
        const { expect: own } = host(r).target
        Object.assign(own, { addresses: own.addresses?.toReversed() })
      },
    ],
    ['a local port', (r) => patch(each(r, 'connect'), { local: '10.0.2.7:1' })],
  ]
  test.for(noise)('%s', ([, change]) => {
    expect(diffReports(before, changed(before, change))).toEqual([])
  })

  test('a step that one side did not get to: verdict and cause tell it', () => {
    const host = 'billing.contoso.internal'
    const was = sample([expired()])
    const is = changed(was, (r) => r.results[0]?.observations.splice(1))
    expect(was.results[0]?.target.id).toBe(host)
    expect(diffReports(was, is)).toEqual([])
  })

  test('an address of the target that rotates inside the subject of its finding', () => {
    const was = sample([dropped()])
    const is = JSON.parse(JSON.stringify(was).replaceAll('10.0.1.9', '10.0.1.10')) as Report
    expect(kinds(diffReports(was, is))).toEqual(['addresses'])
  })
})

describe('diffReports() always', () => {
  const pool = [
    ...mixed(),
    passing('extra.contoso.com', '10.9.9.9'),
    proxyDenial('extra.contoso.com'),
  ]
  const reports = fc
    .uniqueArray(fc.constantFrom(...pool), { selector: (c) => c.seen.target.id })
    .map((cases) => sample(cases))

  test('finds nothing between a report and itself, whatever the order', () => {
    fc.assert(
      fc.property(reports, fc.infiniteStream(fc.nat()), (report, random) => {
        const after = changed(report, (r) => {
          for (const list of withoutOrder(r)) shuffle(list, random)
          r.dns = Object.fromEntries(Object.entries(r.dns).reverse())
        })
        expect(diffReports(report, after)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('finds something one way exactly when it does the other way', () => {
    fc.assert(
      fc.property(reports, reports, (a, b) => {
        expect(diffReports(a, b).length === 0).toBe(diffReports(b, a).length === 0)
      }),
      { numRuns: 60 },
    )
  })
})

/** The lists of a report whose order means nothing. */
function withoutOrder(r: Report): readonly unknown[][] {
  return [
    r.results,
    r.capabilities,
    r.vantage.resolvers,
    ...r.results.map((x) => x.target.capabilities),
    ...each(r, 'resolve').map((o) => o.addresses),
    ...Object.values(r.dns).map((a) => a.addresses),
    ...Object.values(r.certificates).map((c) => c.names),
  ]
}

function shuffle<T>(items: T[], random: Iterator<number>): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = (random.next().value as number) % (i + 1)
    ;[items[i], items[j]] = [items[j] as T, items[i] as T]
  }
}
