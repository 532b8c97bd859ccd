import type { Report } from '../model/report.ts'
import { notDueCount, notDueIn } from './not-due.ts'
import { capabilityCount, plural } from './text.ts'

/** The worst first: it is what the reader is here for. */
const ORDER = ['fail', 'inconclusive', 'warn', 'pass'] as const

/**
 * What the causes say, without those that only warn: `1 cause, 24 targets, 9 capabilities`; null without any.
 */
export function causesText({ causes }: Pick<Report, 'causes'>): string | null {
  const serious = causes.filter(
    ({ severity }) => severity === 'fail' || severity === 'inconclusive',
  )
  if (serious.length === 0) return null
  const targets = new Set(serious.flatMap((cause) => cause.targets))
  const capabilities = new Set(serious.flatMap((cause) => cause.capabilities))
  const parts = [
    plural(serious.length, 'cause'),
    plural(targets.size, 'target'),
    ...(capabilities.size === 0 ? [] : [capabilityCount(capabilities.size)]),
  ]
  return parts.join(', ')
}

/**
 * What the counts say, causes first: `1 cause, 3 targets; of 42 targets 3 fail, 1 inconclusive, 38 pass`; `all 42
 * targets pass`.
 */
export function countsText(report: Report): string {
  return countsParts(report).join('; ')
}

/** The same in one part or two, of which the first leads. */
export function countsParts(report: Report): readonly string[] {
  const { summary, results } = report
  const total = results.length
  if (total === 0) return ['no target was checked']
  if (notDueIn(report) === total) return [restingText(total)]
  const rest = notDueCount(report)
  if (summary.pass === total)
    return [total === 1 ? 'the target passes' : `all ${total} targets pass${rest}`]
  // What is not due passed the last time.
  const counts = ORDER.filter((v) => summary[v] > 0).map(
    (v) => `${summary[v]} ${v}${v === 'pass' ? rest : ''}`,
  )
  const causes = total === 1 ? null : causesText(report)
  return causes === null
    ? [`${plural(total, 'target')}: ${counts.join(', ')}`]
    : [causes, `of ${plural(total, 'target')} ${counts.join(', ')}`]
}

/** A sweep that checked nothing must not sound as if it had. */
function restingText(total: number): string {
  return total === 1
    ? 'the target was not due; it passed when it was last checked'
    : `none of ${total} targets was due; all passed when they were last checked`
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
