import { fail } from '../../../shared/failure/failure.ts'
import type { FailureCode } from '../../../shared/failure/table.ts'
import type { Certificate, DnsAnswer } from '../../../shared/model/facts.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { Target } from '../../../shared/model/target.ts'

/** One observation and the shared facts it refers to, once the target is known. */
export type Piece = (target: Target) => {
  readonly o: Observation
  readonly dns?: Readonly<Record<string, DnsAnswer>>
  readonly certificates?: Readonly<Record<string, Certificate>>
}

export interface How {
  readonly fails?: FailureCode
  readonly raw?: string
  /** Duration in ms. */
  readonly took?: number
  /** Start, in ms from the start of the sweep. */
  readonly at?: number
  readonly attempt?: number
  readonly peer?: 'target' | 'proxy'
}

export function common({ fails, raw, took = 20, at = 0, attempt = 1, peer = 'target' }: How) {
  const failure = fails === undefined ? null : fail(fails, raw ?? fails)
  return { peer, attempt, t0: at, t: at + took, failure }
}
