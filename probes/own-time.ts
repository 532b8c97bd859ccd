/** The time of one target: what it spends in a queue of the probe is not its own. */
export class OwnTime {
  readonly #now: () => number
  #end: number
  #queues = 0
  #since = 0

  /** `limit` in ms from now, in the time of `now`. */
  constructor(limit: number, now: () => number) {
    this.#now = now
    this.#end = now() + limit
  }

  /** When it is up, in the time of `now`; time in a queue puts that off. */
  end(): number {
    return this.#queues === 0 ? this.#end : this.#end + this.#now() - this.#since
  }

  /** Waits in a queue. */
  async queue<T>(turn: Promise<T>): Promise<T> {
    if (this.#queues++ === 0) this.#since = this.#now()
    try {
      return await turn
    } finally {
      this.#end = this.#queues === 1 ? this.end() : this.#end
      this.#queues--
    }
  }
}
