import type { Measured } from './figures.ts'

/** One of the programs compared. */
export interface Side {
  readonly name: string
  readonly pid: number
  /** Takes that many sweeps of all targets. Throws when a target does not succeed. */
  measure(sweeps: number): Promise<Measured>
}
