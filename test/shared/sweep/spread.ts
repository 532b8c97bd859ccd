import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Target } from '../../../shared/model/target.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { ShardTask } from '../../../shared/ports/shard-queue.ts'
import type { Measure } from '../../../shared/sweep/measure.ts'
import { shardedMeasure } from '../../../shared/sweep/sharded.ts'
import { takeShard } from '../../../shared/sweep/take.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import { evidence, FakeClock } from '../agent/world.ts'
import { type Case, passing } from '../report/sample.ts'
import { connected } from '../report/sample-steps.ts'

export const VANTAGE = 'prod'
export const CONFIGURATION = 'c0ffee'
export const SWEEP_MS = 240_000

/** What becomes of a message that an instance was given. */
export type Fate =
  | 'taken'
  /** The instance ends at once, or after it kept the evidence: nobody says that it is done. */
  | 'killed'
  | 'killed after'
  /** Another instance gets it, too. */
  | 'doubled'
  /** It never comes. */
  | 'swallowed'

export interface Spread extends Disposable {
  readonly store: ResultsStore
  readonly clock: FakeClock
  readonly log: LogEntry[]
  /** Targets that were measured, by id, every time. */
  readonly measured: string[]
  /** How often the queue was given tasks. */
  readonly sent: ShardTask[][]
  /** And when, in ms of the clock. */
  readonly sentAt: number[]
  /** Measures on one instance. */
  readonly alone: Measure
  measure(over: number, size: number): Measure
  /** One instance takes a task. */
  take(task: unknown, signal?: AbortSignal): Promise<'done' | 'again'>
}

export interface Queueing {
  /** In ms after it was sent or last given to an instance. */
  readonly delay: () => number
  readonly fate: (task: ShardTask) => Fate
  /** What sending says. */
  readonly refused?: string
}

/** In how many ms a message comes again that nobody was done with. */
const HIDDEN = 30_000

const SILENCE = ['generic_timeout_error', 'no answer within 5000 ms'] as const

/** Of every tenth host, packets are dropped. */
export function cases(count: number): readonly Case[] {
  return Array.from({ length: count }, (_, n) => {
    const address = `10.0.${n >> 8}.${n & 255}`
    const one = passing(`t${n}.contoso.com`, address)
    return n % 10 === 3 ? silent(one, address) : one
  })
}

function silent(one: Case, address: string): Case {
  const tries = [14, 5100].map((t0, n) => connected(address, t0, SILENCE, n + 1))
  const observations = [...one.seen.observations.slice(0, 2), ...tries]
  return { ...one, seen: { ...one.seen, observations } }
}

export const targetsOf = (some: readonly Case[]): readonly Target[] =>
  some.map(({ seen }) => seen.target)

/** A sweep of these cases over instances that a queue of bad habits serves; time passes only while the sweep waits. */
export function spread(some: readonly Case[], { delay, fate, refused }: Queueing): Spread {
  const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-shards-'))
  const store = openSqliteStore(path.join(dir, 'results.db'))
  const clock = new FakeClock()
  const log: LogEntry[] = []
  const measured: string[] = []
  const sent: ShardTask[][] = []
  const sentAt: number[] = []
  const byId = new Map(some.map((one) => [one.seen.target.id, one]))
  let waiting: { readonly task: ShardTask; readonly at: number }[] = []
  const alone: Measure = async (targets) => {
    measured.push(...targets.map(({ id }) => id))
    return evidence(
      targets.flatMap(({ id }) => byId.get(id) ?? []),
      clock.date(),
    )
  }
  const deps = {
    ...{ vantage: VANTAGE, configuration: CONFIGURATION, targets: targetsOf(some), store, clock },
    log: { write: (entry: LogEntry) => void log.push(entry) },
    pause: async (ms: number) => clock.pass(ms),
  }
  const take: Spread['take'] = (task, signal = new AbortController().signal) =>
    takeShard(task, { ...deps, measure: alone, closedFor: () => 0 }, signal)
  const later = (task: ShardTask, ms: number) => waiting.push({ task, at: clock.now() + ms })

  async function deliver(task: ShardTask): Promise<void> {
    const what = fate(task)
    if (what === 'swallowed') return
    if (what === 'doubled') later(task, delay())
    const done = what !== 'killed' && (await take(task)) === 'done'
    if (!done || what === 'killed after') later(task, HIDDEN)
  }

  return {
    ...{ store, clock, log, measured, sent, sentAt, alone, take },
    measure: (over, size) =>
      shardedMeasure({
        ...{ ...deps, alone, sweepMs: SWEEP_MS, shards: { over, targets: size } },
        newId: (startedAt) => `${startedAt.toISOString().replaceAll(/[-:.]/g, '')}-prod-0`,
        queue: {
          async send(tasks) {
            sent.push([...tasks])
            sentAt.push(clock.now())
            if (refused !== undefined) return refused
            for (const task of tasks) later(task, delay())
            return null
          },
        },
        async pause(ms) {
          clock.pass(ms)
          const due = waiting.filter(({ at }) => at <= clock.now())
          waiting = waiting.filter(({ at }) => at > clock.now())
          for (const { task } of due) await deliver(task)
        },
      }),
    [Symbol.dispose]() {
      void store.close()
      rmSync(dir, { recursive: true })
    },
  }
}
