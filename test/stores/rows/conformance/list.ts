import { expect, type TestAPI } from 'vitest'
import { ALL, create, keys, P, type RowsFixture, versionOf } from './row.ts'

type Test = TestAPI<{ place: RowsFixture }>

/** Ends of the alphabet of keys, and what a careless encoding would mix up, in their order. */
const ORDERED = ['-', '.', '0', '00', '0a', '9', 'A', 'Z', '_', 'a', 'a-', 'a.', 'a0', 'aa', 'z']

/** Ranges, order, and columns. */
export function listConformance(test: Test): void {
  test('gives rows in the order of their keys, by code', async ({ place }) => {
    const rows = await place.open()
    const made = ORDERED.map((end) => `k${end}`)
    for (const key of made.toReversed()) await rows.commit(P, [create(key, { n: 1 })])
    expect(keys(await rows.list(P, { from: 'k', to: 'k~', limit: 99 }))).toEqual(made)
    for (const key of made) expect((await rows.get(P, key))?.key).toBe(key)
  })

  test('from is within, to is not; no more than the limit', async ({ place }) => {
    const rows = await place.open()
    for (const key of ['a', 'b', 'b-', 'c', 'd']) await rows.commit(P, [create(key, { n: 1 })])
    const between = async (from: string, to: string, limit = 9) =>
      keys(await rows.list(P, { from, to, limit }))
    expect(await between('b', 'd')).toEqual(['b', 'b-', 'c'])
    expect(await between('b-', 'd')).toEqual(['b-', 'c'])
    expect(await between('b', 'd', 2)).toEqual(['b', 'b-'])
    expect(await between('c', 'c')).toEqual([])
    expect(await between('d', 'a')).toEqual([])
    expect(await between('x', '~')).toEqual([])
  })

  test('gives all of more than a thousand rows', async ({ place }) => {
    const rows = await place.open()
    const made = Array.from({ length: 1203 }, (_, n) => `k${String(n).padStart(4, '0')}`)
    const { writes } = rows.limits
    for (let n = 0; n < made.length; n += writes) {
      await rows.commit(
        P,
        made.slice(n, n + writes).map((key) => create(key, { n: 1 })),
      )
    }
    expect(keys(await rows.list(P, ALL))).toEqual(made)
    expect(keys(await rows.list(P, { ...ALL, limit: 1100 }))).toEqual(made.slice(0, 1100))
  })

  test('gives only the columns that it is asked for, and the version', async ({ place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('a', { x: 1, y: 'two' }), create('b', { y: 'three' })])
    const [a, b] = await rows.list(P, { ...ALL, columns: ['x'] })
    expect(a).toEqual({ key: 'a', cells: { x: 1 }, version: await versionOf(rows, 'a') })
    expect(b).toEqual({ key: 'b', cells: {}, version: await versionOf(rows, 'b') })
    const none = await rows.list(P, { ...ALL, columns: [] })
    expect(none.map(({ key, cells }) => ({ key, cells }))).toEqual([
      { key: 'a', cells: {} },
      { key: 'b', cells: {} },
    ])
  })

  test('keys and partitions may be long', async ({ place }) => {
    const rows = await place.open()
    const [partition, key] = [`v.${'p'.repeat(498)}`, 'k'.repeat(500)]
    expect(await rows.commit(partition, [create(key, { n: 1 })])).toBe('committed')
    expect((await rows.get(partition, key))?.key).toBe(key)
    expect(keys(await rows.list(partition, ALL))).toEqual([key])
  })

  test('partitions of odd names are kept apart', async ({ place }) => {
    const rows = await place.open()
    const partitions = ['v.', 'v.a', 'v.A', 'v.-', 'v._', 'v.~', 'v..']
    for (const [n, partition] of partitions.entries()) {
      await rows.commit(partition, [create('a', { n })])
    }
    for (const [n, partition] of partitions.entries()) {
      expect((await rows.list(partition, ALL)).map(({ cells }) => cells)).toEqual([{ n }])
    }
  })
}
