import type { StepName } from '../failure/step.ts'
import type { Severity } from '../model/finding.ts'

/** One row of the table of findings: what a code means to the engineer who gets it. */
export interface FindingRow {
  /** The step whose observations it is concluded from; `sweep`: from many targets or the whole. */
  readonly step: StepName | 'sweep'
  /** How grave it is unless a rule says otherwise. */
  readonly severity: Severity
  /** One sentence: what is the case. */
  readonly means: string
  /** How it is recognised: the observations that lead to it. */
  readonly seen: string
  /** Codes it is easily taken for, and how they are told apart. */
  readonly confusedWith: readonly { readonly code: string; readonly apart: string }[]
  /** Likely causes, the most likely first. */
  readonly causes: readonly string[]
  /** What to do. */
  readonly fix: string
  /** A page that documents the condition. */
  readonly docs: string
}
