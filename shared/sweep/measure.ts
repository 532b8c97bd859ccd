import type { Evidence } from '../model/evidence.ts'
import type { Target } from '../model/target.ts'

/** Measures targets. Ends at the signal or the deadline (ms) with what it has; throws only for a bug. */
export type Measure = (
  targets: readonly Target[],
  end: { readonly signal: AbortSignal; readonly deadline: number | null },
) => Promise<Evidence>
