import type { ScopePart } from '../model/cause.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Traits } from './traits.ts'

/** One dimension of a scope. */
export interface Part {
  readonly dimension: ScopePart['dimension']
  readonly values: readonly string[]
}

/** A statement that could explain why targets fail in one way, and that nothing in the sweep refutes. */
export interface Candidate {
  /** A few words that stay the same from sweep to sweep. */
  readonly subject: string
  readonly scope: readonly Part[]
  /** The failing targets that it explains. */
  readonly members: readonly Traits[]
  /** Whether this target came through the same step outside the scope: it is the contrast. */
  contrastedBy(other: Traits): boolean
  /** What is said of the targets it covers; `passing` came through outside the scope. */
  tell(covered: readonly Traits[], passing: number): CauseWords
}

/** The words of a cause. */
export interface CauseWords {
  readonly statement: string
  readonly cause: string
  readonly fix: string
}

/**
 * One way to fail: the codes that show it, and the statements that could explain several targets at once. The
 * narrower statement comes first: of two that explain the same targets it is taken.
 */
export interface Mechanism {
  readonly codes: readonly FindingCode[]
  /** Whether a target with another root fails in this way, too. */
  readonly also?: (traits: Traits) => boolean
  candidates(failing: readonly Traits[], all: readonly Traits[]): readonly Candidate[]
  /** Whether the wrong address of a name explains what other targets of the same name saw there. */
  readonly byName?: true
}
