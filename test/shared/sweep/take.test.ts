import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { type TakingDeps, takeShard } from '../../../shared/sweep/take.ts'
import { FakeClock } from '../agent/world.ts'
import { CONFIGURATION, cases, type Queueing, spread, targetsOf, VANTAGE } from './spread.ts'

const some = cases(100)
const UNTIL = new Date(new FakeClock().now() + 60_000).toISOString()
const TASK = {
  ...{ vantage: VANTAGE, sweep: 's', shard: 1, configuration: CONFIGURATION, size: 10 },
  until: UNTIL,
}
const QUEUE: Queueing = { delay: () => 0, fate: () => 'taken' }

describe('takeShard()', () => {
  test('measures the shard and keeps it; the same message again changes nothing', async () => {
    using world = spread(some, QUEUE)
    expect(await world.take(TASK)).toBe('done')
    expect(world.measured).toHaveLength(10)
    expect(await world.take(TASK)).toBe('done')
    expect(world.measured).toHaveLength(10)
    expect(await world.store.shardsOf(VANTAGE, 's')).toEqual([1])
  })

  test.for([
    { name: 'no task at all', task: undefined, says: 'no task of this program', taken: 'done' },
    { name: 'a text', task: 'sweep!', says: 'no task of this program', taken: 'done' },
    { name: 'no number', task: { ...TASK, shard: -1 }, says: 'no task', taken: 'done' },
    { name: 'no size', task: { ...TASK, size: 0 }, says: 'no task', taken: 'done' },
    { name: 'a foreign one', task: { ...TASK, vantage: 'b' }, says: 'vantage, b', taken: 'done' },
    {
      name: 'one that is too late',
      task: { ...TASK, until: '2026-11-21T00:00:00.000Z' },
      says: 'too late',
      taken: 'done',
    },
    {
      name: 'one of another configuration',
      task: { ...TASK, configuration: 'other' },
      says: 'another configuration',
      taken: 'again',
    },
  ])('does not measure for $name', async ({ task, says, taken }) => {
    using world = spread(some, QUEUE)
    expect(await world.take(task)).toBe(taken)
    expect(world.measured).toEqual([])
    expect(world.log[0]?.message).toContain(says)
  })

  test('beyond the last shard is nothing to do', async () => {
    using world = spread(some, QUEUE)
    expect(await world.take({ ...TASK, shard: 99 })).toBe('done')
    expect(world.measured).toEqual([])
  })

  test('of an instance that ends meanwhile keeps nothing: another one measures all of it', async () => {
    using world = spread(some, QUEUE)
    expect(await world.take(TASK, AbortSignal.abort())).toBe('again')
    expect(await world.store.shardsOf(VANTAGE, 's')).toEqual([])
  })

  test.for([
    ['with a moment left', 5_001, 0, ['done', [], [1]]],
    ['with no more than keeping takes', 5_000, 0, ['done', [], []]],
    ['on an open path', 60_000, 0, ['done', [], [55_000]]],
    ['once the path of a fresh instance is open', 60_000, 30_000, ['done', [30_000], [25_000]]],
    ['likewise, with a moment left', 60_000, 54_999, ['done', [54_999], [1]]],
    ['not where that leaves no time', 60_000, 55_000, ['again', [], []]],
  ] as const)('measures %s', async ([, left, closed, [taken, waits, measured]]) => {
    using world = spread(some, QUEUE)
    const { clock, store } = world
    const waited: number[] = []
    const deadlines: (number | null)[] = []
    const deps: TakingDeps = {
      ...{ vantage: VANTAGE, configuration: CONFIGURATION, targets: targetsOf(some) },
      ...{ store, clock, log: { write() {} }, closedFor: () => closed },
      measure: (targets, end) => {
        deadlines.push(end.deadline)
        return world.alone(targets, end)
      },
      pause: async (ms) => {
        waited.push(ms)
        clock.pass(ms)
      },
    }
    const until = new Date(clock.now() + left).toISOString()
    const { signal } = new AbortController()
    expect(await takeShard({ ...TASK, until }, deps, signal)).toBe(taken)
    expect([waited, deadlines]).toEqual([waits, measured])
  })

  test('that cannot keep what it saw leaves it to another, and says why', async () => {
    using world = spread(some, QUEUE)
    const store = {
      shardsOf: async () => {
        throw new StoreError('not now', { problem: 'unreachable' })
      },
      keepShard: async () => {
        throw new StoreError('The disk is full', { problem: 'full' })
      },
    }
    const said: string[] = []
    const taken = await takeShard(
      TASK,
      {
        ...{ vantage: VANTAGE, configuration: CONFIGURATION, targets: targetsOf(some), store },
        ...{ clock: world.clock, log: { write: ({ message }) => void said.push(message) } },
        ...{ measure: world.alone, closedFor: () => 0, pause: async () => {} },
      },
      new AbortController().signal,
    )
    expect(taken).toBe('again')
    expect(said).toEqual([expect.stringContaining('The disk is full')])
  })
})
