import type { Report } from '../../shared/model/report.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { pack, packable, reportIn, unpack } from '../../shared/report/pack.ts'
import { BASES_KEPT, isFittingBase, isRecentBase } from '../bases.ts'
import { Newest } from '../newest.ts'
import { blobIn } from './blob.ts'
import { named, sweepIn, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { after, END } from './encode.ts'
import { headKey, ms } from './layout.ts'
import type { Row } from './port.ts'

export interface PackedRows {
  /** Key of the head of the report that it is packed on; null when it stands alone. */
  readonly base: string | null
  readonly body: Uint8Array
}

interface Base {
  readonly key: string
  readonly at: number
  readonly text: Uint8Array
}

/**
 * Packs reports on one another, as the SQLite store does: the first scheduled report of a day stands alone, and those
 * after it are packed on it, so that reading one report opens two at most.
 */
export class Bodies {
  readonly #context: StoreContext
  readonly #bases = new Newest<Base>(BASES_KEPT)
  /** By partition: the base of the newest report that this process wrote. */
  readonly #current = new Map<string, string>()

  constructor(context: StoreContext) {
    this.#context = context
  }

  async pack(partition: string, report: Report): Promise<PackedRows> {
    const own = packable(report)
    const base = await this.#baseFor(partition, report, own.byteLength)
    return { base: base?.key ?? null, body: pack(own, base?.text ?? null) }
  }

  /** The report of a head. */
  async open(partition: string, head: Row): Promise<Report> {
    return await named(`report ${sweepIn(head, 'ref').id}`, async () => {
      const key = text(head, 'base')
      const base = key === '' ? null : await this.#base(partition, key)
      return reportIn(unpack(await blobIn(this.#context, partition, head), base?.text ?? null))
    })
  }

  async #baseFor(partition: string, report: Report, length: number): Promise<Base | null> {
    const at = ms(report.startedAt)
    const key = await this.#baseKey(partition, at, report)
    const base = key === null ? null : await this.#readable(partition, key)
    if (base === null || !isRecentBase(base.at, at)) return null
    if (!isFittingBase(base.text, report, length)) return null
    this.#current.set(partition, base.key)
    return base
  }

  /** The report before it stands alone, or says what it is packed on. */
  async #baseKey(partition: string, at: number, report: Report): Promise<string | null> {
    const current = this.#current.get(partition)
    const known = current === undefined ? undefined : this.#bases.get(`${partition}/${current}`)
    if (known !== undefined && isRecentBase(known.at, at)) return known.key
    const [before] = await this.#context.rows.list(partition, {
      from: after(headKey('scheduled', report)),
      to: `s.scheduled.${END}`,
      limit: 1,
      columns: ['base'],
    })
    return before === undefined ? null : text(before, 'base') || before.key
  }

  /** Null when it is gone, or cannot be read: the next report stands alone, and later ones on that. */
  async #readable(partition: string, key: string): Promise<Base | null> {
    try {
      return await this.#base(partition, key)
    } catch (error) {
      if (error instanceof StoreError && error.problem === 'damaged') return null
      throw error
    }
  }

  async #base(partition: string, key: string): Promise<Base> {
    const known = this.#bases.get(`${partition}/${key}`)
    if (known !== undefined) return known
    const head = await this.#context.rows.get(partition, key)
    const base = await named('a report that others are packed on', async () => {
      if (head === null) throw new TypeError('it is gone')
      const body = unpack(await blobIn(this.#context, partition, head), null)
      return { key, at: ms(sweepIn(head, 'ref').startedAt), text: body }
    })
    this.#bases.set(`${partition}/${key}`, base)
    return base
  }
}
