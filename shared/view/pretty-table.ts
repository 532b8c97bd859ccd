import type { TargetResult } from '../model/report.ts'
import { notDueText } from './not-due.ts'
import type { Page } from './page.ts'
import { VERDICT_FORMAT } from './paint.ts'
import { clip, columns, padEnd, padStart } from './text.ts'

const TIMES = ['dns', 'connect', 'tls', 'ttfb', 'total'] as const
const TIME_WIDTH = 8
const VERDICT_WIDTH = 14
const NAME_MIN = 16

/** All targets with their verdicts and timings in ms. */
export function prettyTable(page: Page): readonly string[] {
  const { results } = page.report
  if (results.length === 0) return []
  const room = page.width - VERDICT_WIDTH - TIMES.length * TIME_WIDTH
  const longest = Math.max(...results.map((r) => columns(r.target.name)), 'target'.length)
  const width = Math.max(NAME_MIN, Math.min(room, longest))
  const head =
    padEnd('', VERDICT_WIDTH) +
    padEnd('target', width) +
    TIMES.map((name) => padStart(name, TIME_WIDTH)).join('')
  return [
    page.paint('bold', 'ALL TARGETS') + page.paint('dim', '  times in ms'),
    page.paint('dim', head),
    ...results.map((result) => row(page, result, width)),
  ]
}

function row(page: Page, result: TargetResult, width: number): string {
  const { target, verdict, timings } = result
  const rests = notDueText(result, page.report.startedAt)
  const times =
    rests === null
      ? TIMES.map((name) => padStart(timings[name]?.toFixed(1) ?? '-', TIME_WIDTH))
      : [`  ${rests}`]
  const word = page.paint(VERDICT_FORMAT[verdict], verdict)
  const gap = ' '.repeat(VERDICT_WIDTH - verdict.length)
  return `${word}${gap}${padEnd(clip(target.name, width), width)}${times.join('')}`
}
