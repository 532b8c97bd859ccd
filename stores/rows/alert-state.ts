import type { AlertsAt, AlertsCommit } from '../../shared/ports/alert-entries.ts'
import type { SweepRef } from '../../shared/ports/store-entries.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { lately, unlessDamaged } from '../damage.ts'
import { changesOf, type Item, itemIn, type RowChange } from './alert-rows.ts'
import { blob, blobIn, shareOf, writeParts } from './blob.ts'
import { named, number, packed, sizeOf, sweepIn, text, unpacked } from './cells.ts'
import type { StoreContext } from './context.ts'
import { partitionOf, STATE } from './layout.ts'
import { countThatFit } from './many.ts'
import type { Cells, Row, Write } from './port.ts'

/**
 * What one commit of alerts holds can be more than a service takes at once. Then all of it is written as a journal
 * first, and the state row points at it: that is the moment of commitment. After that it is applied, as much at
 * a time as fits, each time together with the number of what is applied in the state row, which is conditional:
 * exactly once, whoever does it. Whoever reads alerts finishes a journal first; who is in the midst of reading when one
 * begins may see a part of it, and nothing is derived from that: the version is another.
 */
export class AlertState {
  readonly #context: StoreContext

  constructor(context: StoreContext) {
    this.#context = context
  }

  /** The state row of a vantage, with nothing left to apply. */
  async settled(vantage: string): Promise<Row | null> {
    const partition = partitionOf(vantage)
    for (;;) {
      const row = await this.#context.rows.get(partition, STATE)
      if (row === null || text(row, 'journal') === '') return row
      await this.#applyNext(partition, row)
    }
  }

