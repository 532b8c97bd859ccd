import type { Mutant } from './mutants.ts'

/** Mutants that change nothing that anybody could see, and why. */
const EQUIVALENT: readonly {
  readonly file: string
  /** Part of the line, and of what was changed in it. */
  readonly text: string
  readonly what: string
  readonly why: string
}[] = []

/** Whether a mutant was judged to be as right as the original. */
export function isEquivalent({ file, text, what }: Mutant): boolean {
  return EQUIVALENT.some(
    (one) => one.file === file && text.includes(one.text) && what.includes(one.what),
  )
}
