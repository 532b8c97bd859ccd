import type { Claim } from './rule.ts'

/** The part of a claim that says why and what to do; what is absent is taken from the table of findings. */
export type Words = Pick<Claim, 'cause' | 'fix' | 'docs'>

/** Things to look at one after the other, as one sentence each: `First …. Then …`. */
export function inOrder(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join('. ')
}
