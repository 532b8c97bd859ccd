import type { TargetResult } from '../model/report.ts'
import type { Change } from './change.ts'
import type { Facts } from './facts.ts'

/** A target's result with what holds the facts it refers to: its report, or what was kept of it. */
export interface Side {
  readonly result: TargetResult
  readonly report: Facts
}

/** A difference of one target, before it is said of which. */
export type Difference = Pick<Change, 'kind' | 'subject' | 'before' | 'after'>

/** Each text once, in one order on every machine. */
export function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort()
}
