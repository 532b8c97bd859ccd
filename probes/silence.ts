import { type Failure, fail } from '../shared/failure/failure.ts'

/** So many waits for a whole step without an answer, and none with one: then a place is known to be silent. */
const ENOUGH = 2

/** How long a try may wait. */
export interface Patience {
  /** In ms. */
  readonly budget: () => number
  /** How long others waited before, in ms, where this try is a brief one for that reason; null: a whole one. */
  readonly after: number | null
}

interface Seen {
  readonly t0: number
  readonly t: number
  readonly failure: Failure | null
}

/**
 * Which servers and addresses of a sweep stay silent. What was silent to others for a whole step each is not waited for
 * in full by those who come later: their first try is brief and their only one. Any answer, a refusal too, ends that.
 */
export class Silence {
  readonly #brief: number
  /** The waits without an answer by place, in ms; null: it answered. */
  readonly #heard = new Map<string, readonly number[] | null>()
  readonly #briefly = new WeakSet<Seen>()

  /** `brief`: how long is waited for what is known to be silent, in ms. */
  constructor(brief: number) {
    this.#brief = brief
  }

  /** How long a try may wait for a place, which is an address or a server with its port; `step` is its budget otherwise. */
  patience(place: string, attempt: number, step: () => number): Patience {
    if (attempt > 1 || !this.isKnown(place)) return { budget: step, after: null }
    const after = Math.max(...(this.#heard.get(place) ?? []))
    return { budget: () => Math.min(step(), this.#brief), after }
  }

  /** Whether a place is known to be silent. */
  isKnown(place: string): boolean {
    return (this.#heard.get(place)?.length ?? 0) >= ENOUGH
  }

  /** Takes note of how a try ended. Returns what was seen; of a brief one it says so. */
  noted<O extends Seen>(place: string, { after }: Patience, seen: O): O {
    if (seen.failure?.code === 'interrupted') return seen
    if (seen.failure?.code !== 'generic_timeout_error') {
      this.#heard.set(place, null)
      return seen
    }
    if (after === null) {
      const waits = this.#heard.get(place)
      if (waits !== null)
        this.#heard.set(place, [...(waits ?? []), seen.t - seen.t0].slice(-ENOUGH))
      return seen
    }
    const raw = `${seen.failure.raw}; others waited ${Math.round(after)} ms before`
    const brief = { ...seen, failure: fail(seen.failure.code, raw) }
    this.#briefly.add(brief)
    return brief
  }

  /** Whether a try was a brief one: then another adds nothing to what others saw. */
  wasBrief(seen: Seen): boolean {
    return this.#briefly.has(seen)
  }

  /** Begins anew, for a path that may have opened meanwhile. */
  forget(): void {
    this.#heard.clear()
  }
}
