import type { Target } from '../model/target.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { ShardQueue, ShardRef, ShardTask } from '../ports/shard-queue.ts'
import { StoreError } from '../ports/store-error.ts'
import { cut } from './cut.ts'
import { joined } from './join.ts'
import type { Measure } from './measure.ts'
import { type ShardEvidence, unpackShard } from './shard-evidence.ts'

/** Between two looks for what came, in ms. */
const LOOK = 1_000

/** After this part of the time, shards that sent nothing are handed out once more. */
const AGAIN = 0.5

export interface ShardingDeps {
  readonly vantage: string
  /** The hash of the configuration (configurationOf). */
  readonly configuration: string
  /** A sweep of more targets than that is cut, into shards of so many at most. */
  readonly shards: { readonly over: number; readonly targets: number }
  /** The hard end of a sweep, in ms. */
  readonly sweepMs: number
  readonly queue: ShardQueue
  readonly store: Pick<ResultsStore, 'shardsOf' | 'shard' | 'dropShards'>
  /** Measures by itself. */
  readonly alone: Measure
  readonly clock: Clock
  readonly log: Log
  readonly newId: (startedAt: Date, vantage: string) => string
  /** Waits for so many ms, or until the signal. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Measures what is too much for one instance by many: hands the shards out, waits for their evidence in the store and
 * joins it, so that it is judged once and as a whole. Called for all targets of the configuration, which is what the
 * instances cut, and under the lease of the vantage, since it removes the shards of other sweeps. A sweep that
 * can be handed to nobody is measured here, as far as its time goes. Throws only for a bug.
 */
export function shardedMeasure(deps: ShardingDeps): Measure {
  const { vantage, shards, queue, store, clock, log } = deps
  return async (targets, end) => {
    if (targets.length <= shards.over) return await deps.alone(targets, end)
    const startedAt = clock.date()
    const time = Math.min(deps.sweepMs, end.deadline ?? Number.POSITIVE_INFINITY)
    const tasks = tasksOf(deps, targets, startedAt, time)
    // What a sweep left behind whose instance ended before it could join.
    const dropped = await reachable(() => store.dropShards(vantage))
    const failure = dropped === null ? 'the store cannot be reached' : await queue.send(tasks)
    if (failure !== null) {
      const message = `The sweep is measured by one instance, since its shards cannot be handed out: ${failure}`
      log.write({ severity: 'warning', message, fields: { event: 'shards-not-sent', vantage } })
      return await deps.alone(targets, end)
    }
    const came = await gathered(deps, tasks, { signal: end.signal, time })
    const missing = end.signal.aborted ? 'interrupted' : 'lost'
    if (missing === 'lost') tellLost(deps, tasks, came)
    const inOrder = tasks.flatMap(({ shard }) => came.get(shard) ?? [])
    const finishedAt = clock.date()
    const evidence = await joined({ targets, shards: inOrder, startedAt, finishedAt, missing })
    await reachable(() => store.dropShards(vantage))
    return evidence
  }
}

function tasksOf(
  { vantage, configuration, shards, newId }: ShardingDeps,
  targets: readonly Target[],
  startedAt: Date,
  time: number,
): readonly ShardTask[] {
  const sweep = newId(startedAt, vantage)
  const until = new Date(startedAt.getTime() + time).toISOString()
  const size = shards.targets
  return cut(targets, size).map((_, shard) => ({
    ...{ vantage, sweep, shard, configuration, size, until },
  }))
}

type Came = ReadonlyMap<number, ShardEvidence>

/** The evidence that comes in time. */
async function gathered(
  deps: ShardingDeps,
  tasks: readonly ShardTask[],
  { signal, time }: { readonly signal: AbortSignal; readonly time: number },
): Promise<Came> {
  const { clock, pause, queue } = deps
  const began = clock.now()
  const came = new Map<number, ShardEvidence>()
  let sentAgain = false
  for (;;) {
    await collect(deps, tasks, came)
    const left = time - (clock.now() - began)
    if (came.size === tasks.length || left <= 0 || signal.aborted) return came
    if (!sentAgain && left <= time * (1 - AGAIN)) {
      sentAgain = true
      await queue.send(tasks.filter(({ shard }) => !came.has(shard)))
    }
    await pause(Math.min(LOOK, left), signal)
  }
}

/** Adds what is new in the store; what cannot be read there now may be the next time. */
async function collect(
  { store }: ShardingDeps,
  tasks: readonly ShardTask[],
  came: Map<number, ShardEvidence>,
): Promise<void> {
  const [first] = tasks
  if (first === undefined) return
  const there = (await reachable(() => store.shardsOf(first.vantage, first.sweep))) ?? []
  const wanted = tasks.filter(({ shard }) => there.includes(shard) && !came.has(shard))
  for (const task of wanted) {
    const evidence = await evidenceOf(store, task)
    if (evidence !== null) came.set(task.shard, evidence)
  }
}

async function evidenceOf(
  store: ShardingDeps['store'],
  ref: ShardRef,
): Promise<ShardEvidence | null> {
  const bytes = await reachable(() => store.shard(ref))
  return bytes === null ? null : unpackShard(bytes)
}

function tellLost({ vantage, log }: ShardingDeps, tasks: readonly ShardTask[], came: Came): void {
  const lost = tasks.map(({ shard }) => shard).filter((shard) => !came.has(shard))
  if (lost.length === 0) return
  const message = `${lost.length} of ${tasks.length} shards of the sweep sent no evidence in time: their targets were not checked`
  log.write({ severity: 'warning', message, fields: { event: 'shards-lost', vantage, lost } })
}

/** Null where the store fails: what waits for it looks again, and ends in time. */
async function reachable<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return null
  }
}
