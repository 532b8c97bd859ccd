import { describe, expect } from 'vitest'
import type { Rows, Write } from '../../../stores/rows/port.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { DEADLINE, faults } from './faults.ts'
import { faultyProxy } from './faulty-proxy.ts'
import { missing, test } from './place.ts'

const P = 'v.prod'
/** What came of a commit; 'unknown' when it threw. */
async function said(rows: Rows, write: Write): Promise<'committed' | 'conflict' | 'unknown'> {
  try {
    return await rows.commit(P, [write])
  } catch {
    return 'unknown'
  }
}

describe.skipIf(missing !== null)(`30 % of requests go wrong ${missing ?? ''}`, () => {
  test.for([1, 2, 3])(
    'a commit never speaks of a conflict with itself (seed %i)',
    async (seed, { firestore }) => {
      await using proxy = await faultyProxy(firestore.host, faults(seeded(seed)))
      const env = firestore.env(proxy.host)
      const rows = firestore.open({ env, deadline: DEADLINE, random: () => 0 })
      const calm = firestore.open()
      const keys = Array.from({ length: 200 }, (_, n) => `k${n}`)
      const outcomes = await Promise.all(
        keys.map((key) => said(rows, { kind: 'create', key, cells: { n: 1 } })),
      )
      const tally = { committed: 0, conflict: 0, unknown: 0, done: 0 }
      for (const [n, key] of keys.entries()) {
        const there = (await calm.get(P, key)) !== null
        const outcome = outcomes[n] ?? 'conflict'
        if (outcome === 'committed') expect(there).toBe(true)
        tally[outcome]++
        if (outcome === 'unknown' && there) tally.done++
      }
      expect(tally.conflict).toBe(0)
      // Enough happened for the above to mean something.
      expect(tally.unknown).toBeGreaterThan(30)
      expect(tally.done).toBeGreaterThan(9)
    },
  )

  test('a storm of conditional writes: nothing is lost, nothing is counted twice', async ({
    firestore,
  }) => {
    await using proxy = await faultyProxy(firestore.host, faults(seeded(4)))
    const env = firestore.env(proxy.host)
    const options = { env, deadline: DEADLINE, random: () => 0 }
    const writers = Array.from({ length: 6 }, () => firestore.open(options))
    const calm = firestore.open()
    await calm.commit(P, [{ kind: 'create', key: 'a', cells: { names: '' } }])
    await Promise.all(writers.map((rows, n) => sign(rows, [`${n}a`, `${n}b`, `${n}c`])))
    const names = String((await calm.get(P, 'a'))?.cells['names'])
    const signed = names.trim().split(' ').toSorted()
    expect(signed).toEqual([0, 1, 2, 3, 4, 5].flatMap((n) => [`${n}a`, `${n}b`, `${n}c`]))
    expect(proxy.seen.faults).toBeGreaterThan(20)
  })
})

/** Writes names to a list that others write to: whether an unclear write was done, the list itself tells. */
async function sign(rows: Rows, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (;;) {
      const row = await rows.get(P, 'a').catch(() => null)
      if (row === null) continue
      const list = String(row.cells['names'])
      if (list.includes(name)) break
      const cells = { names: `${list} ${name}` }
      await said(rows, { kind: 'replace', key: 'a', cells, version: row.version })
    }
  }
}
