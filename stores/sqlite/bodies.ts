import type { Report } from '../../shared/model/report.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { pack, packable, reportIn, unpack } from '../../shared/report/pack.ts'
import { BASES_KEPT, isFittingBase, isRecentBase } from '../bases.ts'
import { Newest } from '../newest.ts'
import { bytes, type Database, ms, number, type SqlRow, text } from './database.ts'

export interface PackedBody {
  /** The report that it is packed on; null when it stands alone. */
  readonly base: string | null
  readonly body: Uint8Array
}

/**
 * Packs reports on one another. The first scheduled report of a day stands alone, and those after it are packed on
 * it; chains do not arise, so that reading one report opens two at most.
 */
export class Bodies {
  readonly #db: Database
  readonly #texts = new Newest<Uint8Array>(BASES_KEPT)

  constructor(db: Database) {
    this.#db = db
  }

  pack(report: Report): PackedBody {
    const own = packable(report)
    const base = this.#baseFor(report, own.byteLength)
    return { base: base?.id ?? null, body: pack(own, base?.text ?? null) }
  }

  /** The report of a row with `id`, `base` and `body`. */
  open(row: SqlRow): Report {
    const id = text(row, 'id')
    return this.named(id, () => {
      const base = row['base'] === null ? null : this.#text(text(row, 'base'))
      return reportIn(unpack(bytes(row, 'body'), base))
    })
  }

  /** What a row holds came through a disk: whatever is wrong with it names the row. */
  named<T>(id: string, read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (error instanceof StoreError) throw error
      const why = error instanceof Error ? error.message : String(error)
      throw new StoreError(
        `Cannot read report ${id} of the store ${this.#db.file}: ${why}; reports that do not rest on it are whole, and without this row (delete from report where id = '${id}') all is again`,
        { problem: 'damaged', cause: error },
      )
    }
  }

  #baseFor(report: Report, length: number): { id: string; text: Uint8Array } | null {
    const at = ms(report.startedAt)
    const row = this.#db.get(
      `select id, at from report indexed by report_as_base
       where vantage = ? and base is null and kind = 'scheduled' and at < ? order by at desc limit 1`,
      report.vantage.name,
      at,
    )
    if (row === undefined || !isRecentBase(number(row, 'at'), at)) return null
    const id = text(row, 'id')
    const base = this.#readable(id)
    return base !== null && isFittingBase(base, report, length) ? { id, text: base } : null
  }

  /** Null where it is damaged: the next report stands alone. */
  #readable(id: string): Uint8Array | null {
    try {
      return this.#text(id)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      this.#db.onDamage(error.message)
      return null
    }
  }

  #text(id: string): Uint8Array {
    const known = this.#texts.get(id)
    if (known !== undefined) return known
    const made = this.named(id, () => {
      const row = this.#db.get('select body from report where id = ? and base is null', id)
      if (row === undefined) throw new TypeError('it is gone, and others are packed on it')
      return unpack(bytes(row, 'body'), null)
    })
    this.#texts.set(id, made)
    return made
  }
}
