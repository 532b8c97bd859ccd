import type { Report, TargetResult } from '../model/report.ts'
import type { Change } from './change.ts'

/** A target's result with the report that holds the facts it refers to. */
export interface Side {
  readonly result: TargetResult
  readonly report: Report
}

/** A difference of one target, before it is said of which. */
export type Difference = Pick<Change, 'kind' | 'subject' | 'before' | 'after'>

/** Each text once, in one order on every machine. */
export function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort()
}
