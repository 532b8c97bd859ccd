import type { Timings } from '../model/report.ts'

/** What the last report says of one target, for what one sweep alone cannot tell. */
export interface TargetBefore {
  readonly timings: Timings
}

/** By the id of the target. */
export type Before = ReadonlyMap<string, TargetBefore>
