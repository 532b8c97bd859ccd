import type { Report } from '../model/report.ts'
import { overallVerdict } from '../report/overall.ts'
import { causesText, countsText, tookText } from './headline.ts'
import { notDueCount } from './not-due.ts'
import { painter, VERDICT_FORMAT } from './paint.ts'
import { plural } from './text.ts'
import { visibleAll } from './visible.ts'

/**
 * A sweep in one line for a person who watches: `FAIL  1 cause, 24 targets, 9 capabilities: every public name …
 * (119 targets in 12.4 s)`; `PASS  all 119 targets pass (in 12.4 s)`. Without a line end.
 */
export function sweepLine(given: Report, colour: boolean): string {
  const report = visibleAll(given)
  const verdict = overallVerdict(report.summary)
  const word = painter(colour)(VERDICT_FORMAT[verdict], verdict.toUpperCase())
  const causes = causesText(report)
  const [first, ...more] = report.causes
  if (causes === null || first === undefined) {
    return `${word}  ${countsText(report)} (in ${tookText(report)})`
  }
  const others = more.length === 0 ? '' : `; and ${plural(more.length, 'other cause')}`
  const swept = `${plural(report.results.length, 'target')}${notDueCount(report)} in ${tookText(report)}`
  return `${word}  ${causes}: ${first.statement}${others} (${swept})`
}
