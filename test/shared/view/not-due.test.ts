import { describe, expect, test } from 'vitest'
import { reportLines } from '../../../shared/agent/report-lines.ts'
import type { Report } from '../../../shared/model/report.ts'
import { countsText } from '../../../shared/view/headline.ts'
import { junitReport } from '../../../shared/view/junit.ts'
import { markdownReport } from '../../../shared/view/markdown.ts'
import { notDueText } from '../../../shared/view/not-due.ts'
import { prettyReport } from '../../../shared/view/pretty.ts'
import { prometheusReport } from '../../../shared/view/report-metrics.ts'
import { sweepLine } from '../../../shared/view/sweep-line.ts'
import { reportFile } from '../../../shared/web/page/report-file.ts'
import { type Case, dropped, many, passing, sample } from '../report/sample.ts'

const HOUR = 3_600_000

/** A sample whose first targets were checked at ten past two, an hour before the next time. */
function resting(
  cases: readonly Case[],
  count: number,
  checkedAt = '2026-11-22T02:10:00.000Z',
): Report {
  const report = sample(cases)
  const results = report.results.map((result, n) => {
    if (n >= count) return result
    const target = { ...result.target, interval: HOUR }
    return { ...result, target, checkedAt, evidenceIn: 'earlier', observations: [] }
  })
  return { ...report, results }
}

const TEXT = 'passed at 02:10, not due until 03:10 UTC'

describe('notDueText()', () => {
  test.for([
    { name: 'of the day', checkedAt: '2026-11-22T02:10:00.000Z', says: TEXT },
    {
      name: 'of the day before',
      checkedAt: '2026-11-21T23:40:00.000Z',
      says: 'passed at 2026-11-21 23:40, not due until 00:40 UTC',
    },
  ])('$name', ({ checkedAt, says }) => {
    const report = resting([passing()], 1, checkedAt)
    expect(report.results.map((r) => notDueText(r, report.startedAt))).toEqual([says])
  })

  test('has seconds where they matter', () => {
    const [result] = resting([passing()], 1).results
    const short = result && { ...result, target: { ...result.target, interval: 90_000 } }
    expect(short && notDueText(short, '2026-11-22T02:11:00.000Z')).toBe(
      'passed at 02:10:00, not due until 02:11:30 UTC',
    )
  })

  test('is null for what was checked', () => {
    const report = sample([passing()])
    expect(report.results.map((r) => notDueText(r, report.startedAt))).toEqual([null])
  })
})

test.for([
  { cases: many(3), count: 0, says: 'all 3 targets pass' },
  { cases: many(3), count: 2, says: 'all 3 targets pass (2 not due)' },
  {
    cases: many(3),
    count: 3,
    says: 'none of 3 targets was due; all passed when they were last checked',
  },
  {
    cases: [passing()],
    count: 1,
    says: 'the target was not due; it passed when it was last checked',
  },
  {
    cases: [passing(), dropped()],
    count: 1,
    says: '1 cause, 1 target, 1 capability; of 2 targets 1 fail, 1 pass (1 not due)',
  },
])('countsText() tells $count of $cases.length', ({ cases, count, says }) => {
  expect(countsText(resting(cases, count))).toBe(says)
})

describe('a report with a target that was not due says so', () => {
  const report = resting([passing(), dropped()], 1)

  test('in a terminal', () => {
    const options = { colour: false, width: 100 }
    expect(prettyReport(report, options)).toContain('1 target passes (1 not due); --verbose')
    expect(prettyReport(report, { ...options, verbose: true })).toContain(TEXT)
    expect(sweepLine(report, false)).toMatch(/\(2 targets \(1 not due\) in 12\.4 s\)$/)
  })

  test('as Markdown and as a file for a browser', () => {
    expect(markdownReport(report)).toContain('1 pass (1 not due)')
    expect(reportFile(report)).toContain(TEXT)
  })

  test('to a pipeline, which sees it skipped', () => {
    const xml = junitReport(report)
    expect(xml).toContain(`<skipped message="${TEXT}"/>`)
    expect(xml).toMatch(/<testsuite name="azure-functions" .* skipped="1"/)
    expect(xml).toMatch(/<testcase name="passing [^"]+" classname="azure-functions" time="0\.000">/)
  })

  test('to Prometheus', () => {
    const text = prometheusReport(report)
    expect(text).toContain('perimeter_targets_not_due{vantage="prod-japaneast"} 1\n')
    const checked = Date.UTC(2026, 10, 22, 2, 10) / 1000
    expect(text).toContain(
      `perimeter_target_last_check_timestamp_seconds{vantage="prod-japaneast",target="management.azure.com"} ${checked}\n`,
    )
    expect(prometheusReport(sample([passing()]))).not.toMatch(/not_due|last_check/)
  })

  test('in the log of the platform', () => {
    const [line] = reportLines(report, 'stored')
    expect(line?.message).toMatch(
      /^Swept 1 of 2 targets in 12\.4 s: .*1 pass \(1 not due\), 1 fail; stored$/,
    )
    expect(line?.fields).toMatchObject({ notDue: 1 })
    expect(reportLines(sample([passing()]), 'stored')[0]?.fields).not.toHaveProperty('notDue')
  })
})
