import { describe, expect, test } from 'vitest'
import { Newest } from '../../../stores/newest.ts'
import { expiry } from '../../../stores/rows/context.ts'
import {
  countThatFit,
  listAll,
  pages,
  removeAll,
  someAtOnce,
  writeAll,
} from '../../../stores/rows/many.ts'
import type { Write } from '../../../stores/rows/port.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { type Asked, LIMITS, memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { commit, incident } from '../conformance/incident.ts'
import { at } from '../conformance/sweep.ts'
import { create, keys, noise, put } from './conformance/row.ts'

const P = 'p'
const ALL = { from: '', to: '~' }
const DAY = 24 * 60 * 60_000

const named = (count: number) =>
  Array.from({ length: count }, (_, n) => `k${String(n).padStart(4, '0')}`)

/** Rows of small limits that hold so many, and what they are asked for from then on. */
async function holding(count: number) {
  const place = memoryRows(TINY)
  const asked: Asked[] = []
  const rows = place.open((one) => {
    asked.push(one)
    return null
  })
  await writeAll(
    rows,
    P,
    named(count).map((key) => put(key, { n: 1 })),
  )
  const written = asked.splice(0).map((one) => one.keys.length)
  return { place, rows, asked, written }
}

describe('rows in pages', () => {
  test.for([
    { rows: 10, limit: 10, size: 4, pages: [4, 4, 2] },
    { rows: 10, limit: 10, size: 5, pages: [5, 5] },
    { rows: 10, limit: 7, size: 4, pages: [4, 3] },
    { rows: 8, limit: undefined, size: 4, pages: [4, 4] },
    { rows: 9, limit: undefined, size: 4, pages: [4, 4, 1] },
    { rows: 3, limit: 0, size: 4, pages: [] },
    { rows: 0, limit: 5, size: 4, pages: [] },
  ])('$rows rows, at most $limit by $size: $pages', async (given) => {
    const { rows } = await holding(given.rows)
    const found: string[][] = []
    for await (const page of pages(rows, P, ALL, given.limit, given.size)) {
      found.push([...keys(page)])
    }
    expect(found.map((page) => page.length)).toEqual(given.pages)
    expect(found.flat()).toEqual(named(given.rows).slice(0, given.limit ?? given.rows))
  })

  test('no call asks for more than a thousand, nor for more than are wanted', async () => {
    const { rows, asked } = await holding(2)
    const limits: number[] = []
    const counting = {
      ...rows,
      list: (...given: Parameters<typeof rows.list>) => {
        limits.push(given[1].limit)
        return rows.list(...given)
      },
    }
    await listAll(counting, P, ALL)
    await listAll(counting, P, ALL, 7)
    for await (const _ of pages(counting, P, ALL, undefined, 5000));
    expect(limits).toEqual([1000, 7, 1000])
    expect(asked).toHaveLength(3)
  })
})

describe('someAtOnce()', () => {
  test('asks for 32 at a time, and gives what they say in order', async () => {
    let [running, most] = [0, 0]
    const made = await someAtOnce(named(70), async (key) => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running--
      return key.toUpperCase()
    })
    expect(most).toBe(32)
    expect(made).toEqual(named(70).map((key) => key.toUpperCase()))
  })
})

describe('countThatFit()', () => {
  const group = (...bytes: number[]) =>
    bytes.map((size, n): Write => create(`k${n}`, { b: noise(size) }))
  test.for([
    { what: 'just as many writes', groups: [group(1, 1), group(1, 1)], fit: 2 },
    { what: 'a write more', groups: [group(1, 1), group(1, 1, 1)], fit: 1 },
    { what: 'just as many bytes', groups: [group(60), group(40)], fit: 2 },
    { what: 'a byte more', groups: [group(60), group(41)], fit: 1 },
    { what: 'the first too large', groups: [group(101), group(1)], fit: 0 },
    { what: 'nothing', groups: [], fit: 0 },
    { what: 'groups without a write', groups: [[], [], group(100)], fit: 3 },
  ])('$what: $fit', ({ groups, fit }) => {
    expect(countThatFit(groups, { writes: 4, commitBytes: 100 })).toBe(fit)
  })

  test('a delete takes a place and no bytes, a text two bytes a character, a number eight', () => {
    const fits = (write: Write, commitBytes: number) =>
      countThatFit([[write]], { writes: 1, commitBytes }) === 1
    expect(fits({ kind: 'delete', key: 'a' }, 0)).toBe(true)
    expect([fits(put('a', { t: 'abc' }), 6), fits(put('a', { t: 'abc' }), 5)]).toEqual([
      true,
      false,
    ])
    // Three bytes of UTF-8.
    expect([fits(put('a', { t: '€' }), 3), fits(put('a', { t: '€' }), 2)]).toEqual([true, false])
    expect([fits(put('a', { n: 1 }), 8), fits(put('a', { n: 1 }), 7)]).toEqual([true, false])
    expect(fits(put('a', { n: 1, b: noise(4) }), 12)).toBe(true)
  })
})

