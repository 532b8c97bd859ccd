import type { Timings } from '../../model/report.ts'
import type { HistoryEntry } from '../../ports/store-entries.ts'
import { type Html, html, type Value } from './html.ts'
import { timeText } from './time.ts'

const PHASES = [
  ['dns', 'Name'],
  ['connect', 'Connect'],
  ['tls', 'TLS'],
  ['ttfb', 'First byte'],
] as const satisfies readonly (readonly [keyof Timings, string])[]

/** Units of the plots' own grid; the page scales them. */
const WIDTH = 400
const HEIGHT = 60
/** Sweeps in the plot over time: about one a pixel on a wide screen is the most that can be seen. */
const POINTS = 600

/** What each phase took in this sweep, one after another, and the total of the sweeps before. */
export function latencySection(timings: Timings, history: readonly HistoryEntry[]): Value {
  const parts = PHASES.flatMap(([key, label]) => {
    const ms = timings[key]
    return ms === null ? [] : [{ key, label, ms }]
  })
  const over = totals(history)
  if (parts.length === 0 && over === null) return null
  return html`<section aria-labelledby="latency"><h2 id="latency">${parts.length === 0 ? 'Latency' : 'Latency by phase'}</h2>${phases(parts, timings.total)}${over}</section>
`
}

function phases(
  parts: readonly { readonly key: string; readonly label: string; readonly ms: number }[],
  total: number | null,
): Value {
  if (parts.length === 0) return null
  const sum = Math.max(
    0.1,
    parts.reduce((all, { ms }) => all + ms, 0),
  )
  let begin = 0
  const rows = parts.map(({ key, label, ms }) => {
    const x = (begin / sum) * WIDTH
    begin += ms
    return html`<tr><th scope="row">${label}</th><td class="number">${msText(ms)}</td><td class="bar"><svg aria-hidden="true" viewBox="0 0 ${WIDTH} 12" preserveAspectRatio="none"><rect class="phase ${key}" x="${x.toFixed(1)}" width="${Math.max(2, (ms / sum) * WIDTH).toFixed(1)}" height="12"/></svg></td></tr>
`
  })
  return html`<table class="latency"><thead><tr><th scope="col">Phase</th><th scope="col" class="number">Took</th><th scope="col">One after another</th></tr></thead><tbody>${rows}</tbody>${total === null ? null : html`<tfoot><tr><th scope="row">Total</th><td class="number">${msText(total)}</td><td>with retries</td></tr></tfoot>`}</table>
`
}

/** Totals over time as a line; null with fewer than two. */
function totals(history: readonly HistoryEntry[]): Html | null {
  const points = history
    .slice(0, POINTS)
    .flatMap((entry) => (entry.total === null ? [] : [{ at: entry.startedAt, ms: entry.total }]))
    .reverse()
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return null
  const sorted = points.map((point) => point.ms).sort((a, b) => a - b)
  const most = sorted.at(-1) ?? 0
  const scale = Math.max(1, most)
  const step = WIDTH / (points.length - 1)
  const path = points
    .map(
      ({ ms }, i) =>
        `${(i * step).toFixed(1)},${(HEIGHT - 2 - (ms / scale) * (HEIGHT - 4)).toFixed(1)}`,
    )
    .join(' ')
  const middle = medianOf(sorted)
  const says = `Total of ${points.length} sweeps: least ${msText(sorted[0] ?? 0)}, median ${msText(middle)}, most ${msText(most)}`
  return html`<figure><svg class="plot" role="img" aria-label="${says}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"><polyline points="${path}"/></svg><figcaption>${says}. ${timeText(first.at)} to ${timeText(last.at)}.</figcaption></figure>
`
}

/** Of numbers in order; 0 of none. */
export function medianOf(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Tenths matter below 100 ms only. */
export function msText(ms: number): string {
  return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`
}
