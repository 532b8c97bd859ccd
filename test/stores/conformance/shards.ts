import { expect, type TestAPI } from 'vitest'
import type { StoreFixture } from './fixture.ts'
import { time } from './incident.ts'

const DAY = 24 * 60
const SWEEP = '20261122T000000000Z-prod-00000000'

const at = (shard: number, sweep = SWEEP, vantage = 'prod') => ({ vantage, sweep, shard })

/** Bytes that no compression makes small, other ones for each seed. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

const isNoise = (bytes: Uint8Array | null | undefined, length: number, seed: number) =>
  Buffer.from(bytes ?? []).equals(noise(length, seed))

/** What every store must do with the shards of a sweep. */
export function shardConformance(test: TestAPI<{ place: StoreFixture }>): void {
  test('a shard is kept once: of two that measured it the first one’s stays', async ({ place }) => {
    const [one, two] = [await place.open(), await place.open()]
    expect(await one.keepShard(at(2), noise(100, 1))).toBe('stored')
    expect(await two.keepShard(at(2), noise(100, 2))).toBe('already-stored')
    expect(isNoise(await two.shard(at(2)), 100, 1)).toBe(true)
    expect(await two.shard(at(1))).toBeNull()
  })

  test('of many that keep one at the same time one does', async ({ place }) => {
    const stores = await Promise.all(Array.from({ length: 5 }, () => place.open()))
    const said = await Promise.all(
      stores.map((store, n) => store.keepShard(at(0), noise(2_000_000, n))),
    )
    expect(said.filter((one) => one === 'stored')).toHaveLength(1)
    const kept = await stores[0]?.shard(at(0))
    expect(isNoise(kept, 2_000_000, said.indexOf('stored'))).toBe(true)
  })

  test('the shards of a sweep are told in order, and no others', async ({ place }) => {
    const store = await place.open()
    for (const shard of [10, 0, 2]) await store.keepShard(at(shard), noise(10, shard))
    await store.keepShard(at(5, `${SWEEP}1`), noise(10, 5))
    await store.keepShard(at(6, SWEEP, 'other'), noise(10, 6))
    expect(await store.shardsOf('prod', SWEEP)).toEqual([0, 2, 10])
    expect(await store.shardsOf('prod', 'unknown')).toEqual([])
  })

  test('those of a vantage are removed, with all that is large in them', async ({ place }) => {
    const store = await place.open()
    await store.keepShard(at(0), noise(3_000_000, 1))
    await store.keepShard(at(1, `${SWEEP}1`), noise(10, 1))
    await store.keepShard(at(0, SWEEP, 'other'), noise(10, 2))
    expect(await store.dropShards('prod')).toBe(2)
    expect(await store.shardsOf('prod', SWEEP)).toEqual([])
    expect(await store.shard(at(0))).toBeNull()
    expect(isNoise(await store.shard(at(0, SWEEP, 'other')), 10, 2)).toBe(true)
    expect(await store.dropShards('prod')).toBe(0)
  })

  test('what nobody removed goes with what is old', async ({ place }) => {
    const store = await place.open()
    await store.keepShard(at(0), noise(10, 1))
    await store.prune(new Date(time(0)))
    expect(await store.shardsOf('prod', SWEEP)).toEqual([0])
    await store.prune(new Date(Date.now() + 400 * DAY * 60_000))
    expect(await store.shardsOf('prod', SWEEP)).toEqual([])
  })
}
