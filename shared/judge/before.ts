import type { Timings } from '../model/report.ts'

/** Who signed each certificate that a target showed, as authorityOfIssuer names it, by fingerprint. */
export type Leaves = ReadonlyMap<string, string>

/** What is known of one target from before, for what one sweep alone cannot tell. */
export interface TargetBefore {
  /** Of the last report; null: none was read. */
  readonly timings: Timings | null
  /** What it showed of late, when all was well with its certificate; empty: not known. */
  readonly leaves: Leaves
}

/** By the id of the target. */
export type Before = ReadonlyMap<string, TargetBefore>
