import type { Observation } from '../model/observation.ts'
import { hasFailed, SILENT } from './seen.ts'

/** How the path of a fresh instance opened: what met silence before, and what was answered first after it. */
export interface Opening<O extends Observation> {
  readonly silent: readonly O[]
  readonly first: O
}

/**
 * Silence within the warm-up and an answer after it; null when there was no such silence, or it did not end.
 * `first.t` is the time the path took to open at most, in ms from the start of the sweep.
 */
export function openingOf<O extends Observation>(
  seen: readonly O[],
  warmUp: number,
): Opening<O> | null {
  const silent = seen.filter((o) => hasFailed(o, SILENT) && o.t0 < warmUp)
  const last = silent.at(-1)
  if (last === undefined) return null
  const first = seen.find((o) => o.t0 >= last.t && o.failure === null)
  return first === undefined ? null : { silent, first }
}
