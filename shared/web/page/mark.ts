import type { Severity, Verdict } from '../../model/finding.ts'
import { type Html, html } from './html.ts'

const WORDS: Readonly<Record<Verdict | Severity, string>> = {
  pass: 'pass',
  warn: 'warning',
  fail: 'FAIL',
  inconclusive: 'unknown',
  info: 'info',
}

/** The word for a verdict that a reader sees; its colour says no more than the word. */
export function wordOf(verdict: Verdict | Severity): string {
  return WORDS[verdict]
}

/** A verdict as a word in its colour. */
export function mark(verdict: Verdict | Severity): Html {
  return html`<span class="mark ${verdict}">${WORDS[verdict]}</span>`
}

/** Worst first. */
const ORDER: readonly Verdict[] = ['fail', 'inconclusive', 'warn', 'pass']

/** 0 for the worst verdict, 3 for a pass. */
export function rankOf(verdict: Verdict): number {
  return ORDER.indexOf(verdict)
}

/** The worst of several; null of none. */
export function worst(verdicts: Iterable<Verdict>): Verdict | null {
  const seen = new Set(verdicts)
  return ORDER.find((verdict) => seen.has(verdict)) ?? null
}
