import type { Incident } from '../model/incident.ts'
import type { Report } from '../model/report.ts'
import type { Transition } from '../model/transition.ts'
import type { HistoryEntry } from '../ports/store-entries.ts'
import type { TargetEvidenceAt } from '../report/whole.ts'

/** What one vantage says of itself. Times are ISO 8601, UTC. */
export interface VantageStatus {
  readonly name: string
  /** Its newest scheduled report, or its newest of any kind when it never had one; brief where nothing changed. */
  readonly latest: Report | null
  /** Start of its newest scheduled sweep; null: it never had one. */
  readonly lastSweepAt: string | null
  /** Its age at `now`, in ms. */
  readonly ageMs: number | null
  /** It has been quiet for so long that sweeps must be missing. */
  readonly silent: boolean
}

/** Everything that the status shows, from the store alone. */
export interface StatusData {
  readonly now: string
  /** In order of their names. */
  readonly vantages: readonly VantageStatus[]
  /** Open ones of all vantages, the last changed first. */
  readonly incidents: readonly Incident[]
  /** Notifications that wait, and those that were given up. */
  readonly outboxDepth: { readonly due: number; readonly dead: number }
  /** The store did not answer: this is what the probe remembers, and may lack incidents and other vantages. */
  readonly remembered?: true
}

/** One target as one vantage sees it. */
export interface TargetAt {
  readonly vantage: string
  /** Start of the sweep that `evidence` is from. */
  readonly startedAt: string
  readonly report: string
  /** In full, also where the report itself only refers to it; null: this vantage does not check the target. */
  readonly evidence: TargetEvidenceAt | null
}

/** Everything that the page of one target shows. */
export interface TargetData {
  readonly now: string
  readonly target: string
  /** One a vantage that checks it, in order of their names; empty when none does. */
  readonly at: readonly TargetAt[]
  readonly history: HistoryData
  /** Of all vantages, newest first. */
  readonly transitions: readonly Transition[]
  /** Open ones that hit it. */
  readonly incidents: readonly Incident[]
}

/** The history of one target. */
export interface HistoryData {
  readonly target: string
  /** Of all vantages asked for, newest first. */
  readonly entries: readonly HistoryEntry[]
}
