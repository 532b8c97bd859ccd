import type { Config } from '../shared/config/schema.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import type { Measure } from '../shared/sweep/measure.ts'
import type { ShardingDeps } from '../shared/sweep/sharded.ts'
import type { Taken, TakingDeps } from '../shared/sweep/take.ts'
import { pause } from './pause.ts'
import type { QueueDeps } from './queues/azure-storage.ts'
import { openQueue } from './queues/open-queue.ts'
import type { QueueSettings } from './queues/settings.ts'

/** Takes a task of the queue, whatever it holds. */
export type Take = (task: unknown, signal: AbortSignal) => Promise<Taken>

/** Without the key `shards`: what one instance takes by itself, and what it takes of more. */
const SHARDS = { over: 2_000, targets: 500 }

export interface ShardingParts
  extends Pick<TakingDeps, 'vantage' | 'configuration' | 'targets' | 'log'>,
    Pick<ShardingDeps, 'newId' | 'clock'>,
    Pick<QueueDeps, 'sender' | 'tokens'> {
  readonly store: ResultsStore
  readonly config: Pick<Config, 'shards' | 'limits'>
  /** Null: every sweep is measured by one instance. */
  readonly queue: QueueSettings | null
  /** Measures by itself, on an instance whose path may be closed for so many ms from now. */
  readonly measure: (closed: number) => Measure
  /** For how long from now it may be closed. */
  readonly warmUp: () => number
  /** Aborted when the program is about to end. */
  readonly stopping: AbortSignal
}

export interface Sharding {
  /** So many targets one instance measures by itself; of more only all together are measured by many. */
  readonly mostAlone: number
  /** Measures a sweep by one instance or by many, as many as the targets ask for. */
  readonly measure: Measure
  /** Measures a shard that the queue brought. */
  readonly take: Take
}

/** Both ends of the queue. What works there is loaded with the first sweep that needs it. */
export function sharding(parts: ShardingParts): Sharding {
  const { config, queue: settings, measure, warmUp, stopping, ...deps } = parts
  const alone: Measure = (targets, end) => measure(warmUp())(targets, end)
  const closedFor = countdown(warmUp, () => deps.clock.now())
  const take: Take = async (task, signal) => {
    const { takeShard } = await import('../shared/sweep/take.ts')
    return await takeShard(task, { ...deps, closedFor, pause, measure: measure(0) }, signal)
  }
  if (settings === null) return { mostAlone: Number.POSITIVE_INFINITY, measure: alone, take }
  const queue = openQueue(settings, { ...deps, take: (task) => take(task, stopping) })
  const shards = config.shards ?? SHARDS
  return {
    take,
    mostAlone: shards.over,
    async measure(targets, end) {
      // Instances cut what is configured, and one sweep at a time has the store's shards: a check of some targets, which
      // somebody waits for until its deadline, is measured here.
      const isSweep = targets === deps.targets && end.deadline === null
      if (!isSweep || targets.length <= shards.over) return await alone(targets, end)
      const { shardedMeasure } = await import('../shared/sweep/sharded.ts')
      const spread = { ...deps, shards, sweepMs: config.limits.sweep, queue, alone, pause }
      return await shardedMeasure(spread)(targets, end)
    },
  }
}

/** What is left of the warm-up since it was first asked for: an instance warms up once. */
function countdown(warmUp: () => number, now: () => number): () => number {
  let end: number | null = null
  return () => {
    end ??= now() + warmUp()
    return Math.max(0, end - now())
  }
}
