import { KINDS, type Kind } from './load.ts'
import type { CaseResult } from './run.ts'

const NAME = 58

/** The head of the table. */
export const ESTATE_HEAD = row('', 'time', 'case', [
  'told',
  'precision',
  'recall',
  'first',
  'changed',
])

/** The row of a case, with what is wrong below it. */
export function caseRow({ case: one, outcome, wrong, ms }: CaseResult): string {
  const cells =
    outcome === null
      ? []
      : [
          `${outcome.incidents} of ${one.incidents}`,
          share(outcome.precision),
          share(outcome.recall),
          yes(outcome.first),
          yes(outcome.changed),
        ]
  const mark = wrong.length === 0 ? 'ok' : 'FAIL'
  const head = row(mark, `${(ms / 1000).toFixed(1)} s`, one.name, cells)
  return [head, ...wrong.map((text) => `       ${text}\n`)].join('')
}

/** What the cases of each kind come to. */
export function summaryTable(results: readonly CaseResult[]): string {
  const head = row('', '', '', [
    'cases',
    'right',
    'incidents',
    'precision',
    'recall',
    'first',
    'changed',
  ])
  return [head, ...KINDS.map((kind) => summaryRow(kind, results))].join('')
}

const TITLES: Readonly<Record<Kind, string>> = {
  change: 'one change',
  pair: 'two changes at once',
  life: 'heals, moves, grows',
  same: 'no change',
}

function summaryRow(kind: Kind, results: readonly CaseResult[]): string {
  const mine = results.filter((result) => result.case.kind === kind)
  if (mine.length === 0) return ''
  const outcomes = mine.flatMap(({ outcome }) => outcome ?? [])
  return row('', '', TITLES[kind], [
    String(mine.length),
    String(mine.filter(({ wrong }) => wrong.length === 0).length),
    // What only warns opens none.
    mean(
      mine.flatMap((r) =>
        r.case.incidents > 0 || kind === 'same' ? (r.outcome?.incidents ?? []) : [],
      ),
    ),
    mean(outcomes.flatMap(({ precision }) => precision ?? [])),
    mean(outcomes.flatMap(({ recall }) => recall ?? [])),
    mean(outcomes.flatMap(({ first }) => (first === null ? [] : Number(first)))),
    mean(outcomes.flatMap(({ changed }) => (changed === null ? [] : Number(changed)))),
  ])
}

function mean(values: readonly number[]): string {
  if (values.length === 0) return '-'
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)
}

function share(value: number | null): string {
  return value === null ? '-' : value.toFixed(2)
}

function yes(value: boolean | null): string {
  if (value === null) return '-'
  return value ? 'yes' : 'NO'
}

function row(mark: string, time: string, name: string, cells: readonly string[]): string {
  const rest = cells.map((cell) => cell.padStart(10)).join('')
  return `${mark.padEnd(5)}${time.padStart(7)}  ${name.padEnd(NAME)}${rest}\n`
}
