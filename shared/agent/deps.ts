import type { AlertPolicy } from '../alerts/policy.ts'
import type { Knowledge } from '../judge/knowledge.ts'
import type { Capability } from '../model/capability.ts'
import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Attempt } from '../notify/attempt.ts'
import type { Within } from '../ports/bounded-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { Spool } from '../ports/spool.ts'
import type { Measure } from '../sweep/measure.ts'

export interface AgentDeps {
  /** Where we are; the resolvers are those that each sweep meets. */
  readonly vantage: Vantage
  readonly targets: readonly Target[]
  /** What the report says of it (configurationOf); a change of it explains what came with it. */
  readonly configuration?: Report['configuration']
  readonly capabilities: readonly Capability[]
  readonly knowledge: Knowledge
  /**
   * The configuration of the network as it is read for a sweep, within the time of the sweep (`deadline` in ms; null:
   * its usual one); null: nothing came. Absent: `knowledge` has what there is. Never throws.
   */
  readonly readNetwork?: (end: Parameters<Measure>[1]) => Promise<Knowledge['network'] | null>
  /**
   * When the schedule comes next, strictly after a time; null: never. By it and the last report, targets with an interval
   * are due or not; absent: every target is due in each sweep.
   */
  readonly nextSweep?: (after: Date) => Date | null
  /** Measures so many targets at most by itself, where they are not all that is configured; absent: any number. */
  readonly mostAlone?: number
  readonly policy: AlertPolicy
  readonly measure: Measure
  /** Called when a sweep begins: loads what measures, which takes its time, while the lease is asked for. */
  readonly load?: () => void
  /** Sends one notification (shared/notify/attempt.ts). */
  readonly deliver: Attempt
  readonly store: ResultsStore
  /** Views of that store that bound all that is asked through them. */
  readonly within: Within
  readonly spool: Spool
  readonly clock: Clock
  readonly log: Log
  /** The id of a new report (reportId with a source of randomness). */
  readonly newId: (startedAt: Date, vantage: string) => string
  /** A text that no other process has, for the lease. */
  readonly owner: string
  /** What storing, alerting and notifying may take together after a sweep, in ms. */
  readonly postSweepMs: number
  /** How long a sweep may hold its vantage, in ms: longer than a sweep and its post-sweep work can take. */
  readonly leaseMs: number
  /** How long the store keeps what it has, in ms; null: for ever. */
  readonly retentionMs: number | null
}
