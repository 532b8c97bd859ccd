import type { Incident } from '../model/incident.ts'
import type { OutboxEntry } from '../model/notification.ts'
import type { Report } from '../model/report.ts'
import type { Transition } from '../model/transition.ts'
import type { AlertsAt, AlertsCommit, Settlement } from './alert-entries.ts'
import type { ShardRef } from './shard-queue.ts'
import type {
  HistoryEntry,
  SweepEntry,
  SweepRef,
  TimeRange,
  VantageEntry,
} from './store-entries.ts'

/** The right to sweep one vantage, until it ends. */
export interface Lease {
  readonly vantage: string
  /** A text that no other run has. */
  readonly owner: string
  readonly expiresAt: string
}

/**
 * Where reports, incidents and notifications are kept, of many vantages. Errors are thrown as StoreError: whoever
 * appends keeps the report. Small enough for stores that have conditional writes and no joins: what must change
 * together belongs to one vantage, and one version guards it.
 */
export interface ResultsStore {
  /** Keeps a report. Idempotent by report id: a second append of the same id changes nothing. */
  append(report: Report): Promise<'stored' | 'already-stored'>
  /** The newest report of a vantage, or of any vantage, of one kind or of any; null when there is none. */
  latest(vantage?: string, kind?: Report['kind']): Promise<Report | null>
  get(id: string): Promise<Report | null>
  /** In order of their names. */
  vantages(): Promise<readonly VantageEntry[]>
  /** The scheduled sweeps of a vantage after that one, oldest first; all when `after` is null. */
  sweepsAfter(
    vantage: string,
    after: SweepRef | null,
    limit: number,
  ): Promise<readonly SweepEntry[]>
  /** History of one target, newest first. */
  history(target: string, range: TimeRange): Promise<readonly HistoryEntry[]>

  /** Null before the first commit. */
  alertState(vantage: string): Promise<AlertsAt | null>
  /** 'conflict', and nothing is written, when the version is another by now. */
  commitAlerts(commit: AlertsCommit): Promise<'committed' | 'conflict'>
  /** The last changed first. */
  incidents(filter: {
    readonly vantage?: string
    readonly state?: Incident['state']
    readonly limit: number
  }): Promise<readonly Incident[]>
  /** With the version of the alerts of its vantage, for `updateIncident`. */
  incident(id: string): Promise<{ readonly incident: Incident; readonly version: string } | null>
  /** Writes an incident that the store knows (an acknowledgement, say). 'conflict' when a sweep came first. */
  updateIncident(incident: Incident, expected: string): Promise<'committed' | 'conflict'>
  /** Transitions of one target, newest first. */
  transitions(target: string, range: TimeRange): Promise<readonly Transition[]>

  /** Notifications of a vantage that wait and whose time has come, the longest due first. */
  dueOutbox(vantage: string, now: Date, limit: number): Promise<readonly OutboxEntry[]>
  /** Counts one attempt. Changes nothing when the entry is not due any more: somebody else delivered it. */
  settleOutbox(id: string, outcome: Settlement): Promise<void>
  /** How many notifications wait, and how many were given up. */
  outboxDepth(vantage?: string): Promise<{ readonly due: number; readonly dead: number }>

  /**
   * The lease of a vantage, if nobody holds it or its time is over; null otherwise. Its owner gets it again, with
   * a new end.
   */
  acquireLease(vantage: string, owner: string, ttlMs: number, now: Date): Promise<Lease | null>
  /** Gives it back. Changes nothing when somebody else holds it by now. */
  releaseLease(lease: Lease): Promise<void>

  /**
   * Keeps what was seen of one shard of a sweep, packed (shared/sweep). Of two that measured the same the first one's
   * stays.
   */
  keepShard(shard: ShardRef, evidence: Uint8Array): Promise<'stored' | 'already-stored'>
  /** The shards of a sweep that are kept, in order. */
  shardsOf(vantage: string, sweep: string): Promise<readonly number[]>
  /** Null when it is not there. */
  shard(shard: ShardRef): Promise<Uint8Array | null>
  /** Removes the shards of all sweeps of a vantage; gives how many there were. */
  dropShards(vantage: string): Promise<number>

  /**
   * Removes what is older: transitions, closed incidents, notifications that were delivered or given up, and
   * reports. Of those it keeps EVIDENCE_AGE (shared/report/compact.ts) more, since younger ones refer to them.
   */
  prune(before: Date): Promise<{ readonly reports: number }>
  close(): Promise<void>
}
