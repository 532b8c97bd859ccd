import { setTimeout as pause } from 'node:timers/promises'
import { RequestError } from './failure.ts'
import { type Action, isPassing, tableError } from './table-error.ts'

/** One request, which ends when the signal says so. */
type Request<T> = (signal: AbortSignal) => Promise<T>

const READ_TRIES = 3
/** Of the deadline, about; doubled for the second. */
const PAUSE = 1 / 100

/** Sends requests, each with a deadline in ms; what they throw is a StoreError. */
export class Requests {
  readonly #place: string
  readonly #deadlineMs: number
  readonly #underWay = new Set<AbortController>()
  #closed = false

  constructor(place: string, deadlineMs: number) {
    this.#place = place
    this.#deadlineMs = deadlineMs
  }

  /** Tried again when it fails in passing, as long as its first deadline lasts. */
  async read<T>(request: Request<T>): Promise<T> {
    const until = performance.now() + this.#deadlineMs
    for (let tried = 1; ; tried++) {
      try {
        return await this.#once(request)
      } catch (error) {
        const waitMs = this.#deadlineMs * PAUSE * tried * (0.5 + Math.random())
        const again = tried < READ_TRIES && performance.now() + waitMs < until && isPassing(error)
        if (!again) throw this.#told(error, 'read')
        await pause(waitMs)
      }
    }
  }

  /** Never tried again: a write without an answer may have been done, and what came after it must not be undone. */
  async write<T>(request: Request<T>): Promise<T> {
    try {
      return await this.#once(request)
    } catch (error) {
      throw this.#told(error, 'write to')
    }
  }

  /** Ends what is under way. */
  close(): void {
    this.#closed = true
    for (const controller of this.#underWay) controller.abort(closed())
  }

  /** The race is needed: neither a credential nor an answer that is cut while it is unpacked heeds the signal. */
  async #once<T>(request: Request<T>): Promise<T> {
    if (this.#closed) throw closed()
    const controller = new AbortController()
    const { signal } = controller
    const { promise: ended, reject } = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    const timer = setTimeout(() => {
      const message = `No answer within ${this.#deadlineMs} ms`
      controller.abort(new RequestError(message, 'DEADLINE'))
    }, this.#deadlineMs)
    this.#underWay.add(controller)
    try {
      return await Promise.race([request(signal), ended])
    } catch (error) {
      throw signal.aborted ? signal.reason : error
    } finally {
      clearTimeout(timer)
      this.#underWay.delete(controller)
    }
  }

  #told(error: unknown, action: Action): unknown {
    return tableError(error, action, this.#place)
  }
}

function closed(): RequestError {
  return new RequestError('The store was closed', 'CLOSED')
}
