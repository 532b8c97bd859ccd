import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addressBook } from '../../../shared/address/book.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { Report, TargetResult } from '../../../shared/model/report.ts'
import { checkReport } from '../../../shared/report/check.ts'
import { diffReports } from '../../../shared/report/diff.ts'
import { learnBaseline } from '../../../shared/report/learn-baseline.ts'
import { dropped, passing, proxyDenial, sample } from './sample.ts'
import { certificate, shaken } from './sample-steps.ts'

const HOST = 'a.example'
const LEAF = certificate(HOST, '2027-06-01T00:00:00Z')
const CA = { ...certificate('CA', '2030-01-01T00:00:00Z'), ca: true }
const CERTIFICATES = { l1: LEAF, l2: LEAF, l3: LEAF, c1: CA, c2: CA }

type Peer = 'target' | 'proxy'

/** A report whose one target showed these chains, each on a connection of its own. */
function showing(chains: readonly string[][], peer: Peer = 'target', version = 'TLSv1.3'): Report {
  const report = sample([passing(HOST, '20.1.1.1')])
  const steps = chains.map(
    (chain): Observation => ({ ...shaken('20.1.1.1', HOST, chain, 1), peer, version }),
  )
  const results = report.results.map((r) => ({ ...r, observations: steps }))
  return { ...report, results, certificates: CERTIFICATES }
}

test.for<[string, Report, Report, readonly string[]]>([
  ['the same', showing([['l1', 'c1']]), showing([['l1', 'c1']]), []],
  ['another leaf', showing([['l1', 'c1']]), showing([['l2', 'c1']]), ['certificate-renewed']],
  ['one leaf in common', showing([['l1'], ['l2']]), showing([['l2'], ['l3']]), []],
  ['another chain', showing([['l1', 'c1']]), showing([['l1', 'c2']]), ['certificate-chain']],
  ['a chain that is gone', showing([['l1', 'c1']]), showing([['l1']]), ['certificate-chain']],
  ['a chain that came', showing([['l1']]), showing([['l1', 'c1']]), ['certificate-chain']],
  ['no chain on either side', showing([['l1']]), showing([['l1']]), []],
  ['nothing was shown before', showing([]), showing([['l1']]), []],
  ['another version', showing([['l1']]), showing([['l1']], 'target', 'TLSv1.2'), ['tls-version']],
  [
    'what the proxy showed',
    showing([['l1']], 'proxy'),
    showing([['l2', 'c2']], 'proxy', 'TLSv1.2'),
    [],
  ],
])('%s', ([, before, after, kinds]) => {
  expect(diffReports(before, after).map(({ kind }) => kind)).toEqual(kinds)
})

const FILE = new URL('../../golden/reports/expectation/baseline-drift.json', import.meta.url)
const SAMPLE = checkReport(JSON.parse(readFileSync(FILE, 'utf8')))

test.for<[string, (result: TargetResult) => Partial<TargetResult>, object | undefined, string[]]>([
  [
    'where a redirect led to',
    ({ target }) => ({ target: { ...target, redirectedFrom: 'x' } }),
    undefined,
    [],
  ],
  ['whose check was cut short', () => ({ ending: 'out-of-time' }), undefined, ['storage']],
  [
    'whose private name leads into no private zone',
    ({ observations }) => ({
      addresses: ['10.50.2.4'],
      observations: observations.map((o) => (o.step === 'resolve' ? { ...o, answer: 'x' } : o)),
    }),
    { addresses: ['10.50.2.4'], issuer: 'O=Microsoft Corporation' },
    [],
  ],
  [
    'behind a proxy with a certificate of its own',
    ({ observations }) => ({
      observations: observations.flatMap((o): Observation[] =>
        o.step === 'handshake' ? [o, { ...o, peer: 'proxy' as const, chain: ['l1'] }] : [o],
      ),
    }),
    {
      ...{ addresses: ['10.50.2.4'], zone: 'privatelink.blob.core.windows.net' },
      issuer: 'O=Microsoft Corporation',
    },
    [],
  ],
  [
    'that is connected to an address whatever DNS says',
    ({ target }) => ({ target: { ...target, address: '10.50.2.4' } }),
    { issuer: 'O=Microsoft Corporation' },
    [],
  ],
])('of a target %s is learnt', ([, change, pinned, unknown]) => {
  const results = SAMPLE.results
    .filter(({ target }) => target.id === 'storage')
    .map((result) => ({ ...result, ...change(result) }))
  const certificates = { ...SAMPLE.certificates, ...CERTIFICATES }
  const reports = [3, 2, 1].map((day) => ({
    ...{
      ...SAMPLE,
      certificates,
      results,
      id: `r${day}`,
      startedAt: `2026-11-0${day}T00:00:00.000Z`,
    },
  }))
  const book = addressBook({ privateRanges: [], owners: [] })
  const learned = learnBaseline(reports, { book, withPublic: true })
  const { latency: _, ...rest } = learned.file.targets['storage'] ?? {}
  expect(learned.file.targets['storage'] && rest).toEqual(pinned)
  expect(learned.unknown).toEqual(unknown)
})

/** The first target of a sample, changed. */
function withFirst(was: Report, change: (first: Report['results'][0]) => object): Report {
  const [first, ...others] = was.results
  if (first === undefined) throw new Error('The sample has no target')
  return { ...was, results: [{ ...first, ...change(first) }, ...others] }
}

const SEEN = sample([passing(HOST, '20.1.1.1')])
const PROXIED = sample([proxyDenial(HOST)])
const SILENT = sample([dropped()])

test.for<[string, Report, Report, readonly string[]]>([
  [
    'another proxy',
    PROXIED,
    withFirst(PROXIED, ({ path }) => ({ path: { ...path, via: 'http://other:3128' } })),
    ['path'],
  ],
  [
    'the keys of what is expected in another order',
    SEEN,
    withFirst(SEEN, ({ target }) => {
      const keys = Object.entries(target.expect).toReversed()
      return { target: { ...target, expect: Object.fromEntries(keys) } }
    }),
    [],
  ],
  [
    'a hello that is sent for comparison',
    SEEN,
    withFirst({ ...SEEN, certificates: { ...SEEN.certificates, ...CERTIFICATES } }, (first) => {
      const small = { ...shaken('20.1.1.1', HOST, ['l1'], 1), hello: 'small', version: 'TLSv1.0' }
      return { observations: [...first.observations, small] }
    }),
    [],
  ],
  [
    'no status on one side',
    SEEN,
    withFirst(SEEN, (first) => ({
      observations: first.observations.map((o) =>
        o.step === 'request' ? { ...o, status: null } : o,
      ),
    })),
    [],
  ],
  [
    'an address that rotates, twice in the subject of the finding',
    twice(SILENT),
    JSON.parse(JSON.stringify(twice(SILENT)).replaceAll('10.0.1.9', '10.0.1.10')),
    ['addresses'],
  ],
])('%s', ([, was, is, kinds]) => {
  expect(diffReports(was, is).map(({ kind }) => kind)).toEqual(kinds)
  expect(diffReports(is, was).map(({ kind }) => kind)).toEqual(kinds)
})

function twice(report: Report): Report {
  return withFirst(report, ({ findings }) => ({
    findings: findings.map((f) => ({ ...f, subject: `${f.subject}, ${f.subject}` })),
  }))
}
