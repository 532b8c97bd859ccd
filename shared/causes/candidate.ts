import type { ScopePart } from '../model/cause.ts'
import type { FindingCode } from '../model/finding-codes.ts'
import type { Traits } from './traits.ts'

/** A statement that could explain why targets fail in one way. */
export interface Candidate {
  /** A few words that stay the same from sweep to sweep. */
  readonly subject: string
  readonly scope: readonly ScopePart[]
  /** Whether it explains the failure of this target. */
  covers(failing: Traits): boolean
  /** Whether this target came through inside the scope: one that did refutes the statement. */
  refutedBy(other: Traits): boolean
  /** Whether this target came through the same step outside the scope: it is the contrast. */
  contrastedBy(other: Traits): boolean
  /** What is said of the targets it covers; `passing` came through outside the scope. */
  tell(covered: readonly Traits[], passing: number): Telling
}

/** The words of a cause. */
export interface Telling {
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
  candidates(failing: readonly Traits[]): readonly Candidate[]
  /** Whether the wrong address of a name explains what other targets of the same name saw there. */
  readonly byName?: true
}
