import { describe, expect, test } from 'vitest'
import type { Cause } from '../../../shared/model/cause.ts'
import type { Verdict } from '../../../shared/model/finding.ts'
import type { Report } from '../../../shared/model/report.ts'
import { groupsOf } from '../../../shared/view/groups.ts'
import { causesText, countsText, tookText, whenText } from '../../../shared/view/headline.ts'
import { reportAt, type Said, time } from '../alerts/sweeps.ts'

function cause(severity: Cause['severity'], targets: string[], capabilities: string[] = []): Cause {
  const made = { id: targets.join(), code: 'tcp-dropped', subject: 's', statement: 'It is silent.' }
  return { ...made, severity, targets, capabilities } as unknown as Cause
}

const SAID: Readonly<Record<Verdict, Said>> = {
  pass: 'pass',
  warn: 'warn tls-expires-soon x',
  fail: 'fail tcp-dropped x',
  inconclusive: 'inconclusive tcp-dropped x',
}

function reportOf(verdicts: readonly Verdict[], causes: Cause[] = [], rest: number[] = []): Report {
  const sweep = Object.fromEntries(verdicts.map((verdict, n) => [`t${n}`, SAID[verdict]]))
  const report = reportAt(5, sweep, { causes })
  const resting = { evidenceIn: 'r0', checkedAt: time(0) }
  const results = report.results.map((r, n) => (rest.includes(n) ? { ...r, ...resting } : r))
  return { ...report, results }
}

describe('causesText()', () => {
  test.for<[Cause[], string | null]>([
    [[], null],
    [[cause('warn', ['a'], ['x'])], null],
    [[cause('fail', ['a'])], '1 cause, 1 target'],
    [[cause('inconclusive', ['a'], ['x'])], '1 cause, 1 target, 1 capability'],
    [
      [cause('fail', ['a', 'b'], ['x', 'y']), cause('fail', ['b', 'c'], ['y', 'z'])],
      '2 causes, 3 targets, 3 capabilities',
    ],
    [[cause('fail', ['a'], ['x']), cause('warn', ['b'], ['y'])], '1 cause, 1 target, 1 capability'],
  ])('%#', ([causes, expected]) => {
    expect(causesText({ causes })).toBe(expected)
  })
})

describe('countsText()', () => {
  const one = [cause('fail', ['t0'])]
  test.for<[string, Report, string]>([
    ['nothing', reportOf([]), 'no target was checked'],
    ['one that passes', reportOf(['pass']), 'the target passes'],
    ['all that pass', reportOf(['pass', 'pass']), 'all 2 targets pass'],
    ['one that fails, without its cause', reportOf(['fail'], one), '1 target: 1 fail'],
    [
      'each verdict, the worst first',
      reportOf(['pass', 'warn', 'inconclusive', 'fail'], one),
      '1 cause, 1 target; of 4 targets 1 fail, 1 inconclusive, 1 warn, 1 pass',
    ],
    [
      'warnings alone',
      reportOf(['warn', 'pass'], [cause('warn', ['t0'])]),
      '2 targets: 1 warn, 1 pass',
    ],
    [
      'nothing that was due',
      reportOf(['pass', 'pass'], [], [0, 1]),
      'none of 2 targets was due; all passed when they were last checked',
    ],
    [
      'the only one was not due',
      reportOf(['pass'], [], [0]),
      'the target was not due; it passed when it was last checked',
    ],
  ])('of %s', ([, report, expected]) => {
    expect(countsText(report)).toBe(expected)
  })

  test('says how many were not due, where it says that they pass', () => {
    expect(countsText(reportOf(['pass', 'pass'], [], [0]))).toMatch(
      /^all 2 targets pass.*1.*not due/,
    )
    expect(countsText(reportOf(['fail', 'pass'], [], [1]))).toMatch(/1 fail, 1 pass.*not due/)
  })
})

test.for([
  [999, '999 ms'],
  [1000, '1.0 s'],
  [12_440, '12.4 s'],
] as const)('a sweep of %i ms took %s', ([ms, expected]) => {
  const report = reportAt(5, {})
  const finishedAt = new Date(Date.parse(report.startedAt) + ms).toISOString()
  expect(tookText({ ...report, finishedAt })).toBe(expected)
  expect(whenText(report)).toBe('2026-11-22 00:05:00 UTC')
})

describe('groupsOf()', () => {
  const report = reportAt(5, {
    w: 'warn tcp-dropped p',
    i: 'inconclusive tcp-dropped p',
    f: 'fail tcp-dropped p',
    x: 'fail tls-expired x',
    y: 'fail tls-expired y',
    z: 'fail tls-expired y',
    r: 'fail dns-resolver-unreachable r',
    q: 'inconclusive tls-expired q',
    g: 'pass',
  })
  const told = (verdict: Verdict) =>
    groupsOf(report, verdict).map(({ finding, members }) => [
      finding?.subject ?? null,
      members.map(({ result }) => result.target.id).join(' '),
    ])

  test('what explains more first, then what hits more; in each the most severe first', () => {
    expect(told('fail')).toEqual([
      ['r', 'r'],
      ['p', 'f i w'],
      ['y', 'y z'],
      ['x', 'x'],
    ])
  })

  test('each once, by its most severe target', () => {
    expect(told('inconclusive')).toEqual([['q', 'q']])
    expect(told('warn')).toEqual([])
    expect(told('pass')).toEqual([[null, 'g']])
  })

  test('says what else was found, without its root and what only informs', () => {
    const results = report.results
      .filter(({ target }) => target.id === 'f')
      .map((r) => {
        const [root, below] = r.findings
        if (root === undefined || below === undefined) throw new Error('no findings')
        return { ...r, findings: [root, { ...below, severity: 'info' as const }, below] }
      })
    const [group] = groupsOf({ ...report, results }, 'fail')
    expect(group?.members[0].also.map(({ code, severity }) => [code, severity])).toEqual([
      ['http-no-response', 'fail'],
    ])
  })
})
