import { expect, type TestAPI } from 'vitest'
import type { Cells } from '../../../../stores/rows/port.ts'
import { ALL, COLUMN, create, large, noise, P, plain, type RowsFixture } from './row.ts'

type Test = TestAPI<{ place: RowsFixture }>

/** Every value comes back as it was. */
export function cellConformance(test: Test): void {
  const cells: readonly [string, Cells][] = [
    ['no column at all', {}],
    ['an empty text and no bytes', { text: '', bytes: new Uint8Array() }],
    [
      'whole numbers',
      { zero: 0, minus: -7, large: Number.MAX_SAFE_INTEGER, time: 1_795_305_600_000 },
    ],
    ['numbers with a fraction', { third: 1 / 3, tiny: 5e-324, huge: 1.7e308, half: -0.5 }],
    [
      'texts that look like something else',
      { a: '1', b: 'true', c: 'null', d: '2026-11-22T00:00:00Z' },
    ],
    [
      'odd texts',
      { nul: 'a\u0000b', bidi: '\u202e\u2028', emoji: '😀', quotes: `'"\\<&%$`, lines: ' \r\n\t' },
    ],
    ['texts that begin or end with spaces', { a: ' a', b: 'a ', c: '  ' }],
    ['every byte', { bytes: Uint8Array.from({ length: 256 }, (_, n) => n) }],
    ['all column names that the store has', { a: 1, Z9: 2, body0: 'x', startedAt: 3, r_1: 4 }],
  ]

  test.for(cells)('%s', async ([, given], { place }) => {
    const rows = await place.open()
    await rows.commit(P, [create('a', given)])
    expect(plain((await rows.get(P, 'a'))?.cells)).toEqual(plain(given))
    expect(plain((await rows.list(P, ALL))[0]?.cells)).toEqual(plain(given))
  })

  test('a column of 60 KiB', async ({ place }) => {
    const rows = await place.open()
    const bytes = noise(Math.min(COLUMN, rows.limits.rowBytes))
    await rows.commit(P, [create('a', { bytes })])
    expect(plain((await rows.get(P, 'a'))?.cells)).toEqual(plain({ bytes }))
  })

  test('a row as large as the limit, and a commit as large as the limit', async ({ place }) => {
    const rows = await place.open()
    const { rowBytes, commitBytes, writes } = rows.limits
    const count = Math.min(writes, Math.floor(commitBytes / rowBytes))
    const made = Array.from({ length: count }, (_, n) => create(`k${n}`, large(rowBytes, n)))
    expect(await rows.commit(P, made)).toBe('committed')
    for (const { key, cells: written } of made) {
      expect(plain((await rows.get(P, key))?.cells)).toEqual(plain(written))
    }
    expect(await rows.list(P, ALL)).toHaveLength(count)
  })
}
