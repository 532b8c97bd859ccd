import type { Report } from '../model/report.ts'

/** A point in the sweeps of one vantage, which are ordered by start and, within one millisecond, by id. */
export interface SweepRef {
  readonly id: string
  readonly startedAt: string
}

/** What a store tells of a sweep without opening its report. */
export interface SweepEntry extends SweepRef {
  readonly vantage: string
  readonly kind: Report['kind']
  readonly summary: Report['summary']
}

/** A vantage that the store knows. */
export interface VantageEntry {
  readonly name: string
  /** Its newest sweep of any kind. */
  readonly newest: SweepRef
  /** Its newest scheduled sweep: its age tells whether the probe still runs. */
  readonly scheduled: SweepRef | null
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

/** A stretch of time and how much of it, newest first. ISO 8601, UTC; `from` is within, `to` is not. */
export interface TimeRange {
  readonly vantage?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
}
