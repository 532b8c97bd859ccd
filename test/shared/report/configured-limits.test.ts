import { expect, test } from 'vitest'
import type { ConfiguredHop } from '../../../shared/model/configured.ts'
import { configuredOf } from '../../../shared/report/configured.ts'

const hop = (n: number): ConfiguredHop => ({
  ...{ layer: 'route', outcome: 'pass', object: null, says: `hop ${n}` },
})
const hops = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => hop(from + n))

function made(paths: Readonly<Record<string, readonly ConfiguredHop[]>>) {
  const targets = Object.entries(paths).map(([id, path]) => ({ id, path }))
  return configuredOf({ holders: () => [] }, targets)
}

test('each hop stands once, in the order in which it was met, and a target without any has no path', () => {
  const { hash, ...rest } = made({ a: [hop(1), hop(2)], none: [], b: [hop(2), hop(3), hop(1)] })
  expect(rest).toEqual({
    heldIn: null,
    hops: [hop(1), hop(2), hop(3)],
    paths: { a: [0, 1], b: [1, 2, 0] },
    holders: [],
  })
  expect(hash).toMatch(/^[0-9a-f]{16}$/)
  expect(made({ a: [hop(1), hop(2)] }).hash).not.toBe(made({ a: [hop(2), hop(1)] }).hash)
  expect(made({ a: [hop(1)] }).hash).toBe(made({ a: [hop(1)], none: [] }).hash)
})

test('a path that would be beyond 2000 hops is left out whole, and later ones that fit are not', () => {
  const full = made({ a: hops(0, 1999), b: [hop(0), hop(1999)], c: [hop(2000)], d: [hop(5)] })
  expect(full.hops).toHaveLength(2000)
  expect(Object.keys(full.paths)).toEqual(['a', 'b', 'd'])
  // The same new hop twice takes one place.
  const twice = made({ a: hops(0, 1999), b: [hop(1999), hop(1999)] })
  expect(twice.paths['b']).toEqual([1999, 1999])
})
