import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { ShardRef } from '../../shared/ports/shard-queue.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { blob, blobIn, partKeys, shareOf, writeParts } from './blob.ts'
import { number, text } from './cells.ts'
import type { StoreContext } from './context.ts'
import { END } from './encode.ts'
import { partitionOf, shardsPrefix } from './layout.ts'
import { listAll, pages, removeAll } from './many.ts'

type Shards = Pick<ResultsStore, 'keepShard' | 'shardsOf' | 'shard' | 'dropShards'>

/** Digits of the number of a shard: keys sort as numbers do. */
const DIGITS = 6

/** What was seen of the shards of a sweep that is under way: a row each, and parts where it is large. */
export function shards(context: StoreContext): Shards {
  const { rows } = context
  return {
    async keepShard(ref, evidence) {
      const partition = partitionOf(ref.vantage)
      const key = keyOf(ref)
      if ((await rows.get(partition, key)) !== null) return 'already-stored'
      await context.vantages.add(ref.vantage)
      const at = context.now().getTime()
      const expires = context.expires(at)
      const cells = { at, shard: ref.shard }
      const rowBytes = shareOf(rows.limits)
      const kept = blob(context, { data: evidence, key, cells, rowBytes, expires })
      await writeParts(context, partition, kept)
      const create = { kind: 'create', key, cells: kept.cells, ...expires } as const
      const said = await rows.commit(partition, [create])
      return said === 'committed' ? 'stored' : 'already-stored'
    },

    async shardsOf(vantage, sweep) {
      const from = shardsPrefix(sweep)
      const range = { from, to: `${from}${END}`, columns: ['shard'] }
      const found = await listAll(rows, partitionOf(vantage), range)
      return found.map((row) => number(row, 'shard'))
    },

    async shard(ref) {
      const partition = partitionOf(ref.vantage)
      const row = await rows.get(partition, keyOf(ref))
      if (row === null) return null
      try {
        return await blobIn(context, partition, row)
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        const message = `Cannot read shard ${ref.shard} of the sweep ${ref.sweep}: ${error.message}; its targets count as not checked`
        throw new StoreError(message, { problem: 'damaged', cause: error })
      }
    },

    async dropShards(vantage) {
      return await removeShards(context, partitionOf(vantage), Number.POSITIVE_INFINITY)
    },
  }
}

/** Removes the shards of a partition that were kept before, in ms since 1970. Gives how many. */
export async function removeShards(
  { rows }: StoreContext,
  partition: string,
  before: number,
): Promise<number> {
  let removed = 0
  const columns = ['at', 'attempt', 'parts']
  for await (const page of pages(rows, partition, { from: 'e.', to: `e.${END}`, columns })) {
    const old = page.filter((row) => number(row, 'at') < before)
    const keys = old.flatMap((row) => {
      const attempt = text(row, 'attempt')
      return [...(attempt === '' ? [] : partKeys(attempt, number(row, 'parts'))), row.key]
    })
    const gone = await removeAll(rows, partition, keys)
    removed += old.filter(({ key }) => gone.has(key)).length
  }
  return removed
}

function keyOf({ sweep, shard }: ShardRef): string {
  return `${shardsPrefix(sweep)}${String(shard).padStart(DIGITS, '0')}`
}
