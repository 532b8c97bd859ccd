import type { Report, TargetResult } from '../../../shared/model/report.ts'
import type { CauseTold, NamedScenario, Told } from './schema.ts'

/** Where the report differs from what the scenario expects; empty when it does not. One line each. */
export function differences(scenario: NamedScenario, report: Report): readonly string[] {
  const { targets, capabilities, causes, ...rest } = scenario.expect
  const named = Object.keys(targets).filter((key) => !report.results.some((r) => is(r, key)))
  return [
    ...named.map((key) => `no target ${key} in the report`),
    ...report.results.flatMap((result) =>
      differencesOf(result, expectedOf(result, targets) ?? rest),
    ),
    ...Object.entries(capabilities).flatMap(([id, expected]) => {
      const told = report.capabilities.find((c) => c.id === id)?.verdict ?? 'absent'
      return told === expected ? [] : [`capability ${id} is ${told}, expected ${expected}`]
    }),
    ...(causes === undefined ? [] : causeDifferences(causes, report)),
  ]
}

function causeDifferences(expected: readonly CauseTold[], report: Report): readonly string[] {
  const told = report.causes.map(({ code, subject, targets }, index) =>
    JSON.stringify({
      code,
      ...(expected[index]?.subject !== undefined && { subject }),
      targets: targets.length,
    }),
  )
  const wanted = expected.map(({ code, subject, targets }) =>
    JSON.stringify({ code, ...(subject !== undefined && { subject }), targets }),
  )
  return wanted.join() === told.join()
    ? []
    : [`causes are ${told.join(', ') || 'none'}, expected ${wanted.join(', ') || 'none'}`]
}

function is({ target }: TargetResult, key: string): boolean {
  return target.id === key || target.name === key || target.url === key
}

function expectedOf(result: TargetResult, targets: Record<string, Told>): Told | undefined {
  return Object.entries(targets).find(([key]) => is(result, key))?.[1]
}

function differencesOf(result: TargetResult, expected: Told): string[] {
  const codes = result.findings.map((f) => f.code)
  const missing = expected.also.filter((code) => !codes.includes(code))
  const claimed = expected.never.filter((code) => codes.includes(code))
  const [first] = result.findings
  const text = `${first?.summary}\n${first?.cause}\n${first?.fix}`
  const unsaid = expected.says.filter((part) => !text.includes(part))
  return [
    ...unlike(expected.verdict, result.verdict, 'is'),
    ...unlike(expected.first, codes[0] ?? null, 'says first'),
    ...missing.map((code) => `does not say ${code}`),
    ...claimed.map((code) => `must not say ${code}`),
    ...unsaid.map((part) => `its first finding does not hold ${JSON.stringify(part)}`),
  ].map((text) => `${result.target.name}: ${text}`)
}

function unlike<T extends string | null>(expected: T | undefined, told: T, word: string): string[] {
  if (expected === undefined || expected === told) return []
  return [`${word} ${told ?? 'nothing'}, expected ${expected ?? 'nothing'}`]
}

/** What the scenario expects, in a few words. */
export function expectedText({ expect }: NamedScenario): string {
  const each = Object.values(expect.targets)
  const told = [expect, ...each].map((t) => `${t.verdict ?? 'any'}${t.first ? ` ${t.first}` : ''}`)
  return [...new Set(each.length > 0 ? told.filter((text) => text !== 'any') : told)].join(' + ')
}

/** What the report tells, in a few words. */
export function toldText(report: Report): string {
  const told = report.results.map((r) => [r.verdict, r.findings[0]?.code].filter(Boolean).join(' '))
  const distinct = [...new Set(told)]
  return distinct.length > 4 ? `${distinct.slice(0, 4).join(' + ')} + …` : distinct.join(' + ')
}
