import type { JudgedSweep, Said } from './judged-sweep.ts'

/** Something that was said and that the evidence of the same sweep refutes, or that nothing in it proves. */
export interface Violation {
  readonly law: string
  readonly target: string
  /** What was said. */
  readonly sentence: string
  /** The observation that refutes it. */
  readonly refutedBy: string
}

/** One law: reads what was said and what was seen, and names every contradiction. Pure. */
export type Law = (sweep: JudgedSweep) => readonly Omit<Violation, 'law'>[]

/** A violation by a finding. */
export function broken(
  { target, finding }: Said,
  refutedBy: string,
  sentence = finding.summary,
): Omit<Violation, 'law'> {
  return { target: target.id, sentence: `${finding.code}: ${sentence}`, refutedBy }
}
