import type { Json } from './json.ts'
import { type DayOrder, orderShownBy, timeIn, type Zone } from './times.ts'

/** Rows are held back until one settles the order of their dates; a file of a few days may never do. */
const MOST_WAITING = 5_000

/** A row with its time as ISO 8601 says it, or without one. */
export type Timed<T> = T & { readonly row: Json }

/** Gives the rows of a table their times: in the zone of the header, and in the order of day and month that the file shows. */
export class TableTimes<T> {
  #order: DayOrder = 'open'
  #waiting: Timed<T>[] = []
  readonly #zone: Zone
  #unknown = 0

  constructor(zone: Zone) {
    this.#zone = zone
  }

  /** The rows whose times are settled now. */
  push(one: Timed<T>): readonly Timed<T>[] {
    const raw = one.row['TimeGenerated']
    if (typeof raw !== 'string' || raw === '')
      return this.#order === 'open' && this.#waiting.length > 0 ? this.#wait(one) : [one]
    if (this.#order === 'open') this.#order = orderShownBy(raw)
    if (this.#order !== 'open' || timeIn(raw, 0, 'open') !== null)
      return [...this.#released(), this.#timed(one)]
    return this.#wait(one)
  }

  /** What the end of the file leaves unsettled has no time. */
  end(): readonly Timed<T>[] {
    return this.#released()
  }

  /** Rows whose time could not be told: local time of an unknown zone, or an order that nothing settles. */
  get unknown(): number {
    return this.#unknown
  }

  #wait(one: Timed<T>): readonly Timed<T>[] {
    this.#waiting.push(one)
    return this.#waiting.length < MOST_WAITING ? [] : this.#released()
  }

  #released(): readonly Timed<T>[] {
    const waited = this.#waiting
    this.#waiting = []
    return waited.map((one) => this.#timed(one))
  }

  #timed(one: Timed<T>): Timed<T> {
    const raw = one.row['TimeGenerated']
    if (typeof raw !== 'string' || raw === '') return one
    const ms = timeIn(raw, this.#zone, this.#order)
    if (ms === null) this.#unknown++
    return {
      ...one,
      row: { ...one.row, TimeGenerated: ms === null ? '' : new Date(ms).toISOString() },
    }
  }
}
