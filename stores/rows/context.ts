import { EVIDENCE_AGE } from '../../shared/report/compact.ts'
import { type OnDamage, undamaged } from '../damage.ts'
import { json } from './cells.ts'
import { END, readable } from './encode.ts'
import { VANTAGES } from './layout.ts'
import { listAll } from './many.ts'
import type { Rows } from './port.ts'

/** Services remove what expired some days late, in no order: what others rest on goes last. */
const RESTED_ON = 7 * EVIDENCE_AGE

/** What every part of the store works with. */
export interface StoreContext {
  readonly rows: Rows
  readonly vantages: Vantages
  /** The wall clock. It dates what an interrupted write left behind, and decides nothing else. */
  readonly now: () => Date
  /** Is told of rows that cannot be read, where a read goes on without them. */
  readonly onDamage: OnDamage
  /** When a service may remove by itself what is of that time (ms since 1970). */
  readonly expires: (time: number, restedOn?: 'rested-on') => { readonly expiresAt?: Date }
}

/** After prune() would have removed it, whatever it rests on included. */
export function expiry(retentionMs: number | null): StoreContext['expires'] {
  return (time, restedOn) => {
    if (retentionMs === null) return {}
    const extra = 2 * EVIDENCE_AGE + (restedOn === undefined ? 0 : RESTED_ON)
    return { expiresAt: new Date(time + retentionMs + extra) }
  }
}

/** The names of the vantages that ever wrote something. */
export class Vantages {
  readonly #rows: Rows
  readonly #onDamage: OnDamage
  readonly #known = new Set<string>()

  constructor(rows: Rows, onDamage: OnDamage) {
    this.#rows = rows
    this.#onDamage = onDamage
  }

  /** Makes the vantage known, before the first row of it is written. */
  async add(vantage: string): Promise<void> {
    if (this.#known.has(vantage)) return
    const cells = { name: JSON.stringify(vantage) }
    await this.#rows.commit(VANTAGES, [{ kind: 'put', key: `v.${readable(vantage)}`, cells }])
    this.#known.add(vantage)
  }

  /** In order. */
  async all(): Promise<readonly string[]> {
    const found = await listAll(this.#rows, VANTAGES, { from: 'v.', to: `v.${END}` })
    const names = await undamaged(this.#onDamage, found, (row) => String(json(row, 'name')))
    return names.toSorted()
  }

  /** That one, or all. */
  async these(vantage: string | undefined): Promise<readonly string[]> {
    return vantage === undefined ? await this.all() : [vantage]
  }
}
