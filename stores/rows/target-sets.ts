import type { Report } from '../../shared/model/report.ts'
import { EVIDENCE_AGE } from '../../shared/report/compact.ts'
import { unlessDamaged } from '../damage.ts'
import { Newest } from '../newest.ts'
import { blob, blobIn, shareOf, writeParts } from './blob.ts'
import { named, number, packed, unpacked } from './cells.ts'
import type { StoreContext } from './context.ts'
import { digest, END } from './encode.ts'
import { ms, setKey } from './layout.ts'
import { listAll, someAtOnce } from './many.ts'
import type { Row } from './port.ts'

/** Targets whose outcomes are in one row. */
const SHARD = 256
/** What an outcome with its share of the kinds may take, in bytes, in a sweep in which all fail differently. */
const OUTCOME = 100

/** Sets that a process keeps. A configuration has one; a check on demand may have one of its own. */
const KEPT = 200

export interface TargetSet {
  readonly hash: string
  readonly targets: readonly string[]
  readonly shard: number
  /** No report that began later uses it without renewing it (ms since 1970). */
  readonly until: number
}

/** The ids of the targets of reports, each list of them once a vantage. */
export class TargetSets {
  readonly #context: StoreContext
  readonly #known = new Newest<TargetSet>(KEPT)

  constructor(context: StoreContext) {
    this.#context = context
  }

  /** The set of a report that is about to be written. It stays as long as the report does. */
  async use(partition: string, report: Report): Promise<TargetSet> {
    const targets = report.results.map(({ target }) => target.id)
    const hash = digest(JSON.stringify(targets))
    const at = ms(report.startedAt)
    // Once a day is enough.
    const until = (Math.floor(at / EVIDENCE_AGE) + 1) * EVIDENCE_AGE
    for (;;) {
      const known = this.#known.get(`${partition}/${hash}`)
      if (known !== undefined && known.until >= at) return known
      const row = await this.#context.rows.get(partition, setKey(hash))
      const facts = row && (await unlessDamaged(this.#context.onDamage, () => factsOf(row)))
      if (row === null) {
        await this.#create(partition, { hash, targets, until })
      } else if (facts === null) {
        // Written anew: the rows of outcomes that rest on it are found by nothing else.
        const { key, version } = row
        await this.#context.rows.commit(partition, [{ kind: 'delete', key, version }])
      } else if (facts.until >= at) {
        return this.#keep(partition, { hash, targets, ...facts })
      } else {
        await this.#renew(partition, row, until)
      }
    }
  }

  /** All sets of a vantage that a report after that time (ms since 1970) may have used. */
  async after(partition: string, time: number): Promise<readonly TargetSet[]> {
    const rows = await listAll(this.#context.rows, partition, {
      from: setKey(''),
      to: setKey(END),
      columns: ['until', 'shard'],
    })
    const used = rows.filter((row) => number(row, 'until') >= time)
    const { onDamage } = this.#context
    const sets = await someAtOnce(used, (row) =>
      unlessDamaged(onDamage, () => this.#read(partition, row)),
    )
    return sets.filter((set) => set !== null)
  }

  async #read(partition: string, listed: Row): Promise<TargetSet | null> {
    const hash = listed.key.slice(setKey('').length)
    const known = this.#known.get(`${partition}/${hash}`)
    if (known !== undefined) return known
    const row = await this.#context.rows.get(partition, listed.key)
    if (row === null) return null
    const targets = await named('a list of targets', async () =>
      unpacked(await blobIn(this.#context, partition, row)),
    )
    const ids = Array.isArray(targets) ? targets.map(String) : []
    return this.#keep(partition, { hash, targets: ids, ...(await factsOf(row)) })
  }

  /** Somebody else may come first with the same. */
  async #create(
    partition: string,
    { hash, targets, until }: Omit<TargetSet, 'shard'>,
  ): Promise<void> {
    const { rows, expires } = this.#context
    const shard = Math.max(Math.min(SHARD, Math.floor(rows.limits.rowBytes / OUTCOME)), 1)
    const key = setKey(hash)
    const made = blob(this.#context, {
      data: packed(targets),
      key,
      cells: { until, shard },
      rowBytes: shareOf(rows.limits),
    })
    await writeParts(this.#context, partition, made)
    const write = {
      kind: 'create',
      key,
      cells: made.cells,
      ...expires(until, 'rested-on'),
    } as const
    await rows.commit(partition, [write])
  }

  async #renew(partition: string, row: Row, until: number): Promise<void> {
    const { key, version } = row
    const cells = { ...row.cells, until }
    const expires = this.#context.expires(until, 'rested-on')
    await this.#context.rows.commit(partition, [
      { kind: 'replace', key, version, cells, ...expires },
    ])
  }

  #keep(partition: string, set: TargetSet): TargetSet {
    this.#known.set(`${partition}/${set.hash}`, set)
    return set
  }
}

/** Throws StoreError for what is none: outcomes are found by it. */
async function factsOf(row: Row): Promise<Pick<TargetSet, 'shard' | 'until'>> {
  const [shard, until] = [number(row, 'shard'), number(row, 'until')]
  return await named('a list of targets', () => {
    if (shard >= 1 && Number.isInteger(shard) && Number.isFinite(until)) return { shard, until }
    throw new TypeError('it does not say how its outcomes are divided')
  })
}
