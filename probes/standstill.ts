/** How often the process is looked at, in ms. */
const BEAT = 500
/** A gap this much longer, in ms, is no matter of a busy machine: the process was stopped, or its host slept. */
const GRACE = 2000

/**
 * Tells when the process stood still: stopped by a signal, a paused container, a host that slept. Silence during that
 * time is the probe's own, and a deadline that passed then was never used.
 */
export class Standstill {
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout
  #beat: number
  /** When the last one ended, in the time of `now`. */
  #ended = Number.NEGATIVE_INFINITY

  /** `now` in ms. Runs until `stop()`, and keeps no process alive. */
  constructor(now: () => number) {
    this.#now = now
    this.#beat = now()
    this.#timer = setInterval(() => this.#look(), BEAT)
    this.#timer.unref()
  }

  /** Whether the process stood still at any time since then, the present moment included. */
  since(time: number): boolean {
    this.#look()
    return this.#ended >= time
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = this.#now()
    if (now - this.#beat > BEAT + GRACE) this.#ended = now
    this.#beat = now
  }
}
