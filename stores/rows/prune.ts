import { KINDS } from '../../shared/model/report.ts'
import { EVIDENCE_AGE } from '../../shared/report/compact.ts'
import { undamaged } from '../damage.ts'
import { partKeys } from './blob.ts'
import { number, sweepIn, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END, newestFirst, oldestFirst } from './encode.ts'
import { outcomesKey } from './history.ts'
import { ms, partitionOf, pointerKey, REPORTS, sweepKey } from './layout.ts'
import { pages, removeAll } from './many.ts'
import type { Row } from './port.ts'
import { pruneAlerts } from './prune-alerts.ts'
import { removeShards } from './shards.ts'

/** Removes what is older, vantage by vantage. Safe to be cut off, and to be done by two at once. */
export async function prune(
  context: StoreContext,
  before: Date,
): Promise<{ readonly reports: number }> {
  const at = before.getTime()
  let reports = 0
  for (const vantage of await context.vantages.all()) {
    const partition = partitionOf(vantage)
    await pruneAlerts(context, partition, at)
    for (const kind of KINDS) reports += await pruneReports(context, partition, kind, at)
    await pruneSets(context, partition, at)
    await removeShards(context, partition, at)
    await pruneParts(context, partition, at)
  }
  await prunePointers(context, at)
  return { reports }
}

/** Reports may refer to evidence of the day before them, and may be packed on a report of the day before that. */
async function pruneReports(
  context: StoreContext,
  partition: string,
  kind: (typeof KINDS)[number],
  before: number,
): Promise<number> {
  let removed = 0
  const from = `s.${kind}.${newestFirst(before - EVIDENCE_AGE - 1)}`
  const columns = ['ref', 'base', 'set', 'shards', 'attempt', 'parts']
  for await (const page of pages(context.rows, partition, {
    from,
    to: `s.${kind}.${END}`,
    columns,
  })) {
    // One that cannot be read stays: nothing says what belongs to it.
    const over = await undamaged(context.onDamage, page, (head) => overIn(head, kind, before))
    const old = over.flat()
    // Nobody finds them by their ids any more, and the heads, by which they are found here, go last.
    const pointers = old.map((head) => pointerKey(sweepIn(head, 'ref').id))
    await removeAll(context.rows, REPORTS, pointers)
    const gone = await removeAll(context.rows, partition, old.flatMap(rowsOf))
    removed += old.filter(({ key }) => gone.has(key)).length
  }
  return removed
}

/** The head itself, or nothing while it is to be kept. Throws StoreError where that cannot be told. */
function overIn(head: Row, kind: string, before: number): readonly Row[] {
  const restedOn = kind === 'scheduled' && text(head, 'base') === ''
  const over = ms(sweepIn(head, 'ref').startedAt) < before - (restedOn ? 2 : 1) * EVIDENCE_AGE
  return over ? [head] : []
}

/** The keys of all rows of a report. */
function rowsOf(head: Row): readonly string[] {
  const ref = sweepIn(head, 'ref')
  const shards = Array.from({ length: number(head, 'shards') }, (_, shard) =>
    outcomesKey(text(head, 'set'), shard, ref),
  )
  const attempt = text(head, 'attempt')
  return [
    ...shards,
    ...(head.key.startsWith('s.scheduled.') ? [sweepKey(ref)] : []),
    ...(attempt === '' ? [] : partKeys(attempt, number(head, 'parts'))),
    head.key,
  ]
}

/** Reports that use a set began before the end of it: they are gone. */
async function pruneSets({ rows }: StoreContext, partition: string, before: number): Promise<void> {
  const range = { from: 'set.', to: `set.${END}`, columns: ['until'] }
  for await (const page of pages(rows, partition, range)) {
    for (const { key, version } of page.filter(
      (row) => number(row, 'until') < before - 2 * EVIDENCE_AGE,
    )) {
      await rows.commit(partition, [{ kind: 'delete', key, version }])
    }
  }
}

/** Parts whose row was never written, or has others by now. */
async function pruneParts(
  { rows }: StoreContext,
  partition: string,
  before: number,
): Promise<void> {
  const range = {
    from: 'p.',
    to: `p.${oldestFirst(before - EVIDENCE_AGE)}`,
    columns: ['owner', 'parts'],
  }
  for await (const page of pages(rows, partition, range)) {
    for (const row of page.filter(({ cells }) => cells['owner'] !== undefined)) {
      const attempt = row.key.slice('p.'.length)
      const owner = await rows.get(partition, text(row, 'owner'))
      const used = [owner?.cells['attempt'], owner?.cells['journal']].includes(attempt)
      if (!used)
        await removeAll(rows, partition, partKeys(attempt, number(row, 'parts')).toReversed())
    }
  }
}

/** Pointers that nothing followed. The ids of reports begin with their times, so that old ones come first. */
async function prunePointers({ rows }: StoreContext, before: number): Promise<void> {
  const oldest = before - 2 * EVIDENCE_AGE
  const to = pointerKey(new Date(oldest).toISOString().replaceAll(/[-:.]/g, ''))
  for await (const page of pages(rows, REPORTS, { from: pointerKey('0'), to, columns: ['at'] })) {
    const old = page.filter((row) => number(row, 'at') < oldest)
    await removeAll(
      rows,
      REPORTS,
      old.map(({ key }) => key),
    )
  }
}
