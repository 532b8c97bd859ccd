import type { TargetResult } from '../../model/report.ts'
import type { HistoryEntry } from '../../ports/store-entries.ts'
import { strip, summary } from './history.ts'
import { html, type Value } from './html.ts'
import { medianOf, msText } from './latency.ts'

/** Sweeps in the strip of a row: four hours of one every five minutes. */
export const RECENT = 48

/** The last sweeps of a target at one vantage as a small strip, and its total time beside the usual one. */
export function trendOf(
  { timings: { total } }: TargetResult,
  vantage: string,
  history: readonly HistoryEntry[],
): Value {
  const shown = history.filter((entry) => entry.vantage === vantage).slice(0, RECENT)
  const totals = shown.flatMap((entry) => entry.total ?? []).sort((a, b) => a - b)
  const took = total === null ? null : html`<small>${msText(total)}${usual(totals)}</small>`
  if (shown.length < 2) return took === null ? null : html`<span class="trend">${took}</span>`
  const says = `${vantage}: ${summary(shown)}`
  return html`<span class="trend">${strip(shown.toReversed(), RECENT, says)}${took}</span>`
}

function usual(totals: readonly number[]): string {
  return totals.length < 2 ? '' : `, usually ${msText(medianOf(totals))}`
}
