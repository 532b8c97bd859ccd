import type { Report } from '../model/report.ts'
import { plural } from './text.ts'

/** The worst first: it is what the reader is here for. */
const ORDER = ['fail', 'inconclusive', 'warn', 'pass'] as const

/** What the counts say: `42 targets: 3 fail, 1 inconclusive, 38 pass; 1 cause`; `all 42 targets pass`. */
export function countsText({ summary, results, causes }: Report): string {
  const total = results.length
  if (total === 0) return 'no target was checked'
  if (summary.pass === total) return total === 1 ? 'the target passes' : `all ${total} targets pass`
  const counts = ORDER.filter((v) => summary[v] > 0).map((v) => `${summary[v]} ${v}`)
  const fewer = causes.length > 0 && causes.length < total - summary.pass
  const explained = fewer ? `; ${plural(causes.length, 'cause')}` : ''
  return `${plural(total, 'target')}: ${counts.join(', ')}${explained}`
}

/** `2026-11-22 03:12:05 UTC`. */
export function whenText(report: Report): string {
  return `${report.startedAt.slice(0, 19).replace('T', ' ')} UTC`
}

/** How long the sweep took: `840 ms`, `12.4 s`. */
export function tookText(report: Report): string {
  const ms = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`
}
