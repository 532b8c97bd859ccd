import type { ResolveObservation } from '../../shared/model/observation.ts'
import { type ResolveContext, resolveName } from './resolve.ts'

/**
 * The questions of one sweep: each name is resolved once, however many targets share it, and those who ask while it
 * is under way wait for the same answer. Takes the sweep's context, never a target's: a target that runs out of
 * time must not end the question for the others.
 */
export class Questions {
  readonly #ctx: ResolveContext
  readonly #asked = new Map<string, Promise<readonly ResolveObservation[]>>()

  constructor(ctx: ResolveContext) {
    this.#ctx = ctx
  }

  ask(name: string): Promise<readonly ResolveObservation[]> {
    const before = this.#asked.get(name)
    if (before !== undefined) return before
    const asked = resolveName(this.#ctx, name)
    this.#asked.set(name, asked)
    return asked
  }

  /** Makes the next one who asks for the name ask anew; for a fresh instance whose path was not open yet. */
  forget(name: string): void {
    this.#asked.delete(name)
  }
}