describe('many writes and removals', () => {
  test('go in commits as large as they may be, in their order', async () => {
    const { place, written } = await holding(10)
    expect(written).toEqual([4, 4, 2])
    expect(place.keys()).toEqual(named(10).map((key) => `${P}/${key}`))
  })

  test('removeAll() tells what it removed, also beside what somebody else did', async () => {
    const { place, rows, asked } = await holding(10)
    await place.open().commit(P, [{ kind: 'delete', key: 'k0005' }])
    const removed = await removeAll(rows, P, named(9))
    expect([...removed]).toEqual(named(9).filter((key) => key !== 'k0005'))
    expect(place.keys()).toEqual([`${P}/k0009`])
    // Those of the commit that did not go through are removed one by one.
    expect(asked.map((one) => one.keys.length)).toEqual([4, 4, 1, 1, 1, 1, 1])
    expect([...(await removeAll(rows, P, ['k0000']))]).toEqual([])
    expect([...(await removeAll(rows, P, []))]).toEqual([])
  })
})

test('Newest keeps the last that were set, each once', () => {
  const known = new Newest<number>(2)
  known.set('a', 1)
  known.set('b', 2)
  known.set('a', 3)
  expect([known.get('a'), known.get('b')]).toEqual([3, 2])
  known.set('c', 4)
  expect([known.get('a'), known.get('b'), known.get('c')]).toEqual([3, undefined, 4])
})

test('a service may remove a report two days after prune() would, and what it rests on a week later', () => {
  const expires = expiry(5 * DAY)
  expect(expires(0)).toEqual({ expiresAt: new Date(7 * DAY) })
  expect(expires(DAY, 'rested-on')).toEqual({ expiresAt: new Date(15 * DAY) })
  expect(expiry(null)(0)).toEqual({})
})

describe.for([LIMITS, TINY])('rows of $rowBytes bytes', (limits) => {
  test('bytes of any length come back, in a row, in columns and in many parts', async () => {
    const store = rowsStore(memoryRows(limits).open())
    const share = Math.min(limits.rowBytes, Math.floor(limits.commitBytes / 4))
    const columns = [0, 1, 60 * 1024, 60 * 1024 + 1, 120 * 1024]
    const parts = [share - 200, share, share + 1, 2 * share, 13 * TINY.rowBytes]
    for (const [shard, bytes] of [...columns, ...parts].entries()) {
      const ref = { vantage: 'prod', sweep: 's', shard }
      await store.keepShard(ref, noise(bytes, shard))
      const kept = await store.shard(ref)
      expect([bytes, Buffer.from(kept ?? []).equals(noise(bytes, shard))]).toEqual([bytes, true])
    }
  })

  test('what is removed leaves no part behind', async () => {
    const place = memoryRows(limits)
    const store = rowsStore(place.open())
    const ref = { vantage: 'prod', sweep: 's', shard: 0 }
    await store.keepShard(ref, noise(limits.rowBytes + 1))
    await store.append(at(0))
    await store.append({ ...at(1), kind: 'cli' })
    expect(await store.dropShards('prod')).toBe(1)
    expect(place.keys().filter((key) => key.includes('/e.'))).toEqual([])
    expect((await store.prune(new Date(Date.parse(at(9).startedAt) + 9 * DAY))).reports).toBe(2)
    expect(place.keys()).toEqual(['vantages/v.prod'])
  })

  test('a value that is written over leaves parts that the next prune() removes', async () => {
    const place = memoryRows(limits)
    const store = rowsStore(place.open(), { now: () => new Date(at(0).startedAt) })
    const loud = (seed: number) => Buffer.from(noise(9_000, seed)).toString('hex')
    for (let n = 0; n < 3; n++) {
      const expected = (await store.alertState('prod'))?.version ?? null
      const incidents = [incident('i', { summary: loud(n) })]
      await store.commitAlerts(commit({ expected, state: loud(n), incidents }))
    }
    const before = place.size().bytes
    await store.prune(new Date(Date.parse(at(0).startedAt) + DAY))
    expect(place.size().bytes).toBe(before)
    await store.prune(new Date(Date.parse(at(0).startedAt) + DAY + 1))
    if (limits === TINY) expect(place.size().bytes).toBeLessThan(before / 2)
    expect((await store.incident('i'))?.incident.summary).toBe(loud(2))
    expect((await store.alertState('prod'))?.state).toBe(loud(2))
  })
})
