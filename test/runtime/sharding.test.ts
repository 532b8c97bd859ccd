import { expect, test } from 'vitest'
import { sharding } from '../../runtime/sharding.ts'
import type { Measure } from '../../shared/sweep/measure.ts'
import { CONFIGURATION, cases, spread, targetsOf, VANTAGE } from '../shared/sweep/spread.ts'

const some = cases(30)
const targets = targetsOf(some)
const { signal } = new AbortController()

/** A process with a queue of its own; gives how many targets each measuring had. */
function process(world: ReturnType<typeof spread>) {
  const sizes: number[] = []
  const measure: Measure = async (given, end) => {
    sizes.push(given.length)
    return await world.alone(given, end)
  }
  const { measure: measured } = sharding({
    ...{ vantage: VANTAGE, configuration: CONFIGURATION, targets, store: world.store },
    log: { write() {} },
    clock: { now: () => performance.now(), date: () => new Date() },
    newId: (startedAt) => startedAt.toISOString(),
    sender: { send: async () => ({ failure: 'nobody is asked' }) },
    tokens: async () => ({ token: null, failure: 'none' }),
    config: { shards: { over: 20, targets: 10 }, limits: { sweep: 60_000 } as never },
    ...{ queue: { kind: 'in-process' }, measure: () => measure, warmUp: () => 0 },
    stopping: signal,
  })
  return { measured, sizes }
}

test('a sweep of many targets is measured shard by shard, in one process, too', async () => {
  using world = spread(some, { delay: () => 0, fate: () => 'taken' })
  const { measured, sizes } = process(world)
  const evidence = await measured(targets, { signal, deadline: null })
  expect(sizes).toEqual([10, 10, 10])
  expect(evidence.targets.map(({ ending }) => ending)).toEqual(targets.map(() => 'done'))
})

test('a check of many targets, and one of others than all, is measured at once', async () => {
  using world = spread(some, { delay: () => 0, fate: () => 'taken' })
  const { measured, sizes } = process(world)
  await measured(targets, { signal, deadline: 60_000 })
  await measured(targets.slice(0, 25), { signal, deadline: null })
  expect(sizes).toEqual([30, 25])
})
