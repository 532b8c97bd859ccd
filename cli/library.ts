import process from 'node:process'
import { planConfig } from '../runtime/plan-config.ts'
import { checkedConfig } from '../runtime/plan-file.ts'
import { addressBook } from '../shared/address/book.ts'
import { CATALOGS } from '../shared/catalog/builtin.ts'
import type { Catalog } from '../shared/catalog/catalog.ts'
import { rowsOfCatalog } from '../shared/catalog/known-rows.ts'
import { RowIndex } from '../shared/catalog/row-index.ts'
import type { TextExplanation } from '../shared/error-text/explanation.ts'
import { judge as judgeEvidence, type TargetJudgement } from '../shared/judge/judge.ts'
import { checkedAtOf, type Report } from '../shared/model/report.ts'
import { checkReport } from '../shared/report/check.ts'
import { evidenceOf } from '../shared/report/evidence.ts'
import { explainText } from '../shared/traffic-log/explain-text.ts'
import { configJsonSchema, reportJsonSchema } from '../shared/view/json-schemas.ts'
import { composeCheck } from './compose.ts'

/** What other programs use of this one. The rest may change with any version. */
export type { Catalog, Report, TargetJudgement, TextExplanation }

/** Surroundings of a sweep. */
export interface SweepSurroundings {
  /** Where the files that the configuration names count from. Default: the working directory. */
  readonly folder?: string
  /** What stands in place of `${NAME}`. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Ends the sweep early: what was not reached is `inconclusive`. */
  readonly signal?: AbortSignal
}

/**
 * Checks everything that a configuration (the text of a `perimeter.yaml`) names, from this process, once. Touches the
 * network, and stores nothing. Throws a RefusedConfigError, whose message has every problem, for a configuration that
 * is not valid; a failing network is no error, and stands in the report.
 */
export async function sweep(config: string, around: SweepSurroundings = {}): Promise<Report> {
  const { folder = process.cwd(), env = process.env, signal } = around
  const planned = planConfig(checkedConfig(config, 'perimeter.yaml', env), { folder, env })
  const io = { signal: signal ?? new AbortController().signal, err: () => undefined, env }
  const none = { onTarget: undefined, tokens: undefined }
  return await composeCheck({ ...planned, ...none, kind: 'cli' }, io)
}

/**
 * Judges a report again by the rules of this version: one judgement for each of its results, in their order. Pure.
 * Throws an InvalidReportError for what is no report, and a RangeError for one whose evidence stands in another.
 */
export function judge(report: unknown): readonly TargetJudgement[] {
  const { vantage, results, ...rest } = checkReport(report)
  const book = addressBook({ privateRanges: vantage.privateRanges, owners: [] })
  // What was not due is judged beside what its own sweep saw.
  const sweeps = Map.groupBy(results, (result) => checkedAtOf(result, rest))
  const judged = [...sweeps].flatMap(([startedAt, some]) => {
    const evidence = evidenceOf({ ...rest, vantage, startedAt, results: some })
    const judgements = judgeEvidence(evidence, { book, vantage })
    return some.map((result, i) => [result, judgements[i]] as const)
  })
  const judgementOf = new Map(judged)
  return results.flatMap((result) => judgementOf.get(result) ?? [])
}

/** What an error, the output of a tool or a log line tells of the network, and what it does not. Pure. */
export function explain(text: string): TextExplanation {
  const rows = CATALOGS.flatMap(rowsOfCatalog).filter((row) => !row.blocked)
  return explainText(text, new RowIndex(rows), null)
}

/** What each system needs, by name. */
export function catalogs(): readonly Catalog[] {
  return CATALOGS
}

/** The JSON Schemas (draft 2020-12) of the configuration and of the report. */
export function schemas(): { readonly config: object; readonly report: object } {
  return { config: configJsonSchema(), report: reportJsonSchema() }
}
