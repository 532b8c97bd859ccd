import type { StepName } from '../failure/step.ts'
import type { Severity } from '../model/finding.ts'

/**
 * What else the program does with a finding:
 * - `blocked-too`: said of a target that must be blocked as well, for which most failures are what is wanted
 * - `in-warm-up`: certain while the path of a fresh instance is not open yet, when silence says nothing
 * - `hint`: drawn from settings only; one such finding a target is enough
 * - `last-resort`: said only where nothing else, hints aside, is wrong
 * - `fixed-by-firewall`: a rule for the connection fixes it: something on the way denies what must pass, or the reverse
 * - `fixed-by-zone`: a DNS zone or its link fixes it: the name leads elsewhere than it must
 */
type Trait =
  | 'blocked-too'
  | 'in-warm-up'
  | 'hint'
  | 'last-resort'
  | 'fixed-by-firewall'
  | 'fixed-by-zone'

/** One row of the table of findings: what a code means to the engineer who gets it. */
export interface FindingRow {
  /** The step whose observations it is concluded from; `sweep`: from many targets or the whole. */
  readonly step: StepName | 'sweep'
  /** How severe it is unless a rule says otherwise. */
  readonly severity: Severity
  readonly traits: readonly Trait[]
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

/** What is told otherwise of a finding in one cloud. */
export type RowWords = Partial<Pick<FindingRow, 'causes' | 'fix' | 'docs'>>
