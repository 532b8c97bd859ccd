import { expect, test } from 'vitest'
import { sharding } from '../../runtime/sharding.ts'
import type { Measure } from '../../shared/sweep/measure.ts'
import { CONFIGURATION, cases, spread, targetsOf, VANTAGE } from '../shared/sweep/spread.ts'

const some = cases(30)
const targets = targetsOf(some)
const { signal } = new AbortController()

/** A process with a queue of its own; gives how many targets each measuring had. */
function process(world: ReturnType<typeof spread>, warmUp = 0, configured = targets) {
  const sizes: number[] = []
  /** For how long the path may be closed, as each measuring was told. */
  const closed: number[] = []
  const measure: Measure = async (given, end) => {
    sizes.push(given.length)
    return await world.alone(given, end)
  }
  const { measure: measured, take } = sharding({
    ...{ vantage: VANTAGE, configuration: CONFIGURATION, targets: configured, store: world.store },
    log: { write() {} },
    clock: world.clock,
    newId: (startedAt) => startedAt.toISOString(),
    sender: { send: async () => ({ failure: 'nobody is asked' }) },
    tokens: async () => ({ token: null, failure: 'none' }),
    config: { shards: { over: 20, targets: 10 }, limits: { sweep: 60_000 } as never },
    queue: { kind: 'in-process' },
    measure: (ms) => {
      closed.push(ms)
      return measure
    },
    warmUp: () => warmUp,
    stopping: signal,
  })
  return { measured, sizes, take, closed }
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

test.for([
  [20, [20]],
  [21, [10, 10, 1]],
] as const)(
  'a sweep of %i targets, of which one instance may take 20, is cut into %o',
  async ([count, parts]) => {
    const own = targets.slice(0, count)
    using world = spread(some.slice(0, count), { delay: () => 0, fate: () => 'taken' })
    const { measured, sizes } = process(world, 0, own)
    await measured(own, { signal, deadline: null })
    expect(sizes).toEqual(parts)
  },
)

test('an instance warms up once, and not again for each shard', async () => {
  using world = spread(some, { delay: () => 0, fate: () => 'taken' })
  const { take, closed, sizes } = process(world, 60_000)
  const taken = async (shard: number, ms: number) => {
    const until = new Date(world.clock.date().getTime() + 40_000).toISOString()
    const task = {
      vantage: VANTAGE,
      sweep: 's',
      shard,
      configuration: CONFIGURATION,
      size: 10,
      until,
    }
    const outcome = await take(task, signal)
    world.clock.pass(ms)
    return outcome
  }
  // Its path may not open in time: another instance is to have it.
  expect(await taken(0, 60_000)).toBe('again')
  expect(await taken(0, 0)).toBe('done')
  expect(await taken(1, 0)).toBe('done')
  expect([sizes, closed]).toEqual([
    [10, 10],
    [0, 0, 0],
  ])
})
