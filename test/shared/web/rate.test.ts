import { describe, expect, test } from 'vitest'
import { Bucket, Buckets, Slots } from '../../../shared/web/rate.ts'

describe('a bucket', () => {
  test('gives its burst, then one a tick, and says how long to wait', () => {
    const bucket = new Bucket({ burst: 2, perMinute: 60 }, 0)
    expect([0, 0, 0, 400, 1000, 1000].map((now) => bucket.take(now))).toEqual([
      0, 0, 1000, 600, 0, 1000,
    ])
  })

  test('never holds more than its burst', () => {
    const bucket = new Bucket({ burst: 2, perMinute: 60 }, 0)
    expect([3_600_000, 3_600_000, 3_600_000].map((now) => bucket.take(now))).toEqual([0, 0, 1000])
  })
})

test('a caller who has used up his own takes nothing of what all have together', () => {
  const buckets = new Buckets({ burst: 1, perMinute: 1 }, { burst: 2, perMinute: 1 }, 0)
  expect(buckets.take('a', 0)).toBe(0)
  for (let i = 0; i < 5; i++) expect(buckets.take('a', 0)).toBeGreaterThan(0)
  expect(buckets.take('b', 0)).toBe(0)
  expect(buckets.take('c', 0)).toBeGreaterThan(0)
})

test('a thousand callers are remembered, and then the quietest is forgotten', () => {
  const buckets = new Buckets({ burst: 1, perMinute: 1 }, null, 0)
  for (const caller of ['quiet', 'busy']) expect(buckets.take(caller, 0)).toBe(0)
  for (let i = 0; i < 998; i++) expect(buckets.take(`other ${i}`, 0)).toBe(0)
  expect(buckets.take('busy', 0)).toBeGreaterThan(0)
  expect(buckets.take('quiet', 0)).toBeGreaterThan(0)
  for (let i = 0; i < 998; i++) expect(buckets.take(`other ${i}`, 0)).toBeGreaterThan(0)
  expect(buckets.take('busy', 0)).toBeGreaterThan(0)
  expect(buckets.take('one more', 0)).toBe(0)
  expect(buckets.take('busy', 0)).toBeGreaterThan(0)
  expect(buckets.take('quiet', 0)).toBe(0)
})

test('a slot is given back once', () => {
  const slots = new Slots(1)
  const first = slots.take()
  expect(slots.take()).toBeNull()
  first?.[Symbol.dispose]()
  first?.[Symbol.dispose]()
  expect(slots.take()).not.toBeNull()
  expect(slots.take()).toBeNull()
})
