import { describe, expect, test } from 'vitest'
import { moreSevere, readSweep } from '../../../shared/alerts/sweep.ts'
import type { Severity } from '../../../shared/model/finding.ts'
import type { TargetResult } from '../../../shared/model/report.ts'
import { reportAt, type Said, type Sweep } from './sweeps.ts'

const BOTH: readonly Severity[] = ['fail', 'inconclusive']
const DROPPED: Said = 'fail tcp-dropped p'

function kindOf(said: Said, opens: readonly Severity[], more: Partial<TargetResult> = {}) {
  const report = reportAt(0, { a: said })
  const results = report.results.map((result) => ({ ...result, ...more }))
  const standing = readSweep({ ...report, results }, opens).standings.get('a')
  return standing?.kind === 'unknown' ? standing.why : standing?.kind
}

describe('a target stands', () => {
  const WARM = 'inconclusive path-warming-up the warm-up of the instance' as const
  const LOST = 'inconclusive not-checked-in-time the sweep' as const
  const rest = { evidenceIn: 'r0', checkedAt: '2026-11-22T00:00:00.000Z' }
  test.for<[string, Said, readonly Severity[], Partial<TargetResult>, string]>([
    ['as it passes', 'pass', BOTH, {}, 'good'],
    ['as it fails', DROPPED, BOTH, {}, 'bad'],
    ['as it fails, which opens nothing', DROPPED, ['inconclusive'], {}, 'good'],
    ['as it warns', 'warn tls-expires-soon a', BOTH, {}, 'good'],
    ['as it warns, which opens', 'warn tls-expires-soon a', ['warn'], {}, 'bad'],
    ['as nothing is known, which opens', LOST, BOTH, {}, 'bad'],
    ['as nothing is known', LOST, ['fail'], {}, 'the sweep could not tell'],
    ['as it was not due', 'pass', BOTH, rest, 'it was not due in this sweep'],
    ['as the path warms up', WARM, BOTH, {}, 'the path of a fresh instance is still warming up'],
    ['as the sweep was stopped', LOST, BOTH, { ending: 'interrupted' }, 'the sweep was stopped'],
    ['as it passed before the stop', 'pass', BOTH, { ending: 'interrupted' }, 'good'],
    ['without any finding', DROPPED, BOTH, { findings: [] }, 'no finding says why'],
  ])('%s', ([, said, opens, more, kind]) => {
    expect(kindOf(said, opens, more)).toBe(kind)
  })

  test('with the severity of its verdict', () => {
    const report = reportAt(0, { a: DROPPED })
    const results = report.results.map((r) => ({
      ...r,
      findings: r.findings.map((finding) => ({ ...finding, severity: 'info' as const })),
    }))
    expect(readSweep({ ...report, results }, BOTH).causes).toMatchObject([
      { key: 'tcp-dropped p', severity: 'fail', finding: { severity: 'fail' } },
    ])
  })
})

test('causes stand by what explains more, then by name, each with its targets in order', () => {
  const sweep: Sweep = {
    z: 'inconclusive tcp-dropped q',
    b: 'inconclusive tcp-dropped p',
    g: 'pass',
    a: 'fail tcp-dropped p',
    c: 'inconclusive tcp-dropped p',
    d: 'fail tls-expired d',
    e: 'inconclusive dns-resolver-unreachable r',
  }
  const { causes, at } = readSweep(reportAt(0, sweep), BOTH)
  expect(causes.map(({ key, severity, targets }) => [key, severity, targets])).toEqual([
    ['dns-resolver-unreachable r', 'inconclusive', ['e']],
    ['tcp-dropped p', 'fail', ['a', 'b', 'c']],
    ['tcp-dropped q', 'inconclusive', ['z']],
    ['tls-expired d', 'fail', ['d']],
  ])
  expect(at).toBe('2026-11-22T00:00:10.000Z')
})

test.for([
  ['fail', 'inconclusive', 'fail'],
  ['inconclusive', 'fail', 'fail'],
  ['warn', 'info', 'warn'],
  ['warn', 'inconclusive', 'inconclusive'],
  ['info', 'info', 'info'],
] as const)('of %s and %s, %s is more severe', ([a, b, expected]) => {
  expect(moreSevere(a, b)).toBe(expected)
})
