/** Who has only waited for so long, in ms, makes room for the next. */
const PATIENCE = 50
/** How often that is looked at, in ms, while somebody queues. */
const BEAT = 25
/** A beat this late, in ms, tells of a busy process: what waits then may wait for the process. */
const LATE = 50

/**
 * Targets under way at once, at work or waiting. The smallest limit of connections of any plan is 600
 * (https://learn.microsoft.com/azure/azure-functions/functions-scale#service-limits).
 */
const MOST_UNDER_WAY = 512

/** One target under way. */
export interface Turn {
  /** Notes that the target gets on: a step began or ended. */
  moved(): void
  /**
   * Waits until every target has had its first try, and takes a place again; once for each attempt, however many
   * addresses of the target are tried again.
   */
  again(attempt: number): Promise<void>
}

interface Entry extends Turn {
  movedAt: number
}

/**
 * Bounds the targets at work, since each costs CPU. One that waits for an answer costs none: it keeps no place while
 * others queue, and needs none to go on. First tries come before second ones.
 */
export class Places {
  readonly #size: number
  readonly #now: () => number
  readonly #atWork = new Set<Entry>()
  readonly #underWay = new Set<Entry>()
  readonly #first = new Queue()
  readonly #later = new Queue()
  #timer: NodeJS.Timeout | undefined
  #beat = 0

  /** `size`: targets at work at once; `now` in ms. */
  constructor(size: number, now: () => number) {
    this.#size = size
    this.#now = now
  }

  /** Runs a task in its turn. */
  async run<T>(task: (turn: Turn) => Promise<T>): Promise<T> {
    const entry = this.#entry()
    await this.#admitted(entry, this.#first)
    try {
      return await task(entry)
    } finally {
      this.#leave(entry)
    }
  }

  #entry(): Entry {
    const tries = new Map<number, Promise<void>>()
    const entry: Entry = {
      movedAt: 0,
      moved: () => {
        entry.movedAt = this.#now()
      },
      again: (attempt) => {
        const before = tries.get(attempt)
        if (before !== undefined) return before
        this.#leave(entry)
        const admitted = this.#admitted(entry, this.#later)
        tries.set(attempt, admitted)
        return admitted
      },
    }
    return entry
  }

  async #admitted(entry: Entry, queue: Queue): Promise<void> {
    if (!this.#hasRoom() || this.#queued()) await this.#wait(entry, queue)
    else this.#admit(entry)
  }

  #wait(entry: Entry, queue: Queue): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    queue.push(() => {
      this.#admit(entry)
      resolve()
    })
    this.#watch()
    return promise
  }

  #admit(entry: Entry): void {
    entry.moved()
    this.#atWork.add(entry)
    this.#underWay.add(entry)
  }

  #leave(entry: Entry): void {
    this.#atWork.delete(entry)
    this.#underWay.delete(entry)
    this.#next()
  }

  #next(): void {
    while (this.#queued() && this.#hasRoom()) (this.#first.shift() ?? this.#later.shift())?.()
    if (this.#queued()) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #hasRoom(): boolean {
    return this.#atWork.size < this.#size && this.#underWay.size < MOST_UNDER_WAY
  }

  #queued(): boolean {
    return this.#first.size + this.#later.size > 0
  }

  #watch(): void {
    if (this.#timer !== undefined) return
    this.#beat = this.#now()
    this.#timer = setInterval(() => {
      const late = this.#now() - this.#beat - BEAT
      this.#beat = this.#now()
      // What arrived is read between the timers and this: it is no silence.
      if (late < LATE) setImmediate(() => this.#lend())
    }, BEAT)
  }

  #lend(): void {
    const since = this.#now() - PATIENCE
    for (const entry of this.#atWork) if (entry.movedAt <= since) this.#atWork.delete(entry)
    this.#next()
  }
}

/** First in, first out; taking out costs the same however long it is. */
class Queue {
  readonly #waiting = new Set<() => void>()

  get size(): number {
    return this.#waiting.size
  }

  push(go: () => void): void {
    this.#waiting.add(go)
  }

  shift(): (() => void) | undefined {
    const [first] = this.#waiting
    if (first !== undefined) this.#waiting.delete(first)
    return first
  }
}
