import { expectedText, toldText } from './scenario/compare.ts'
import type { Result } from './scenario/run.ts'
import type { NamedScenario } from './scenario/schema.ts'

const NAME = 38
const EXPECTED = 44

/** The head of the table. */
export const HEAD = row('', 'scenario', 'expected', 'told', 'time')

/** A scenario’s row, with what is wrong below it. */
export function resultRow({ scenario, report, wrong, ms }: Result): string {
  const told = report === null ? 'no report' : toldText(report)
  const seconds = `${(ms / 1000).toFixed(1)} s`
  const mark = wrong.length === 0 ? 'ok' : 'FAIL'
  const rows = [row(mark, scenario.name, expectedText(scenario), told, seconds)]
  return [...rows, ...wrong.map((text) => `       ${text}\n`)].join('')
}

function row(mark: string, name: string, expected: string, told: string, time: string): string {
  return `${mark.padEnd(5)}${time.padStart(6)}  ${name.padEnd(NAME)} ${expected.padEnd(EXPECTED)} ${told}\n`
}

/** The list of scenarios and what they show. */
export function listText(scenarios: readonly NamedScenario[]): string {
  return scenarios.map(({ name, shows }) => `${name.padEnd(NAME)} ${shows}\n`).join('')
}
