import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { LookupCall, StepContext } from '../context.ts'
import { type Ended, inTime } from '../deadline.ts'

type Found = readonly string[]

/** What the resolvers that are asked directly have said of a name so far. */
export type Hearsay = 'answered' | 'silent' | null

/**
 * One call of getaddrinfo that may queue. Its time is its own, without the queue. Where the resolvers know the name it
 * waits for its turn however long that takes, and goes before those they do not know; where they stay silent it is not
 * made.
 */
export class OpenCall implements LookupCall {
  readonly #waiting: Pick<StepContext, 'signal' | 'budget' | 'now'>
  readonly #now: () => number
  readonly #hearsay: () => Hearsay
  #state: 'new' | 'queued' | 'made' | 'not made' | 'over' = 'new'
  #begin: () => void = () => undefined
  /** When it was made, in ms; null: it was not, or nobody says. */
  begunAt: number | null = null

  constructor(
    waiting: Pick<StepContext, 'signal' | 'budget' | 'now'>,
    now: () => number,
    hearsay: () => Hearsay,
  ) {
    this.#waiting = waiting
    this.#now = now
    this.#hearsay = hearsay
  }

  /** Makes the call and waits for its end. `make` may throw. */
  async end(
    make: () => Promise<Found>,
    failureOf: (error: unknown) => Failure,
  ): Promise<Ended<Found>> {
    let found: Promise<Found> | undefined
    const result = () =>
      inTime<Found | 'begun'>(this.#waiting, (done, broken) => {
        found ??= Promise.try(make)
        if (this.#state === 'queued') this.#begin = () => done('begun')
        found.then(done, (error: unknown) => broken(failureOf(error)))
      })
    let ended = await result()
    while (ended.value === 'begun' || this.#mayStillBegin(ended)) ended = await result()
    const notMade = this.#state === 'not made' || this.#state === 'queued'
    this.#state = 'over'
    const isSilent = ended.failure === null || ended.failure.code === 'generic_timeout_error'
    return notMade && isSilent ? NOT_MADE : (ended as Ended<Found>)
  }

  queued(): void {
    this.#state = 'queued'
  }

  wanted(): boolean {
    if (this.#state === 'queued' && this.#hearsay() === 'silent') this.#state = 'not made'
    return this.#state === 'new' || this.#state === 'queued'
  }

  short(): boolean {
    return this.#hearsay() === 'answered'
  }

  begun(): void {
    this.#state = 'made'
    this.begunAt = this.#now()
    this.#begin()
  }

  #mayStillBegin({ failure }: Ended<unknown>): boolean {
    const isTime = failure?.code === 'generic_timeout_error'
    return isTime && this.#state === 'queued' && this.#hearsay() === 'answered'
  }
}

const NOT_MADE: Ended<never> = {
  value: null,
  failure: fail('generic_timeout_error', 'not called: other calls, which do not end, come first'),
}
