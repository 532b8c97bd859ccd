import type { Verdict } from '../model/finding.ts'

/** Two sweeps by their ids. */
export interface BadSince {
  /** The first sweep of the row. */
  readonly report: string
  /** The sweep before it; absent when there was none. */
  readonly before?: string
}

/** What is remembered of a target from sweep to sweep. */
export interface TargetState {
  readonly verdict: Verdict
  /** Bad sweeps in a row, up to the last one that said anything. */
  readonly bad: number
  /** Good sweeps in a row, likewise. */
  readonly good: number
  /** End of the last bad sweep; null: none. */
  readonly badAt: string | null
  /** The last sweep that checked it, by its id; absent: the last sweep of all did. */
  readonly seenIn?: string
  /** Where the row of bad sweeps began, for whatever cause; absent when it is good, or an older version kept this. */
  readonly badSince?: BadSince
}

/** A closed incident, and the one whose messages it leads. */
export interface Owed {
  readonly incident: string
  readonly thread: string
}

/** What is remembered of a cause that the last sweep saw. */
export interface CauseState {
  /** Sweeps in a row. */
  readonly streak: number
  /** The sweep that saw it first: its end and its id. */
  readonly since: string
  readonly report: string
  /** The sweep before that one; absent when there was none, or an older version kept this. */
  readonly before?: string
  readonly targets: readonly string[]
}

/**
 * All that alerts remember of a vantage besides its open incidents: plain JSON. Stores keep it with a version and
 * do not look inside.
 */
export interface AlertState {
  readonly schema: 1
  /** The last report that moved it. */
  readonly report: string
  readonly startedAt: string
  readonly finishedAt: string
  /** The last few times from sweep to sweep, in ms, oldest first. */
  readonly intervals: readonly number[]
  readonly targets: Readonly<Record<string, TargetState>>
  /** By cause key. */
  readonly causes: Readonly<Record<string, CauseState>>
  /** When incidents of a cause ended by recovery, within the window of flapping. */
  readonly recoveries: Readonly<Record<string, readonly string[]>>
  /** Names of the receivers; absent where an older version kept this. */
  readonly channels?: readonly string[]
  /** Closed incidents whose end is not told yet: their cause goes on at another vantage that was told with them. */
  readonly owed?: readonly Owed[]
}

/** Before the first sweep. */
export const NO_STATE: AlertState = {
  schema: 1,
  report: '',
  startedAt: '',
  finishedAt: '',
  intervals: [],
  targets: {},
  causes: {},
  recoveries: {},
}

/** The value of an own key; names of targets come from outside, `constructor` may be among them. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
