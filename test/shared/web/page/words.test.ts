import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../../shared/model/finding.ts'
import type { CapabilityResult, TargetResult } from '../../../../shared/model/report.ts'
import { causesOf, isOld } from '../../../../shared/web/page/causes.ts'
import { expectText } from '../../../../shared/web/page/expect-text.ts'
import { filtered } from '../../../../shared/web/page/filter.ts'
import type { TargetRow } from '../../../../shared/web/page/overview.ts'
import { reportAt, type Sweep } from '../../alerts/sweeps.ts'

describe('expectText()', () => {
  const [result] = reportAt(0, { a: 'pass' }).results
  if (result === undefined) throw new Error('no result')
  const text = (
    expected: Partial<TargetResult['target']['expect']>,
    more: Partial<TargetResult['target']> = {},
  ) => expectText({ ...result.target, ...more, expect: { ...result.target.expect, ...expected } })

  test.for([
    [{}, 'reachable'],
    [{ reachability: 'blocked' }, 'blocked'],
    [{ resolution: 'private' }, 'reachable; resolves to private addresses'],
    [{ addresses: ['10.0.0.0/8', 'x'] }, 'reachable; addresses in 10.0.0.0/8, x'],
    [{ zone: 'z' }, 'reachable; zone z'],
    [{ tls: { version: 'TLSv1.3' } }, 'reachable; TLS version TLSv1.3'],
    [
      { http: { status: [200, 401], redirects: true } },
      'reachable; HTTP status 200 or 401, redirects true',
    ],
    [{ http: { headers: { a: 'b', c: 'd' } } }, 'reachable; HTTP headers a: b and c: d'],
    [{ egress: ['20.0.0.0/8'] }, 'reachable; leaves from 20.0.0.0/8'],
    [{ latency: { total: 9, dns: 1 } }, 'reachable; at most (ms) total 9, dns 1'],
    [{ pinned: { addresses: ['x'] } }, 'reachable; as in the baseline: addresses x'],
  ] as const)('%j is told as %s', ([expected, told]) => {
    expect(text(expected as never)).toBe(told)
  })

  test('an address that is given, and what is optional', () => {
    const told = 'reachable; connected to 10.0.0.1, whatever DNS says; optional'
    expect(text({}, { address: '10.0.0.1', optional: true })).toBe(told)
  })
})

test.for([
  ['', false, 'abc'],
  ['', true, 'a'],
  ['DB', false, 'ac'],
  ['db tcp', false, 'a'],
  ['tcp-dropped', false, 'a'],
  ['  c/  ', false, 'c'],
  ['name-b', false, 'b'],
  ['http-no', false, ''],
  ['db', true, 'a'],
] as const)('filtered by "%s", only failing %s: %s', ([text, failing, expected]) => {
  const { results } = reportAt(0, { a: 'fail tcp-dropped p' })
  const row = (id: string, name: string, worst: Verdict, cells: unknown) =>
    ({ id, name, url: `https://${id}/`, worst, now: worst, split: false, cells }) as TargetRow
  const rows = [
    row('a', 'db', 'fail', [undefined, ...results]),
    row('b', 'name-b', 'inconclusive', []),
    row('c', 'db', 'pass', []),
  ]
  expect(
    filtered(rows, { text, failing })
      .map(({ id }) => id)
      .join(''),
  ).toBe(expected)
})

describe('causesOf()', () => {
  const capability = (id: string, blockedBy: string[]) =>
    ({
      id,
      name: id,
      verdict: 'fail',
      symptom: '',
      catalog: null,
      blockedBy,
    }) as unknown as CapabilityResult
  const at = (
    name: string,
    silent: boolean,
    sweep: Sweep,
    ...capabilities: CapabilityResult[]
  ) => ({
    ...{ name, silent, latest: reportAt(0, sweep, { capabilities }) },
    ...{ lastSweepAt: null, ageMs: null },
  })
  const vantages = [
    at(
      'a',
      false,
      { d: 'fail tcp-dropped p', e: 'fail tls-expired e' },
      capability('x', ['d']),
      capability('y', ['e']),
    ),
    at(
      'b',
      false,
      { d: 'fail tcp-dropped p', f: 'fail tcp-dropped p', g: 'fail tcp-dropped q' },
      capability('z', ['f']),
    ),
    at('old', true, { h: 'fail dns-resolver-unreachable r', d: 'fail tcp-dropped p' }),
  ]

  test('joins vantages, by rank and by what they hit; what is old comes last', () => {
    const causes = causesOf(vantages, 'fail')
    const told = causes.map((cause) => ({
      subject: cause.finding?.subject,
      at: cause.at.map(({ vantage, members }) => `${vantage} ${members.length}`),
      targets: [...cause.targets.keys()],
      capabilities: [...cause.capabilities.keys()],
      old: isOld(cause),
    }))
    expect(told).toEqual([
      {
        ...{ subject: 'p', at: ['a 1', 'b 2', 'old 1'], targets: ['d', 'f'] },
        ...{ capabilities: ['x', 'z'], old: false },
      },
      { subject: 'q', at: ['b 1'], targets: ['g'], capabilities: [], old: false },
      { subject: 'e', at: ['a 1'], targets: ['e'], capabilities: ['y'], old: false },
      { subject: 'r', at: ['old 1'], targets: ['h'], capabilities: [], old: true },
    ])
    expect(causesOf(vantages, 'warn')).toEqual([])
  })
})
