import type { Verdict } from '../model/finding.ts'
import type { Report } from '../model/report.ts'

/** From what decides to what merely counts. */
const ORDER = ['fail', 'inconclusive', 'warn', 'pass'] as const satisfies readonly Verdict[]

/**
 * The verdict of a whole report: the worst of its targets. A report without targets is inconclusive, as nothing
 * was found out. The CLI's exit status follows from it: 1 for `fail` and `inconclusive`, otherwise 0.
 */
export function overallVerdict(summary: Report['summary']): Verdict {
  return ORDER.find((verdict) => summary[verdict] > 0) ?? 'inconclusive'
}
