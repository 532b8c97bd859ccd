import { describe, expect, test } from 'vitest'
import { reportLines } from '../../../shared/agent/report-lines.ts'
import type { Cause } from '../../../shared/model/cause.ts'
import type { Report } from '../../../shared/model/report.ts'
import { disabledTexts } from '../../../shared/view/disabled-text.ts'
import { notDueText } from '../../../shared/view/not-due.ts'
import { reportAt, type Said, type Sweep, time } from '../alerts/sweeps.ts'

function resting(report: Report, ...ids: string[]): Report {
  const results = report.results.map((r) =>
    ids.includes(r.target.id) ? { ...r, evidenceIn: 'r0', checkedAt: time(0) } : r,
  )
  return { ...report, results }
}

describe('the line of a sweep', () => {
  test.for<[Report, number, string, string]>([
    [reportAt(5, { a: 'pass' }), 0, 'info', 'Swept 1 target in 10.0 s: 1 pass; stored'],
    [reportAt(5, { a: 'pass' }), 999, 'info', 'Swept 1 target in 10.0 s: 1 pass; stored'],
    [
      ...([reportAt(5, { a: 'pass' }), 1000, 'info'] as const),
      'Swept 1 target in 10.0 s: 1 pass; stored in 1.0 s',
    ],
    [
      ...([reportAt(5, { a: 'inconclusive tcp-dropped p' }), 0, 'info'] as const),
      'Swept 1 target in 10.0 s: 1 inconclusive; stored',
    ],
    [
      ...([reportAt(5, { a: 'fail tcp-dropped p', b: 'pass' }), 0, 'warning'] as const),
      'Swept 2 targets in 10.0 s: 1 pass, 1 fail; stored',
    ],
    [
      resting(reportAt(5, { a: 'fail tcp-dropped p', b: 'pass', c: 'pass' }), 'b'),
      ...([0, 'warning'] as const),
      'Swept 2 of 3 targets in 10.0 s: 2 pass (1 not due), 1 fail; stored',
    ],
  ])('%#', ([report, keptIn, severity, message]) => {
    expect(reportLines(report, 'stored', keptIn)[0]).toMatchObject({ severity, message })
  })

  test('has the number of what was not due, where there is any', () => {
    const report = reportAt(5, { a: 'pass', b: 'pass' })
    expect(reportLines(resting(report, 'a'), 'stored')[0]?.fields).toMatchObject({ notDue: 1 })
    expect(reportLines(report, 'stored')[0]?.fields).not.toHaveProperty('notDue')
  })

  test('has ten causes, their scope in numbers', () => {
    const cause = (n: number) =>
      ({
        ...{ id: `${n}`, code: 'tcp-dropped', subject: `s${n}`, severity: 'fail' },
        ...{ statement: 'It is silent.', targets: ['a', 'b'], capabilities: ['x'], fix: 'f' },
      }) as unknown as Cause
    const causes = Array.from({ length: 11 }, (_, n) => cause(n))
    const { fields } = reportLines(reportAt(5, {}, { causes }), 'logged')[0] ?? {}
    expect(fields?.['causes']).toEqual(
      causes.slice(0, 10).map((_, n) => ({
        ...{ code: 'tcp-dropped', subject: `s${n}`, severity: 'fail' },
        ...{ statement: 'It is silent.', targets: 2, capabilities: 1 },
      })),
    )
  })
})

function without(host: string | null, sweep: Sweep): Report {
  const off = {
    kind: 'receiver',
    name: 'the receiver x',
    problem: 'No key',
    remedy: 'Set it',
    host,
  }
  const configuration = { hash: 'aaaaaaaaaaaa', catalogs: {}, disabled: [off] }
  return reportAt(5, sweep, { configuration } as Partial<Report>)
}

describe('what is off', () => {
  const IDENTITY = 'is reached from here, so the identity or the name of the secret is the likelier'
  test.for<[string | null, Said, string]>([
    [null, 'pass', ''],
    ['other', 'pass', ''],
    ['vault', 'pass', `; vault ${IDENTITY} cause`],
    ['vault', 'warn tls-expires-soon vault', `; vault ${IDENTITY} cause`],
    ['vault', 'inconclusive tcp-dropped p', ''],
    [
      ...(['vault', 'fail tcp-dropped p'] as const),
      '; vault is not reached from here (tcp-dropped), so the network is the likelier cause',
    ],
  ])('behind %s, which is %s', ([host, said, seen]) => {
    const report = without(host, { vault: said })
    expect(disabledTexts(report)).toEqual([
      { says: `The receiver x is off: No key${seen}`, fix: 'Set it' },
    ])
    expect(reportLines(report, 'stored').slice(1)).toEqual([
      {
        severity: 'error',
        message: `The receiver x is off: No key${seen}. Set it`,
        fields: {
          event: 'disabled',
          kind: 'scheduled',
          vantage: 'prod-japaneast',
          report: 'r00005',
        },
      },
    ])
  })
})

describe('notDueText()', () => {
  const [result] = reportAt(5, { a: 'pass' }).results
  if (result === undefined) throw new Error('no result')
  const told = (interval: number | undefined, checkedAt: string | undefined, now: string) =>
    notDueText(
      {
        ...result,
        target: { ...result.target, ...(interval !== undefined && { interval }) },
        ...(checkedAt !== undefined && { checkedAt }),
      },
      now,
    )

  test.for([
    [3_600_000, time(120), time(130), 'passed at 02:00, not due until 03:00 UTC'],
    [600_000, time(120), time(130), 'passed at 02:00, not due until 02:10 UTC'],
    [599_000, time(120), time(130), 'passed at 02:00:00, not due until 02:09:59 UTC'],
    [3_600_000, time(-30), time(10), 'passed at 2026-11-21 23:30, not due until 00:30 UTC'],
    [3_600_000, time(1410), time(1420), 'passed at 23:30, not due until 2026-11-23 00:30 UTC'],
    [3_600_000, undefined, time(10), null],
  ] as const)('every %i ms, checked at %s, now %s', ([interval, checkedAt, now, expected]) => {
    expect(told(interval, checkedAt, now)).toBe(expected)
  })
})
