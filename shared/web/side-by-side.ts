import type { Finding, Verdict } from '../model/finding.ts'
import { type Report, type TargetResult, wasChecked } from '../model/report.ts'
import type { VantageStatus } from './status-data.ts'

/** A vantage that has reported. */
export interface Reporting extends VantageStatus {
  readonly latest: Report
}

/** One endpoint across vantages: its result by position of the vantage; undefined where it is not checked. */
export type Across = readonly (TargetResult | undefined)[]

/** One endpoint as one vantage sees it. */
export interface VantageSide {
  readonly vantage: string
  /** What was seen there is old. */
  readonly silent: boolean
  /** The id of the target there: two configurations may call one endpoint differently. */
  readonly target: string
  readonly verdict: Verdict
  /** The root finding; null where there is none. */
  readonly finding: Pick<Finding, 'code' | 'summary' | 'fix'> | null
}

/** An endpoint that works from one vantage and fails from another: the networks between them differ. */
export interface VantageDifference {
  readonly name: string
  readonly url: string
  /** The failing sides first, then in order of the vantages' names. */
  readonly at: readonly VantageSide[]
}

/** Those that have reported, in their order. */
export function reportingOf(vantages: readonly VantageStatus[]): readonly Reporting[] {
  return vantages.filter((vantage): vantage is Reporting => vantage.latest !== null)
}

/**
 * The endpoints of all vantages, each once: what has one id is one endpoint, and what has one URL and one expectation
 * is, too, whatever two catalogs call it. A vantage that checks an endpoint twice has it in two rows.
 */
export function acrossVantages(vantages: readonly Reporting[]): readonly Across[] {
  const rows = new Map<string, MutableRow>()
  for (const [column, { latest }] of vantages.entries()) {
    for (const result of latest.results) {
      const row = rows.get(result.target.id) ?? Array.from({ length: vantages.length })
      row[column] = result
      rows.set(result.target.id, row)
    }
  }
  return merged([...rows.values()])
}

type MutableRow = (TargetResult | undefined)[]

/** Rows of one URL and one expectation as one, as long as no vantage has both. Whole rows have nothing to gain. */
function merged(rows: readonly MutableRow[]): readonly Across[] {
  const known = new Map<string, MutableRow>()
  return rows.filter((row) => {
    if (!row.includes(undefined)) return true
    const key = keyOf(row)
    const into = known.get(key)
    known.set(key, into ?? row)
    if (into === undefined) return true
    if (into.some((result, column) => result !== undefined && row[column] !== undefined))
      return true
    for (const [column, result] of row.entries()) into[column] ??= result
    return false
  })
}

/** The schema has put the keys of an expectation in one order. */
function keyOf(row: MutableRow): string {
  const target = row.find((result) => result !== undefined)?.target
  return `${target?.url} ${JSON.stringify(target?.expect)}`
}

/** Whether it works from one vantage and fails from another. What was not due may fail there by now, too. */
export function isSplit(row: Across): boolean {
  const checked = row.filter((result) => result !== undefined && wasChecked(result))
  const verdicts = new Set(checked.map((result) => result?.verdict))
  return verdicts.has('fail') && (verdicts.has('pass') || verdicts.has('warn'))
}

/** What differs between vantages; what a silent one saw last may be over, and comes last. */
export function differencesOf(all: readonly VantageStatus[]): readonly VantageDifference[] {
  const vantages = reportingOf(all)
  return acrossVantages(vantages)
    .filter(isSplit)
    .map((row) => difference(row, vantages))
    .sort((a, b) => Number(isOld(a)) - Number(isOld(b)))
}

function isOld({ at }: VantageDifference): boolean {
  return !at.some(({ verdict, silent }) => verdict === 'fail' && !silent)
}

function difference(row: Across, vantages: readonly Reporting[]): VantageDifference {
  const at = row.flatMap((result, column): readonly VantageSide[] => {
    const vantage = vantages[column]
    if (result === undefined || vantage === undefined) return []
    const { target, verdict, findings } = result
    const [root] = findings
    const finding =
      root === undefined ? null : { code: root.code, summary: root.summary, fix: root.fix }
    return [{ vantage: vantage.name, silent: vantage.silent, target: target.id, verdict, finding }]
  })
  const [first] = row.filter((result) => result !== undefined)
  return {
    name: first?.target.name ?? '',
    url: first?.target.url ?? '',
    at: at.toSorted((a, b) => Number(b.verdict === 'fail') - Number(a.verdict === 'fail')),
  }
}
