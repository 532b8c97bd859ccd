import { z } from 'zod'
import type { Target } from '../model/target.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { ShardTask } from '../ports/shard-queue.ts'
import { StoreError } from '../ports/store-error.ts'
import { cut } from './cut.ts'
import type { Measure } from './measure.ts'
import { packShard } from './shard-evidence.ts'

/** What became of a task: it is done with, or another instance (or this one, later) is to have it. */
export type Taken = 'done' | 'again'

/** For the evidence to reach the store, in ms. */
const KEEPING = 5_000

export interface TakingDeps {
  readonly vantage: string
  readonly configuration: string
  readonly targets: readonly Target[]
  readonly store: Pick<ResultsStore, 'keepShard' | 'shardsOf'>
  /** Measures, as on an instance whose path is open. */
  readonly measure: Measure
  /**
   * For how long from now the path of this instance may not be open yet, in ms. Nothing is begun before: the path of
   * another instance says nothing of this one's.
   */
  readonly closedFor: () => number
  /** Waits for so many ms, or until the signal. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

const task = z.object({
  vantage: z.string(),
  sweep: z.string(),
  shard: z.int().min(0),
  configuration: z.string(),
  size: z.int().min(1),
  until: z.iso.datetime(),
})

/**
 * Takes a task from the queue: measures its shard and keeps the evidence. One that comes again, too late, or for
 * another vantage is done with at once. Throws only for a bug.
 */
export async function takeShard(
  given: unknown,
  deps: TakingDeps,
  signal: AbortSignal,
): Promise<Taken> {
  const read = task.safeParse(given)
  if (!read.success) return told(deps, 'done', 'error', 'is no task of this program')
  const { vantage, sweep, shard, configuration, size, until } = read.data
  const name = `shard ${shard} of ${sweep}`
  if (vantage !== deps.vantage) {
    return told(deps, 'done', 'error', `is of another vantage, ${vantage}: the queue is for one`)
  }
  const left = () => Date.parse(until) - deps.clock.date().getTime() - KEEPING
  if (left() <= 0) return told(deps, 'done', 'info', `came too late: ${name}`)
  if (configuration !== deps.configuration) {
    // A new version is being rolled out: an instance that has the same configuration may take it.
    return told(
      deps,
      'again',
      'warning',
      `is of another configuration than this instance has: ${name}`,
    )
  }
  const targets = cut(deps.targets, size)[shard]
  if (targets === undefined || (await isKept(read.data, deps))) return 'done'
  const closed = deps.closedFor()
  if (closed >= left())
    return told(deps, 'again', 'info', `is for an instance whose path is open: ${name}`)
  if (closed > 0) await deps.pause(closed, signal)
  const evidence = await deps.measure(targets, { signal, deadline: left() })
  // Half of it is no evidence of the rest: whoever has it next measures all of it.
  if (signal.aborted) return 'again'
  try {
    await deps.store.keepShard(read.data, packShard(evidence))
    return 'done'
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return told(deps, 'again', 'error', `could not be kept: ${name}: ${error.message}`)
  }
}

/** Not known is not kept: to measure it twice does no harm. */
async function isKept(
  { vantage, sweep, shard }: ShardTask,
  { store }: TakingDeps,
): Promise<boolean> {
  try {
    return (await store.shardsOf(vantage, sweep)).includes(shard)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return false
  }
}

function told(
  { log, vantage }: TakingDeps,
  taken: Taken,
  severity: 'info' | 'warning' | 'error',
  what: string,
): Taken {
  log.write({
    severity,
    message: `A message of the queue ${what}`,
    fields: { event: 'shard', vantage, taken },
  })
  return taken
}
