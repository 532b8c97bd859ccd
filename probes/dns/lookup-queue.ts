import type { LookupCall } from '../context.ts'

type Found = readonly string[]

const PLAIN: LookupCall = {
  queued: () => undefined,
  wanted: () => true,
  short: () => false,
  begun: () => undefined,
}

/**
 * Calls of getaddrinfo wait here and not in the thread pool: from there none can be taken back, and those of a sweep
 * over a silent resolver would keep the sweeps after it waiting for minutes. Short ones go first.
 */
export class LookupQueue {
  readonly #most: () => number
  readonly #waiting: { readonly call: LookupCall; readonly go: () => void }[] = []
  #underWay = 0

  /** `most`: how many calls may be under way at once. */
  constructor(most: () => number) {
    this.#most = most
  }

  /** How many calls have not returned. */
  get underWay(): number {
    return this.#underWay
  }

  /** Makes a call when its turn comes; no addresses where it is not wanted then. */
  async run(make: () => Promise<Found>, call = PLAIN): Promise<Found> {
    if (this.#underWay < this.#most()) this.#underWay++
    else {
      call.queued()
      await new Promise<void>((go) => this.#waiting.push({ call, go }))
    }
    try {
      if (!call.wanted()) return []
      call.begun()
      return await make()
    } finally {
      this.#next()
    }
  }

  #next(): void {
    const short = this.#waiting.findIndex(({ call }) => call.short())
    const [next] = this.#waiting.splice(Math.max(0, short), 1)
    if (next === undefined) this.#underWay--
    else next.go()
  }
}
