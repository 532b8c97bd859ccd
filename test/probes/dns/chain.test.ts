import { expect, test } from 'vitest'
import { follow } from '../../../probes/dns/chain.ts'

const alias = (name: string, target: string) => ({ name, target, ttl: 60 })
/** Aliases n0 -> n1 -> ... of this length. */
const chainOf = (length: number) => Array.from({ length }, (_, i) => alias(`n${i}`, `n${i + 1}`))

test('follow() goes from the name asked, whatever the order, and leaves out other aliases', () => {
  const [first, second] = [alias('a', 'b'), alias('b', 'c')]
  expect(follow('a', [second, alias('x', 'y'), first])).toEqual({
    ...{ chain: [first, second], last: 'c', defect: null },
  })
  expect(follow('z', [first])).toEqual({ chain: [], last: 'z', defect: null })
})

test('follow() takes the first of two aliases of a name', () => {
  expect(follow('a', [alias('a', 'b'), alias('a', 'c')]).last).toBe('b')
})

test('follow() takes sixteen aliases and no more', () => {
  expect(follow('n0', chainOf(16))).toMatchObject({ last: 'n16', defect: null })
  const long = follow('n0', chainOf(17))
  expect(long.defect).toBe('CNAME chain longer than 16')
  expect(long.chain).toHaveLength(16)
})

test.for([
  [[alias('a', 'a')], 1],
  [[alias('a', 'b'), alias('b', 'a')], 2],
  [[alias('a', 'b'), alias('b', 'c'), alias('c', 'b')], 3],
] as const)('follow() ends where aliases lead in a circle: %j', ([aliases, length]) => {
  const { chain, defect } = follow('a', aliases)
  expect([chain.length, defect]).toEqual([length, 'CNAME loop'])
})
