import { describe, expect, test } from 'vitest'
import { cut } from '../../../shared/sweep/cut.ts'
import { cases, targetsOf } from './spread.ts'

const ids = (shards: ReturnType<typeof cut>) => shards.map((shard) => shard.map(({ id }) => id))

describe('cut()', () => {
  const targets = targetsOf(cases(1_000))

  test('gives every target to one shard, and none more than it takes', () => {
    const shards = cut(targets, 90)
    expect(shards.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      targets.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect(Math.max(...shards.map(({ length }) => length))).toBeLessThanOrEqual(90)
    expect(Math.min(...shards.map(({ length }) => length))).toBeGreaterThan(0)
  })

  test('cuts alike on every machine', () => {
    expect(ids(cut([...targets], 90))).toEqual(ids(cut(targets, 90)))
    expect(ids(cut(targets, 90))[0]?.slice(0, 3)).toMatchInlineSnapshot(`
      [
        "t128.contoso.com",
        "t846.contoso.com",
        "t955.contoso.com",
      ]
    `)
  })

  test('spreads neighbours', () => {
    const [first = []] = ids(cut(targets, 100))
    expect(first.filter((id) => Number(id.slice(1).split('.')[0]) < 100).length).toBeLessThan(40)
  })

  test('keeps the targets of a host together, unless they are more than one shard takes', () => {
    const on = (host: string, count: number) =>
      Array.from(
        { length: count },
        (_, n) => ({ ...targets[0], id: `${host}/${n}`, host }) as never,
      )
    const shards = ids(cut([...on('a', 4), ...on('b', 7), ...on('c', 3), ...on('d', 4)], 5))
    const holding = (host: string) =>
      shards.filter((shard) => shard.some((id) => id.startsWith(host))).length
    expect([holding('a'), holding('b'), holding('c'), holding('d')]).toEqual([1, 2, 1, 1])
  })
})
