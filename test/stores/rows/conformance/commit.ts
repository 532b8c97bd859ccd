import { expect, type TestAPI } from 'vitest'
import type { Write } from '../../../../stores/rows/port.ts'
import { ALL, create, keys, P, put, type RowsFixture, versionOf } from './row.ts'

type Test = TestAPI<{ place: RowsFixture }>

/** What is written is read, as a whole or not at all. */
export function commitConformance(test: Test): void {
  test('an empty place has nothing', async ({ place }) => {
    const rows = await place.open()
    expect(await rows.get(P, 'a')).toBeNull()
    expect(await rows.list(P, ALL)).toEqual([])
    expect(rows.limits.writes).toBeGreaterThan(1)
    expect(rows.limits.commitBytes).toBeGreaterThanOrEqual(rows.limits.rowBytes)
  })

  test('a row is read as it was written, in its partition alone', async ({ place }) => {
    const rows = await place.open()
    expect(await rows.commit(P, [create('a', { n: 1 })])).toBe('committed')
    const row = await rows.get(P, 'a')
    expect(row).toEqual({ key: 'a', cells: { n: 1 }, version: expect.any(String) })
    expect(await rows.list(P, ALL)).toEqual([row])
    expect(await rows.get('v.other', 'a')).toBeNull()
    expect(await rows.list('v.other', ALL)).toEqual([])
  })

  test('a write is of the whole row: columns that it does not name are gone', async ({ place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('a', { x: 1, y: 2 }), create('b', { x: 1, y: 2 })])
    await rows.commit(P, [
      put('a', { y: 3 }),
      { kind: 'replace', key: 'b', cells: { z: 4 }, version: await versionOf(rows, 'b') },
    ])
    expect((await rows.list(P, ALL)).map(({ cells }) => cells)).toEqual([{ y: 3 }, { z: 4 }])
  })

  test('put makes a row or writes over it', async ({ place }) => {
    const rows = await place.open()
    expect(await rows.commit(P, [put('a', { n: 1 })])).toBe('committed')
    expect(await rows.commit(P, [put('a', { n: 2 })])).toBe('committed')
    expect((await rows.get(P, 'a'))?.cells).toEqual({ n: 2 })
  })

  test('every write of other cells gives the row another version', async ({ place }) => {
    const rows = await place.open()
    const seen: string[] = []
    for (let n = 0; n < 5; n++) {
      await rows.commit(P, [put('a', { n })])
      seen.push(await versionOf(rows, 'a'))
    }
    await rows.commit(P, [{ kind: 'delete', key: 'a' }])
    await rows.commit(P, [create('a', { n: 0 })])
    seen.push(await versionOf(rows, 'a'))
    expect(new Set(seen).size).toBe(6)
  })

  test('one commit may create, put, replace and delete', async ({ place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('b', { n: 1 }), create('c', { n: 1 })])
    await rows.commit(P, [create('d', { n: 1 })])
    const said = await rows.commit(P, [
      create('a', { n: 2 }),
      put('b', { n: 2 }),
      { kind: 'replace', key: 'c', cells: { n: 2 }, version: await versionOf(rows, 'c') },
      { kind: 'delete', key: 'd', version: await versionOf(rows, 'd') },
    ])
    expect(said).toBe('committed')
    expect(keys(await rows.list(P, ALL))).toEqual(['a', 'b', 'c'])
  })

  test('as many writes as the limit says are one commit', async ({ place }) => {
    const rows = await place.open()
    const writes = Array.from({ length: rows.limits.writes }, (_, n) => create(`k${n}`, { n }))
    expect(await rows.commit(P, writes)).toBe('committed')
    expect(await rows.list(P, ALL)).toHaveLength(writes.length)
    const last = `k${rows.limits.writes - 1}`
    expect(await rows.commit(P, [create('new', { n: 0 }), create(last, { n: 0 })])).toBe('conflict')
    expect(await rows.get(P, 'new')).toBeNull()
  })

  test('an expiry is not a cell, and a row whose time has not come is there', async ({ place }) => {
    const rows = await place.open()
    const expiresAt = new Date('2199-01-01T00:00:00.000Z')
    await rows.commit(P, [{ ...create('a', { n: 1 }), expiresAt }])
    expect((await rows.get(P, 'a'))?.cells).toEqual({ n: 1 })
    expect((await rows.list(P, ALL))[0]?.cells).toEqual({ n: 1 })
  })

  test('close() may be called twice', async ({ place }) => {
    const rows = await place.open()
    await rows.close()
    await rows.close()
  })
}

/** What a write demands and does not find. */
export function conflictConformance(test: Test): void {
  const conflicts: readonly [string, (version: string) => Write][] = [
    ['create of a row that is there', () => create('a', { n: 9 })],
    [
      'replace of an old version',
      (version) => ({ kind: 'replace', key: 'a', cells: { n: 9 }, version }),
    ],
    [
      'replace of a row that is not there',
      (version) => ({ kind: 'replace', key: 'none', cells: { n: 9 }, version }),
    ],
    ['delete of an old version', (version) => ({ kind: 'delete', key: 'a', version })],
    ['delete of a row that is not there', () => ({ kind: 'delete', key: 'none' })],
    [
      'delete of a version that is not there',
      (version) => ({ kind: 'delete', key: 'none', version }),
    ],
  ]

  test.for(conflicts)('%s: nothing of the commit is written', async ([, write], { place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('a', { n: 1 }), create('z', { n: 1 })])
    const old = await versionOf(rows, 'a')
    await rows.commit(P, [put('a', { n: 2 })])
    const before = await rows.list(P, ALL)
    const others: readonly Write[] = [put('b', { n: 9 }), { kind: 'delete', key: 'z' }]
    for (const writes of [[write(old)], [write(old), ...others], [...others, write(old)]]) {
      expect(await rows.commit(P, writes)).toBe('conflict')
      expect(await rows.list(P, ALL)).toEqual(before)
    }
  })

  test('what was deleted can be created, and its old version is of no use', async ({ place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('a', { n: 1 })])
    const version = await versionOf(rows, 'a')
    await rows.commit(P, [{ kind: 'delete', key: 'a' }])
    expect(await rows.commit(P, [create('a', { n: 1 })])).toBe('committed')
    const late: Write = { kind: 'replace', key: 'a', cells: { n: 9 }, version }
    expect(await rows.commit(P, [late])).toBe('conflict')
  })
}
