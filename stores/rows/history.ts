import type { Report } from '../../shared/model/report.ts'
import type { HistoryEntry, SweepRef, TimeRange } from '../../shared/ports/store-entries.ts'
import { isUnchecked, packOutcomes, RECORD, unpackOutcome } from '../../shared/report/outcomes.ts'
import { undamaged } from '../damage.ts'
import { bytes, named, sweepIn } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END, newestFirst } from './encode.ts'
import { ms, newness, outcomesPrefix, partitionOf } from './layout.ts'
import { pages } from './many.ts'
import type { Row, Write } from './port.ts'
import type { TargetSet, TargetSets } from './target-sets.ts'

/** Outcomes in one column: whoever reads one target leaves the other columns. */
const GROUP = 32

/** The outcomes of a report, so many targets a row. */
export function outcomeRows(report: Report, set: TargetSet, expires: object): readonly Write[] {
  const shards = shardsOf(set)
  return Array.from({ length: shards }, (_, shard): Write => {
    const results = report.results.slice(shard * set.shard, (shard + 1) * set.shard)
    const { kinds, records } = packOutcomes({ ...report, results })
    const groups = Array.from({ length: Math.ceil(results.length / GROUP) }, (_, n) => [
      `r${n}`,
      records.subarray(n * GROUP * RECORD, (n + 1) * GROUP * RECORD),
    ])
    const ref = JSON.stringify({ id: report.id, startedAt: report.startedAt })
    const cells = { ref, kinds: Buffer.from(kinds), ...Object.fromEntries(groups) }
    return { kind: 'put', key: outcomesKey(set.hash, shard, report), cells, ...expires }
  })
}

export function outcomesKey(set: string, shard: number, ref: SweepRef): string {
  return `${outcomesPrefix(set, shard)}${newness(ref)}`
}

export function shardsOf({ targets, shard }: TargetSet): number {
  return Math.ceil(targets.length / shard)
}

/** Each target set that holds the target gives its newest rows; the newest of all stay. */
export async function historyOf(
  context: StoreContext,
  sets: TargetSets,
  target: string,
  range: TimeRange,
): Promise<readonly HistoryEntry[]> {
  const vantages = await context.vantages.these(range.vantage)
  const found = await Promise.all(
    vantages.map(async (vantage) => {
      const partition = partitionOf(vantage)
      const from = range.from === undefined ? Number.NEGATIVE_INFINITY : ms(range.from)
      const used = await sets.after(partition, from)
      const holding = used.filter(({ targets }) => targets.includes(target))
      const entries = await Promise.all(
        holding.map((set) => entriesOf(context, { vantage, set, target }, range)),
      )
      return entries.flat()
    }),
  )
  return found
    .flat()
    .sort((a, b) => (newness(sweepOf(a)) < newness(sweepOf(b)) ? -1 : 1))
    .slice(0, range.limit)
}

async function entriesOf(
  { rows, onDamage }: StoreContext,
  { vantage, set, target }: { vantage: string; set: TargetSet; target: string },
  range: TimeRange,
): Promise<readonly HistoryEntry[]> {
  const position = set.targets.indexOf(target)
  const prefix = outcomesPrefix(set.hash, Math.floor(position / set.shard))
  const within = position % set.shard
  const column = `r${Math.floor(within / GROUP)}`
  const entries: HistoryEntry[] = []
  const wanted = { ...timesOf(prefix, range), columns: ['ref', 'kinds', column] }
  const at = [column, within % GROUP] as const
  // Of a target that is not due in each sweep more pages are read, until there are enough.
  for await (const page of pages(rows, partitionOf(vantage), wanted, undefined, range.limit)) {
    const checked = page.filter((row) => !isUnchecked(recordIn(row, at)))
    entries.push(...(await undamaged(onDamage, checked, (row) => entry(row, vantage, at))))
    if (entries.length >= range.limit) break
  }
  return entries
}

function recordIn(row: Row, [column, n]: readonly [string, number]): Uint8Array {
  return bytes(row, column).subarray(n * RECORD, (n + 1) * RECORD)
}

/** The keys of a range of time under a prefix whose keys are the newest first. */
export function timesOf(prefix: string, { from, to }: Omit<TimeRange, 'limit'>) {
  return {
    from: to === undefined ? prefix : `${prefix}${newestFirst(ms(to) - 1)}`,
    to: from === undefined ? `${prefix}${END}` : `${prefix}${newestFirst(ms(from) - 1)}`,
  }
}

async function entry(
  row: Row,
  vantage: string,
  at: readonly [string, number],
): Promise<HistoryEntry> {
  const { id, startedAt } = sweepIn(row, 'ref')
  const { verdict, findings, total } = await named(`report ${id}`, () =>
    unpackOutcome(recordIn(row, at), Buffer.from(bytes(row, 'kinds')).toString()),
  )
  return { report: id, vantage, startedAt, verdict, findings, total }
}

function sweepOf({ report, startedAt }: HistoryEntry): SweepRef {
  return { id: report, startedAt }
}
