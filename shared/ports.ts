import type { Report } from './model/report.ts'

/** Time, injected: tests and replays bring their own. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary origin. Durations are made of these only. */
  now(): number
  /** The wall clock. Stands once on a report, and certificates are judged by it. */
  date(): Date
}

/** One row of the history of a target. */
export interface HistoryEntry {
  readonly report: string
  readonly vantage: string
  readonly startedAt: string
  readonly verdict: Report['results'][number]['verdict']
  /** Codes of its findings, the root first. */
  readonly findings: readonly string[]
  /** Total time in ms; null when it was not measured. */
  readonly total: number | null
}

/** Where reports are kept. Errors are thrown as StoreError: the caller must keep the report. */
export interface ResultsStore {
  /** Keeps a report. Idempotent by report id: a second append of the same id changes nothing. */
  append(report: Report): Promise<'stored' | 'already-stored'>
  /** The newest report of a vantage, or of any vantage; null when there is none. */
  latest(vantage?: string): Promise<Report | null>
  get(id: string): Promise<Report | null>
  /** History of one target, newest first. */
  history(target: string, options: { readonly limit: number }): Promise<readonly HistoryEntry[]>
  close(): Promise<void>
}
