/** How long things may take after the end was asked for, in ms. */
export interface DrainLimits {
  /** Until the store counts as unreachable, so that time is left to set a report aside. */
  readonly store: number
  /** Until the process ends, whatever is under way. */
  readonly whole: number
}

/** Cloud Run kills after ten seconds: https://cloud.google.com/run/docs/container-contract#instance-shutdown */
const LIMITS: DrainLimits = { store: 5_000, whole: 8_000 }

/** What is under way in a process, and its orderly end. */
export class Drain {
  readonly #limits: DrainLimits
  readonly #stopping = new AbortController()
  readonly #late = new AbortController()
  readonly #idle = Promise.withResolvers<void>()
  #underWay = 0

  constructor(limits: DrainLimits = LIMITS) {
    this.#limits = limits
  }

  /** Aborted when the end was asked for: a sweep ends early, and requests are refused. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Aborted when the store has had its time. */
  get late(): AbortSignal {
    return this.#late.signal
  }

  /** Something begins; what it gives is called when it is over. */
  enter(): () => void {
    this.#underWay++
    let over = false
    return () => {
      if (over) return
      over = true
      this.#underWay--
      this.#settle()
    }
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const leave = this.enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }

  /** Asks for the end, and waits until nothing is under way any more: whether that came in time. */
  async end(): Promise<boolean> {
    this.#stopping.abort()
    this.#settle()
    const { promise: over, resolve } = Promise.withResolvers<false>()
    const late = setTimeout(() => this.#late.abort(), this.#limits.store)
    const whole = setTimeout(() => resolve(false), this.#limits.whole)
    const idle = this.#idle.promise.then(() => true)
    try {
      return await Promise.race([idle, over])
    } finally {
      clearTimeout(late)
      clearTimeout(whole)
    }
  }

  #settle(): void {
    if (this.#underWay === 0 && this.stopping.aborted) this.#idle.resolve()
  }
}
