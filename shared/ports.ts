import type { Incident, Notification, OutboxEntry, Transition } from './model/incident.ts'
import type { Report } from './model/report.ts'
import type { TargetAuth } from './model/target.ts'

/** Time, injected: tests and replays bring their own. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary origin. Durations are made of these only. */
  now(): number
  /** The wall clock. Stands once on a report, and certificates are judged by it. */
  date(): Date
}

export const LOG_SEVERITIES = ['debug', 'info', 'warning', 'error'] as const

/** One line of the program's own log; `fields` are what a log query filters by. */
export interface LogEntry {
  readonly severity: (typeof LOG_SEVERITIES)[number]
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>>
}

/**
 * The platform's log. Never throws, and never waits. An entry may carry a whole report: a shell whose platform limits
 * the size of an entry cuts it into pieces.
 */
export interface Log {
  write(entry: LogEntry): void
}

/** One HTTP request that is ready to be sent. Its URL and headers may hold secrets: they are never logged. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of it: an answer, whatever its status, or why there was none. */
export type SendResult =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      readonly failure: null
    }
  | { readonly failure: string }

/** Sends notifications. Never throws; ends at the deadline, in ms. */
export interface Sender {
  send(request: OutgoingRequest, deadlineMs: number): Promise<SendResult>
}

/** A token of the platform's own identity, which is a secret; or why there is none, in words without one. */
export type Token =
  | { readonly token: string; readonly failure: null }
  | { readonly token: null; readonly failure: string }

/** Gets tokens. Never throws; ends at a deadline of its own. */
export type TokenSource = (auth: TargetAuth) => Promise<Token>

/** A place beside the store for reports that it could not take. Bounded: it drops the oldest and says so. */
export interface Spool {
  /** Ids of the reports that wait, the oldest sweep first. */
  list(): Promise<readonly string[]>
  /** Keeps a report. Gives the ids of those that had to go for it, its own among them if it alone is too large. */
  put(report: Report): Promise<{ readonly dropped: readonly string[] }>
  /** Null when it is gone or cannot be read. */
  get(id: string): Promise<Report | null>
  remove(id: string): Promise<void>
}

/** A point in the sweeps of one vantage, which are ordered by begin and, within one millisecond, by id. */
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
export interface Range {
  readonly vantage?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

/** How far alerts are derived at one vantage, and what the next derivation needs. */
export interface AlertsAt {
  /** Opaque JSON of shared/alerts. */
  readonly state: unknown
  /** The last sweep that it has seen. */
  readonly through: SweepRef
  /** Changes with every write to the alerts of this vantage: its state or any of its incidents. */
  readonly version: string
}

/** What one sweep changed; written as a whole or not at all. */
export interface AlertsCommit {
  readonly vantage: string
  /** The version that it was derived from; null: there was none. */
  readonly expected: string | null
  readonly state: unknown
  readonly through: SweepRef
  /** New or changed, whole. */
  readonly incidents: readonly Incident[]
  readonly transitions: readonly Transition[]
  /** New in the outbox, due at once. One whose id is there already changes nothing. */
  readonly notifications: readonly Notification[]
}

/** What became of an attempt to deliver a notification. */
export type Settlement =
  | { readonly state: 'delivered' }
  | { readonly state: 'due'; readonly nextAt: string; readonly error: string }
  | { readonly state: 'dead'; readonly error: string }

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
  history(target: string, range: Range): Promise<readonly HistoryEntry[]>

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
  transitions(target: string, range: Range): Promise<readonly Transition[]>

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
   * Removes what is older: transitions, closed incidents, notifications that were delivered or given up, and
   * reports. Of those it keeps EVIDENCE_AGE (shared/report/compact.ts) more, since younger ones refer to them.
   */
  prune(before: Date): Promise<{ readonly reports: number }>
  close(): Promise<void>
}
