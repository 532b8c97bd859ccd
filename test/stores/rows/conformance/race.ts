import { expect, type TestAPI } from 'vitest'
import type { Rows, Write } from '../../../../stores/rows/port.ts'
import { ALL, create, keys, P, put, type RowsFixture } from './row.ts'

type Test = TestAPI<{ place: RowsFixture }>

/** Several handles on one place, at the same time. */
export function raceConformance(test: Test): void {
  const COUNT = 20

  test('handles see at once what each other wrote', async ({ place }) => {
    const [one, two] = [await place.open(), await place.open()]
    for (let n = 0; n < 5; n++) {
      await one.commit(P, [put('a', { n })])
      expect((await two.get(P, 'a'))?.cells).toEqual({ n })
      expect((await two.list(P, ALL)).map(({ cells }) => cells)).toEqual([{ n }])
    }
  })

  test('of twenty that create one row at the same time one does', async ({ place }) => {
    const handles = await Promise.all([1, 2, 3, 4].map(() => place.open()))
    const said = await Promise.all(
      Array.from({ length: COUNT }, (_, n) =>
        handles[n % 4]?.commit(P, [create('a', { n }), create(`own${n}`, { n })]),
      ),
    )
    expect(said.toSorted()).toEqual(['committed', ...Array(COUNT - 1).fill('conflict')])
    const n = said.indexOf('committed')
    expect((await handles[0]?.get(P, 'a'))?.cells).toEqual({ n })
    expect(keys((await handles[0]?.list(P, ALL)) ?? [])).toEqual(['a', `own${n}`])
  })

  test('of twenty that replace one version at the same time one does', async ({ place }) => {
    const handles = await Promise.all([1, 2, 3, 4].map(() => place.open()))
    await handles[0]?.commit(P, [create('a', { n: -1 })])
    const version = (await handles[0]?.get(P, 'a'))?.version ?? ''
    const said = await Promise.all(
      Array.from({ length: COUNT }, (_, n) =>
        handles[n % 4]?.commit(P, [{ kind: 'replace', key: 'a', cells: { n }, version }]),
      ),
    )
    expect(said.filter((s) => s === 'committed')).toHaveLength(1)
    expect((await handles[1]?.get(P, 'a'))?.cells).toEqual({ n: said.indexOf('committed') })
  })

  test('what many add to one number by conditional writes is never lost', async ({ place }) => {
    const handles = await Promise.all([1, 2, 3].map(() => place.open()))
    await handles[0]?.commit(P, [create('a', { n: 0 })])
    const add = async (rows: Rows): Promise<void> => {
      for (;;) {
        const row = await rows.get(P, 'a')
        const cells = { n: Number(row?.cells['n']) + 1 }
        const write: Write = { kind: 'replace', key: 'a', cells, version: row?.version ?? '' }
        if ((await rows.commit(P, [write])) === 'committed') return
      }
    }
    await Promise.all(handles.flatMap((rows) => [add(rows), add(rows)]))
    expect((await handles[0]?.get(P, 'a'))?.cells).toEqual({ n: 6 })
  })
}
