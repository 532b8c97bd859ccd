import type { Verdict } from '../../model/finding.ts'
import { type TargetResult, wasChecked } from '../../model/report.ts'
import type { HistoryEntry } from '../../ports/store-entries.ts'
import { targetLink } from '../../view/links.ts'
import { notDueText } from '../../view/not-due.ts'
import { plural } from '../../view/text.ts'
import type { Recent } from '../recent.ts'
import type { Reporting } from '../side-by-side.ts'
import { filtered, filterForm, type TargetFilter } from './filter.ts'
import { type Html, html, type Value } from './html.ts'
import { msText } from './latency.ts'
import { mark, wordOf } from './mark.ts'
import type { Overview, TargetRow } from './overview.ts'
import { ageText } from './time.ts'
import { trendOf } from './trend.ts'

/** Cells at once: more than this nobody reads, and a phone cannot hold. */
const CELLS = 2_000
/** Names in the folds of what passes and of what the table has no room for. */
const NAMED = 1_000

export interface MatrixOptions {
  readonly filter: TargetFilter
  /** The one vantage that the page is about; null: all. */
  readonly vantage: string | null
  readonly now: string
  /** By target, newest first; of a few targets, the worst. */
  readonly recent: Recent
}

/**
 * Targets by vantages, the failing rows and columns first. What passes everywhere is folded to its names, unless it
 * was asked for; what silent vantages saw is old, and looks it.
 */
export function matrixSection(overview: Overview, options: MatrixOptions): Html {
  const { filter, vantage } = options
  const { vantages, counts } = overview
  const rows = filtered(overview.rows, filter)
  const asked = filter.text !== ''
  const open = asked ? rows : rows.filter((row) => row.worst !== 'pass')
  const passing = asked ? [] : rows.filter((row) => row.worst === 'pass')
  const room = Math.max(20, Math.floor(CELLS / Math.max(1, vantages.length)))
  return html`<section aria-labelledby="targets"><h2 id="targets">Targets <small>${countsText(counts)}</small></h2>
${filterForm(filter, vantage)}
${rows.length === 0 ? html`<p>No target ${filter.failing ? 'that fails ' : null}matches the filter.</p>` : null}
${open.length === 0 ? null : table(vantages, open.slice(0, room), options)}
${fold('unshown', `${plural(open.length - room, 'more target')}${asked ? '' : ' not as expected'}`, open.slice(room), options.now)}
${fold('passing', `${plural(passing.length, 'target')} as expected${vantages.length > 1 ? ' everywhere' : ''}`, passing, options.now)}
</section>
`
}

/** `3 FAIL, 1 unknown, 38 pass`. */
export function countsText(counts: Readonly<Record<Verdict, number>>): string {
  const order = ['fail', 'inconclusive', 'warn', 'pass'] as const
  return order
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${wordOf(verdict)}`)
    .join(', ')
}

function table(
  vantages: readonly Reporting[],
  rows: readonly TargetRow[],
  { now, recent }: MatrixOptions,
): Html {
  return html`<div class="scroll" role="region" aria-label="Targets by vantage" tabindex="0"><table class="matrix${vantages.length > 6 ? ' many' : ''}">
<thead><tr><th scope="col">Target</th>${vantages.map((v) => html`<th scope="col"${v.silent ? html` class="old"` : null}><span>${v.name}${v.silent ? html` <small>silent, ${ageText(v.lastSweepAt ?? v.latest.startedAt, now)} old</small>` : null}</span></th>`)}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, vantages, recent.get(row.id) ?? [], now))}</tbody>
</table></div>
`
}

function rowOf(
  row: TargetRow,
  vantages: readonly Reporting[],
  history: readonly HistoryEntry[],
  now: string,
): Html {
  return html`<tr><th scope="row"><a href="${targetLink(row.id)}">${row.name}</a>${row.split ? html`<span class="split">${splitText(row, vantages)}</span>` : null}${trendAt(row, vantages, history)}</th>${row.cells.map((cell, i) => cellOf(cell, vantages[i], now))}</tr>
`
}

/** Where it fares worst now: the first column that says so. */
function trendAt(
  row: TargetRow,
  vantages: readonly Reporting[],
  history: readonly HistoryEntry[],
): Value {
  const at = vantages.findIndex((v, i) => !v.silent && row.cells[i]?.verdict === row.now)
  const [cell, name] = [row.cells[at], vantages[at]?.name]
  return cell === undefined || name === undefined ? null : trendOf(cell, name, history)
}

function splitText(row: TargetRow, vantages: readonly Reporting[]): string {
  const live = vantages.filter(({ silent }) => !silent)
  const at = vantages.filter(({ silent }, i) => !silent && row.cells[i]?.verdict === 'fail')
  return at.length === 1
    ? `fails from ${at[0]?.name} only`
    : `fails from ${at.length} of ${live.length}`
}

function cellOf(cell: TargetResult | undefined, at: Reporting | undefined, now: string): Value {
  if (cell === undefined || at === undefined) return html`<td class="none">–</td>`
  const word = at.silent ? `was ${wordOf(cell.verdict)}` : wordOf(cell.verdict)
  const look = at.silent ? 'old' : cell.verdict
  const rests = notDueText(cell, now)
  const why = rests === null ? null : html`<small>${rests}</small>`
  if (cell.verdict === 'pass') return html`<td class="${look}">${word}${why && html` ${why}`}</td>`
  const code = cell.findings[0]?.code
  return html`<td class="${look}"><a href="${targetLink(cell.target.id, at.name)}"${code === undefined ? null : html` title="${code}"`}>${word}</a></td>`
}

function fold(key: string, title: string, rows: readonly TargetRow[], now: string): Value {
  if (rows.length === 0) return null
  const hidden = rows.length - NAMED
  return html`<details id="${key}"><summary>${title}</summary><ul class="names wide">${rows.slice(0, NAMED).map((row) => html`<li>${row.worst === 'pass' ? null : mark(row.worst)} <a href="${targetLink(row.id)}">${row.name}</a>${tookOf(row, now)}</li>`)}</ul>${hidden > 0 ? html`<p>and ${hidden} more; the JSON has all</p>` : null}</details>
`
}

/** How long it took; of what was not due anywhere, when it passed. */
function tookOf({ cells }: TargetRow, now: string): Value {
  const seen = cells.filter((cell) => cell !== undefined)
  const first = seen.find(wasChecked) ?? seen[0]
  const rests = first === undefined ? null : notDueText(first, now)
  if (rests !== null) return html` <small>${rests}</small>`
  const total = first?.timings.total ?? null
  return total === null ? null : html` <small>${msText(total)}</small>`
}
