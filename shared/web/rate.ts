/** How much of something there may be in a time: `burst` at once, then `perMinute`. */
export interface Rate {
  readonly burst: number
  readonly perMinute: number
}

const MINUTE = 60_000

/** Callers that are remembered; beyond it the one that was quiet for longest is forgotten, with a full bucket. */
const CALLERS = 1000

/** A token bucket. Time is the caller's, monotonic, in ms. */
export class Bucket {
  readonly #rate: Rate
  #tokens: number
  #at: number

  constructor(rate: Rate, now: number) {
    this.#rate = rate
    this.#tokens = rate.burst
    this.#at = now
  }

  /** Takes one. 0: taken; otherwise nothing is taken, and there is one in so many ms. */
  take(now: number): number {
    const { burst, perMinute } = this.#rate
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perMinute) / MINUTE)
    this.#at = now
    if (this.#tokens < 1) return ((1 - this.#tokens) * MINUTE) / perMinute
    this.#tokens--
    return 0
  }
}

/** A bucket a caller and, unless `whole` is null, one for all of them together. */
export class Buckets {
  readonly #each: Rate
  readonly #whole: Bucket | null
  readonly #callers = new Map<string, Bucket>()

  constructor(each: Rate, whole: Rate | null, now: number) {
    this.#each = each
    this.#whole = whole && new Bucket(whole, now)
  }

  /** As `Bucket.take`. A caller without tokens takes none of the others' share. */
  take(caller: string, now: number): number {
    const bucket = this.#callers.get(caller) ?? new Bucket(this.#each, now)
    // Set again, so that the order of the map is that of use.
    this.#callers.delete(caller)
    this.#callers.set(caller, bucket)
    const [quietest] = this.#callers.keys()
    if (this.#callers.size > CALLERS && quietest !== undefined) this.#callers.delete(quietest)
    return bucket.take(now) || (this.#whole?.take(now) ?? 0)
  }
}

/** How many may be under way at once. */
export class Slots {
  readonly #max: number
  #taken = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Null when all are taken; otherwise a slot, given back by its disposal. */
  take(): Disposable | null {
    if (this.#taken >= this.#max) return null
    this.#taken++
    let held = true
    return {
      [Symbol.dispose]: () => {
        if (held) this.#taken--
        held = false
      },
    }
  }
}
