import type { ResolveObservation } from '../../shared/model/observation.ts'
import { askFor, askServer, type ResolveContext, resolveName } from '../steps/resolve.ts'
import type { Question } from './ask.ts'

/**
 * The questions of one sweep: each name is resolved once, however many targets share it, and those who ask while it
 * is under way wait for the same answer. Takes the sweep's context, never a target's: a target that runs out of
 * time must not end the question for the others.
 */
export class Questions {
  readonly #ctx: ResolveContext
  readonly #inquired = new Map<string, Promise<ResolveObservation>>()
  readonly #asked = new Map<string, Promise<readonly ResolveObservation[]>>()

  constructor(ctx: ResolveContext) {
    this.#ctx = ctx
  }

  /** All that is known of the name; with a server, what that one says. `ca`: roots for its certificate. */
  ask(
    name: string,
    server?: string,
    ca?: readonly string[],
  ): Promise<readonly ResolveObservation[]> {
    const key = keyOf(name, server)
    const before = this.#asked.get(key)
    if (before !== undefined) return before
    const asked =
      server === undefined ? resolveName(this.#ctx, name) : this.#askOne(name, server, ca)
    this.#asked.set(key, asked)
    return asked
  }

  /** A server that is asked about every name anyway is not asked twice. */
  async #askOne(
    name: string,
    server: string,
    ca?: readonly string[],
  ): Promise<readonly ResolveObservation[]> {
    if (!this.#ctx.resolvers.includes(server)) return askFor(this.#ctx, name, server, ca)
    return (await this.ask(name)).filter((o) => o.server === server)
  }

  /** One more question about a name, put once a sweep and once only: what it tells is a help, not the answer. */
  async inquire(question: Question): Promise<ResolveObservation> {
    const { name, type, server } = question
    const key = `${name} ${type} @${server}`
    const before = this.#inquired.get(key)
    if (before !== undefined) return before
    const asked = askServer(this.#ctx, question, 1)
    this.#inquired.set(key, asked)
    return asked
  }

  /** Makes the next one who asks for the name ask anew; for a fresh instance whose path was not open yet. */
  forget(name: string, server?: string): void {
    this.#asked.delete(keyOf(name, server))
    this.#inquired.clear()
    if (server !== undefined && this.#ctx.resolvers.includes(server)) this.forget(name)
  }
}

function keyOf(name: string, server: string | undefined): string {
  return server === undefined ? name : `${name} @${server}`
}
