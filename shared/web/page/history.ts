import type { Verdict } from '../../model/finding.ts'
import type { HistoryEntry } from '../../ports/store-entries.ts'
import { plural } from '../../view/text.ts'
import { spanText } from '../../view/words.ts'
import { type Html, html, type Value } from './html.ts'
import { mark, wordOf } from './mark.ts'
import { timeText } from './time.ts'

/** Sweeps in the strip, and rows of the table that says the same. */
const SHOWN = 240
const RUNS = 40
/** Places that the strip has at least, so that a few sweeps do not look like many. */
const LEAST = 60

/** The height tells what the colour tells. */
const HEIGHT: Readonly<Record<Verdict, number>> = { pass: 6, warn: 11, inconclusive: 15, fail: 20 }

/** Sweeps in a row with one verdict and one root finding. */
interface Run {
  readonly verdict: Verdict
  readonly code: string | null
  readonly sweeps: readonly [HistoryEntry, ...HistoryEntry[]]
}

/** The last sweeps as a strip, oldest left, and in words. `entries`: newest first. */
export function historySection(entries: readonly HistoryEntry[]): Value {
  const shown = entries.slice(0, SHOWN).reverse()
  const [first] = shown
  const last = shown.at(-1)
  if (first === undefined || last === undefined) return null
  const runs = runsOf(shown)
  const says = summary(shown, runs)
  return html`<section aria-labelledby="history"><h2 id="history">History</h2>
<figure>${strip(shown, LEAST, says)}
<figcaption>${says} ${timeText(first.startedAt)} to ${timeText(last.startedAt)}, the newest on the right; the higher, the worse.</figcaption></figure>
<details id="runs"><summary>The same as a table</summary><table><thead><tr><th scope="col">From</th><th scope="col">For</th><th scope="col">Sweeps</th><th scope="col">Verdict</th><th scope="col">Root finding</th></tr></thead><tbody>${[
    ...runs,
  ]
    .reverse()
    .slice(0, RUNS)
    .map((run, i, all) =>
      runRow(run, all[i - 1]),
    )}</tbody></table>${runs.length > RUNS ? html`<p>and ${runs.length - RUNS} changes before</p>` : null}</details></section>
`
}

/** Sweeps as bars, oldest left, with room for at least so many. */
export function strip(shown: readonly HistoryEntry[], least: number, says: string): Html {
  const room = Math.max(shown.length, least)
  return html`<svg class="strip" role="img" aria-label="${says}" viewBox="${shown.length - room} 0 ${room} 20" preserveAspectRatio="none">${shown.map(bar)}</svg>`
}

function bar(entry: HistoryEntry, index: number): Html {
  const height = HEIGHT[entry.verdict]
  return html`<rect class="${entry.verdict}" x="${index}" y="${20 - height}" width=".85" height="${height}"><title>${entry.startedAt.slice(0, 16).replace('T', ' ')} ${wordOf(entry.verdict)} ${entry.findings[0] ?? null}</title></rect>`
}

/** Sweeps in a row with one verdict and one root finding, oldest first. */
function runsOf(entries: readonly HistoryEntry[]): readonly Run[] {
  const runs: {
    verdict: Verdict
    code: string | null
    sweeps: [HistoryEntry, ...HistoryEntry[]]
  }[] = []
  for (const entry of entries) {
    const code = entry.findings[0] ?? null
    const run = runs.at(-1)
    if (run?.verdict === entry.verdict && run.code === code) run.sweeps.push(entry)
    else runs.push({ verdict: entry.verdict, code, sweeps: [entry] })
  }
  return runs
}

/** `Last 12 sweeps: 2 FAIL, 10 pass; 1 change.` of sweeps in order of time. */
export function summary(entries: readonly HistoryEntry[], runs = runsOf(entries)): string {
  const order = ['fail', 'inconclusive', 'warn', 'pass'] as const
  const counts = order
    .map((verdict) => [entries.filter((e) => e.verdict === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${wordOf(verdict)}`)
    .join(', ')
  const changes = runs.length === 1 ? 'no change' : plural(runs.length - 1, 'change')
  return `Last ${plural(entries.length, 'sweep')}: ${counts}; ${changes}.`
}

function runRow(run: Run, next: Run | undefined): Html {
  const [first] = run.sweeps
  const end = next?.sweeps[0].startedAt ?? run.sweeps.at(-1)?.startedAt ?? first.startedAt
  const span = Date.parse(end) - Date.parse(first.startedAt)
  return html`<tr><td>${timeText(first.startedAt)}</td><td>${spanText(span)}</td><td class="number">${run.sweeps.length}</td><td>${mark(run.verdict)}</td><td>${run.code === null ? null : html`<code>${run.code}</code>`}</td></tr>
`
}
