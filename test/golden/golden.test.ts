import { describe, expect, test } from 'vitest'
import { addressBook } from '../../shared/address/book.ts'
import { causesOf } from '../../shared/causes/causes.ts'
import { judgeCapabilities } from '../../shared/judge/capability.ts'
import { judge } from '../../shared/judge/judge.ts'
import { type Finding, SEVERITIES } from '../../shared/model/finding.ts'
import { checkReport } from '../../shared/report/check.ts'
import { evidenceOf } from '../../shared/report/evidence.ts'
import { differences } from '../lab/scenario/compare.ts'
import { loadScenarios } from '../lab/scenario/load.ts'
import { networkOf } from './network-of.ts'
import { goldenReports } from './reports.ts'

const scenarios = new Map(loadScenarios(undefined).map((one) => [one.name, one]))

/** What a judgement comes to; how it is worded may change. */
function told({ verdict, findings }: { verdict: string; findings: readonly Finding[] }) {
  const said = findings.map(({ code, severity, subject, evidence }) => {
    return { code, severity, subject, evidence }
  })
  return { verdict, findings: said }
}

/** Control characters, of which a text of several lines has line feeds and tabs. */
const CONTROL = /[^\P{Cc}\n\t]/u

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe.for(goldenReports())('$name', ({ name, document }) => {
  const report = checkReport(document)
  const book = addressBook({ privateRanges: report.vantage.privateRanges, owners: [] })
  const network = networkOf(scenarios.get(name))
  const judged = judge(evidenceOf(report), { book, vantage: report.vantage, network })

  test('is judged as it was', () => {
    expect(judged.map(told)).toEqual(report.results.map(told))
  })

  test('its capabilities are judged as they were', () => {
    const results = report.results.map(({ target }, index) => {
      return { target, verdict: judged[index]?.verdict ?? 'inconclusive' }
    })
    expect(judgeCapabilities(report.capabilities, results)).toEqual(report.capabilities)
  })

  test('each target that does not pass has one cause, and no other target has any', () => {
    const explained = causesOf(report).flatMap(({ targets }) => targets)
    const unhappy = report.results.flatMap(({ verdict, findings, target }) =>
      verdict === 'pass' || findings.length === 0 ? [] : [target.id],
    )
    expect(explained.toSorted()).toEqual(unhappy.toSorted())
  })

  test('tells what its scenario expects', () => {
    const scenario = scenarios.get(name)
    if (scenario === undefined) throw new Error(`no scenario ${name}: remove the report`)
    const results = report.results.map((result, index) => {
      const { verdict, findings } = judged[index] ?? result
      return { ...result, verdict, findings: [...findings] }
    })
    expect(differences(scenario, { ...report, results })).toEqual([])
  })

  test('cites observations that exist, the most severe first', () => {
    judged.forEach(({ findings }, index) => {
      const observations = report.results[index]?.observations ?? []
      const ranks = findings.map(({ severity }) => SEVERITIES.indexOf(severity))
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      for (const at of findings.flatMap(({ evidence }) => evidence)) {
        expect(observations[at]).toBeDefined()
      }
    })
  })

  test('holds no control characters', () => {
    expect(textsIn([document, judged]).filter((text) => CONTROL.test(text))).toEqual([])
  })
})
