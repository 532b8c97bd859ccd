import type { StepName } from './step.ts'

/** One row of the table of failures. */
export interface FailureRow {
  /** The steps that can fail this way. */
  readonly steps: readonly StepName[]
  /** One sentence: what happened, as seen from the probe. */
  readonly means: string
  /** Likely causes, the most likely first. */
  readonly causes: readonly string[]
  /** What to look at or change first. */
  readonly fix: string
  /** A page that documents the condition. */
  readonly docs: string
  /** Whether a second attempt may end otherwise; a certain answer is not asked for twice. */
  readonly retry: boolean
  /** Whose fault it is when it is nobody else's: the probe's own faults are never the target's. */
  readonly fault: 'target' | 'resolver' | 'path' | 'proxy' | 'probe'
}