  async read(vantage: string): Promise<AlertsAt | null> {
    const row = await this.settled(vantage)
    if (row === null) return null
    const { onDamage } = this.#context
    const partition = partitionOf(vantage)
    const [state, through] = await Promise.all([
      unlessDamaged(onDamage, () =>
        named(`the alerts of ${vantage}`, async () =>
          unpacked(await blobIn(this.#context, partition, row)),
        ),
      ),
      unlessDamaged(onDamage, () => sweepIn<SweepRef>(row, 'through')),
    ])
    return { state, through: through ?? lately(this.#context.now()), version: row.version }
  }

  async commit(commit: AlertsCommit): Promise<'committed' | 'conflict'> {
    const { vantage, expected, state, through } = commit
    const before = await this.settled(vantage)
    if ((before?.version ?? null) !== expected) return 'conflict'
    await this.#context.vantages.add(vantage)
    const partition = partitionOf(vantage)
    const made = blob(this.#context, {
      data: packed(state),
      key: STATE,
      cells: { through: JSON.stringify(through), revision: revisionAfter(before) },
      rowBytes: shareOf(this.#context.rows.limits) - JOURNAL_CELLS,
    })
    await writeParts(this.#context, partition, made)
    return await this.#write(partition, before, made.cells, itemsOf(commit))
  }

  /** Items with the state as it is; only its version changes. */
  async amend(
    vantage: string,
    expected: string,
    items: readonly Item[],
  ): Promise<'committed' | 'conflict'> {
    const before = await this.settled(vantage)
    if (before === null || before.version !== expected) return 'conflict'
    const cells = { ...before.cells, revision: revisionAfter(before) }
    return await this.#write(partitionOf(vantage), before, cells, items)
  }

  async #write(
    partition: string,
    before: Row | null,
    cells: Cells,
    items: readonly Item[],
  ): Promise<'committed' | 'conflict'> {
    const { rows } = this.#context
    if (items.length < rows.limits.writes) {
      const changes = await changesOf(this.#context, partition, items)
      if (this.#fitting(changes, cells) === items.length) {
        for (const { parts } of changes) await writeParts(this.#context, partition, parts)
        const writes = changes.flatMap((change) => change.writes)
        return await rows.commit(partition, [stateWrite(before, cells), ...writes])
      }
    }
    const journal = blob(this.#context, { data: packed(items), key: STATE, cells: {}, rowBytes: 0 })
    await writeParts(this.#context, partition, journal)
    const { attempt = '', parts = 0 } = journal.cells
    const pointing = { ...cells, journal: attempt, journalParts: parts, applied: 0 }
    const said = await rows.commit(partition, [stateWrite(before, pointing)])
    if (said === 'committed') await this.#tryToApply(partition)
    return said
  }

  /** It is committed, whatever happens now: what is not applied here the next reader applies. */
  async #tryToApply(partition: string): Promise<void> {
    try {
      for (;;) {
        const row = await this.#context.rows.get(partition, STATE)
        if (row === null || text(row, 'journal') === '') return
        await this.#applyNext(partition, row)
      }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
    }
  }

  /** As much as fits. Somebody else may come first: then nothing is done, and the state row has moved. */
  async #applyNext(partition: string, row: Row): Promise<void> {
    const { rows } = this.#context
    const { journal, journalParts, applied, ...cells } = row.cells
    const items = await this.#journal(partition, String(journal), Number(journalParts))
    const done = Number(applied)
    const next = await this.#read(items.slice(done, done + rows.limits.writes))
    const changes = await changesOf(this.#context, partition, next)
    const count = this.#fitting(changes, row.cells)
    if (count === 0 && next.length > 0)
      throw new RangeError(
        `Too large a change for one commit: ${next.find((item) => item !== null)?.value.id}`,
      )
    const now = changes.slice(0, count)
    for (const { parts } of now) await writeParts(this.#context, partition, parts)
    const ended = done + count >= items.length
    const after = {
      ...(ended ? cells : { ...row.cells, applied: done + count }),
      revision: revisionAfter(row),
    }
    const writes = now.flatMap((change) => change.writes)
    await rows.commit(partition, [stateWrite(row, after), ...writes])
  }

  /** What cannot be read is left out, or the alerts of the vantage would stop here for good. */
  async #journal(partition: string, attempt: string, parts: number): Promise<readonly unknown[]> {
    const { onDamage } = this.#context
    const row = { key: STATE, cells: { attempt, parts }, version: '' }
    const read = async () => listIn(unpacked(await blobIn(this.#context, partition, row)))
    return (await unlessDamaged(onDamage, () => named('a journal of alerts', read))) ?? []
  }

  /** Null: it cannot be read, and its place counts all the same. */
  async #read(items: readonly unknown[]): Promise<readonly (Item | null)[]> {
    const { onDamage } = this.#context
    return await Promise.all(
      items.map((item) =>
        unlessDamaged(onDamage, () => named('an item of a journal of alerts', () => itemIn(item))),
      ),
    )
  }

  /** How many of the changes fit next to the state row. */
  #fitting(changes: readonly RowChange[], cells: Cells): number {
    const { writes, commitBytes } = this.#context.rows.limits
    return countThatFit(
      changes.map((change) => change.writes),
      { writes: writes - 1, commitBytes: commitBytes - sizeOf(cells) },
    )
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new TypeError('it is no list')
}

/** What a journal adds to the state row, in bytes. */
const JOURNAL_CELLS = 150

/** A service may not count it as a change when all cells are as before. */
function revisionAfter(before: Row | null): number {
  return before === null ? 1 : number(before, 'revision') + 1
}

function stateWrite(before: Row | null, cells: Cells): Write {
  return before === null
    ? { kind: 'create', key: STATE, cells }
    : { kind: 'replace', key: STATE, version: before.version, cells }
}

/** Each once: of an incident the last stands, of what is only made the first. */
function itemsOf({ incidents, transitions, notifications }: AlertsCommit): readonly Item[] {
  const last = new Map(incidents.map((value) => [value.id, value]))
  const once = <T extends { readonly id: string }>(all: readonly T[]) => [
    ...new Map(all.toReversed().map((value) => [value.id, value])).values(),
  ]
  return [
    ...[...last.values()].map((value) => ({ kind: 'incident', value }) as const),
    ...once(transitions).map((value) => ({ kind: 'transition', value }) as const),
    ...once(notifications).map((value) => ({ kind: 'notification', value }) as const),
  ]
}
