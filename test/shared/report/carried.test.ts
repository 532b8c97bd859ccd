import { describe, expect, test } from 'vitest'
import { availabilityOf } from '../../../azure/telemetry/availability.ts'
import { judge } from '../../../cli/library.ts'
import { addressBook } from '../../../shared/address/book.ts'
import { whatChanged } from '../../../shared/alerts/what-changed.ts'
import { traitsOf } from '../../../shared/causes/traits.ts'
import type { Report } from '../../../shared/model/report.ts'
import { compactReport, EVIDENCE_AGE, nextBase } from '../../../shared/report/compact.ts'
import { diffReports } from '../../../shared/report/diff.ts'
import { learnBaseline } from '../../../shared/report/learn-baseline.ts'
import { outageOf } from '../../../shared/view/outage.ts'
import { differencesOf } from '../../../shared/web/side-by-side.ts'
import { POLICY, START, step } from '../alerts/sweeps.ts'
import { reporting } from '../web/page/sample.ts'
import { deadResolver, many, passing, sample } from './sample.ts'

const HOUR = 3_600_000
const BOOK = addressBook({ privateRanges: [], owners: [] })
const ID = 'management.azure.com'

function at(
  text: string,
  cases: Parameters<typeof sample>[0] = [passing()],
  vantage = 'here',
): Report {
  return sample(cases, { id: `at-${text}`, startedAt: `2026-11-22T${text}:00.000Z`, vantage })
}

/** The report with its first target not due: its pass is of that time. */
function carrying(report: Report, time: string): Report {
  const [first, ...others] = report.results
  if (first === undefined) throw new Error('The sample has a result')
  const checkedAt = `2026-11-22T${time}:00.000Z`
  const carried = { ...first, checkedAt, evidenceIn: `at-${time}`, observations: [] }
  return { ...report, results: [carried, ...others] }
}

/** Any other verdict than the one it has. */
function failing(report: Report): Report {
  return { ...report, results: report.results.map((r) => ({ ...r, verdict: 'fail' as const })) }
}

describe('diffReports() of what was not due', () => {
  test.for([
    {
      name: 'the same check',
      before: at('02:00'),
      after: carrying(at('02:05'), '02:00'),
      changes: 0,
    },
    {
      name: 'a failure that came after the check that is carried',
      before: failing(at('02:03')),
      after: carrying(at('02:05'), '02:00'),
      changes: 0,
    },
    {
      name: 'a failure since',
      before: carrying(at('02:55'), '02:00'),
      after: failing(at('03:00')),
      changes: 1,
    },
    {
      name: 'a failure before',
      before: failing(at('01:00')),
      after: carrying(at('02:55'), '02:00'),
      changes: 1,
    },
  ])('$name', ({ before, after, changes }) => {
    expect(diffReports(before, after).filter(({ kind }) => kind === 'verdict')).toHaveLength(
      changes,
    )
    expect(diffReports(after, before).filter(({ kind }) => kind === 'verdict')).toHaveLength(
      changes,
    )
  })
})

test('whatChanged() tells nothing of a target between times in which it was not seen', () => {
  const moved = (report: Report): Report => ({
    ...report,
    results: report.results.map((r) => ({
      ...r,
      path: { kind: 'proxy', via: 'http://10.0.0.9:3128' },
    })),
  })
  const after = moved(at('03:00'))
  expect(whatChanged(at('02:00'), after, [ID]).lines).toHaveLength(1)
  expect(whatChanged(carrying(at('02:55'), '02:00'), after, [ID]).lines).toEqual([])
})

test('a baseline is learnt from what was checked', () => {
  const reports = [at('02:10'), carrying(at('02:05'), '02:00'), at('02:00')]
  const learning = { book: BOOK, withPublic: true }
  expect(learnBaseline(reports, learning).unknown).toEqual([ID])
  expect(learnBaseline([at('02:15'), ...reports], learning).unknown).toEqual([])
})

test('a carried pass is no contrast of a cause', () => {
  const report = at('02:05', many(2))
  const contrasts = (given: Report) => traitsOf(given, BOOK).map(({ id }) => id)
  const [first, second] = report.results.map(({ target }) => target.id)
  expect(contrasts(report)).toEqual([first, second])
  expect(contrasts(carrying(report, '02:00'))).toEqual([second])
})

test('alerts that lost what they knew take a carried pass for nothing', () => {
  const { incidents, transitions, state } = step(START, carrying(at('02:05'), '02:00'), POLICY)
  expect(incidents.size).toBe(0)
  expect(transitions.map(({ reason }) => reason)).toEqual([
    'Not alerted: it was not due in this sweep',
  ])
  expect(state?.targets[ID]).toMatchObject({ bad: 0, good: 0 })
})

test('a carried pass does not show that the machine is on the network', () => {
  const cases = [passing(), ...['a', 'b', 'c'].map((host) => deadResolver(`${host}.example`))]
  expect(outageOf(at('02:05', cases))).toBeNull()
  expect(outageOf(carrying(at('02:05', cases), '02:00'))?.says).toContain('no working DNS')
})

test('what was not due says nothing of a difference between vantages', () => {
  const bad = reporting(failing(at('02:05', [passing()], 'there')))
  const good = at('02:05')
  expect(differencesOf([bad, reporting(good)])).toHaveLength(1)
  expect(differencesOf([bad, reporting(carrying(good, '02:00'))])).toEqual([])
})

test('no availability test took place of what was not due', () => {
  const names = availabilityOf(carrying(at('02:05', many(2)), '02:00'), 'key').map(
    ({ data }) => data.baseData.name,
  )
  expect(names.filter((name) => !name.startsWith('capability'))).toHaveLength(1)
})

test('judge() of the library judges a report that carries something, each beside its own sweep', () => {
  const report = at('02:05', many(2))
  const [first, second] = report.results
  const carried = carrying(report, '02:00')
  const whole = {
    ...carried,
    results: carried.results.map((r, n) =>
      n === 0 ? { ...r, observations: first?.observations ?? [] } : r,
    ),
  }
  expect(judge(whole).map(({ verdict }) => verdict)).toEqual([first?.verdict, second?.verdict])
})

describe('compactReport() of a target with an interval', () => {
  const withInterval = (report: Report, interval: number): Report => ({
    ...report,
    results: report.results.map((r) => ({ ...r, target: { ...r.target, interval } })),
  })
  const briefAfter = (ms: number, interval: number) => {
    const first = withInterval(at('00:00'), interval)
    const later = withInterval(
      {
        ...at('00:00'),
        id: 'later',
        startedAt: new Date(Date.parse(first.startedAt) + ms).toISOString(),
      },
      interval,
    )
    return compactReport(later, nextBase(first, new Map())).results[0]?.evidenceIn
  }

  test.for([
    { hours: 6, interval: 6, held: 'at-00:00' },
    { hours: 18, interval: 6, held: null },
    { hours: 1, interval: 24, held: null },
  ])('$hours h later, of $interval h: $held', ({ hours, interval, held }) => {
    expect(briefAfter(hours * HOUR, interval * HOUR)).toBe(held)
    expect(interval * HOUR).toBeLessThanOrEqual(EVIDENCE_AGE)
  })

  test('what is carried stays as it is', () => {
    const carried = carrying(at('02:05'), '02:00')
    expect(compactReport(carried, nextBase(at('02:00'), new Map())).results).toEqual(
      carried.results,
    )
  })
})
