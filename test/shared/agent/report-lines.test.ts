import { describe, expect, test } from 'vitest'
import { reportLines } from '../../../shared/agent/report-lines.ts'
import type { CapabilityResult } from '../../../shared/model/report.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import { dropped, mixed, passing, sample } from '../report/sample.ts'

const ID = '20261122T031205000Z-prod-japaneast-00000000'

describe('reportLines()', () => {
  test('says in one line that a sweep took place, what it found and where its report is', () => {
    expect(reportLines(sample([]), 'spooled')[0]).toEqual({
      severity: 'info',
      message: 'Swept 0 targets in 12.4 s; spooled',
      fields: {
        event: 'sweep',
        kind: 'scheduled',
        vantage: 'prod-japaneast',
        report: ID,
        summary: { pass: 0, warn: 0, fail: 0, inconclusive: 0 },
        kept: 'spooled',
        causes: [],
      },
    })
    expect(reportLines(sample(mixed()), 'stored')[0]).toMatchObject({
      severity: 'warning',
      message:
        'Swept 10 targets in 12.4 s: 5 causes, 7 targets, 3 capabilities; 2 pass, 1 warn, 6 fail, 1 inconclusive; stored',
    })
  })

  test.for([
    [999, 'stored'],
    [1000, 'stored in 1.0 s'],
    [12_340, 'stored in 12.3 s'],
  ] as const)('kept in %i ms it says: %s', ([ms, said]) => {
    expect(reportLines(sample([]), 'stored', ms)[0]?.message).toBe(
      `Swept 0 targets in 12.4 s; ${said}`,
    )
  })

  test('names ten causes at most, the first ones', () => {
    const report = sample(mixed())
    const [cause] = report.causes
    const causes = Array.from({ length: 11 }, (_, n) => ({ ...cause, subject: `s${n}` }))
    const [line] = reportLines({ ...report, causes } as typeof report, 'stored')
    const told = line?.fields?.['causes'] as readonly { readonly subject: string }[]
    expect(told.map(({ subject }) => subject)).toEqual(causes.slice(0, 10).map((c) => c.subject))
  })

  test('adds a line for a capability that fails', () => {
    expect(reportLines(sample([passing(), dropped()]), 'stored').slice(1)).toContainEqual({
      severity: 'error',
      message: 'Capability Orders at prod-japaneast: fail. The shop answers 500 at checkout.',
      fields: {
        event: 'capability',
        kind: 'scheduled',
        vantage: 'prod-japaneast',
        capability: 'orders',
        verdict: 'fail',
        symptom: 'The shop answers 500 at checkout.',
        blockedBy: 1,
        report: ID,
      },
    } satisfies LogEntry)
  })

  test.for<[CapabilityResult['verdict'], LogEntry['severity'] | null]>([
    ['pass', null],
    ['warn', null],
    ['fail', 'error'],
    ['inconclusive', 'warning'],
  ])('a capability that is %s: %s', ([verdict, severity]) => {
    const report = sample([passing()])
    const one = report.capabilities.slice(0, 1).map((capability) => ({ ...capability, verdict }))
    const lines = reportLines({ ...report, capabilities: one }, 'stored').slice(1)
    expect(lines.map((line) => line.severity)).toEqual(severity === null ? [] : [severity])
  })

  test('writes out what could forge a line or reorder a terminal', () => {
    const report = sample([dropped()])
    const capabilities = report.capabilities.map((capability) => ({
      ...capability,
      verdict: 'fail' as const,
      name: 'Orders\n{"severity":"info"}',
      symptom: '\u202eetihw',
    }))
    const text = JSON.stringify(reportLines({ ...report, capabilities }, 'stored'))
    expect(text).not.toMatch(/\u202e|Orders\n/)
    expect(text).toContain('Orders\\\\n')
  })
})
