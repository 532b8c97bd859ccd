import { describe, expect, test } from 'vitest'
import { pack } from '../../../shared/report/pack.ts'
import { rowsStore } from '../../../stores/rows/store.ts'
import { memoryRows, TINY } from '../../fixtures/memory-rows.ts'
import { commit, incident, notification, time, transition } from '../conformance/incident.ts'

const P = 'v.prod'

/** A store whose last commit is a journal that another process wrote, and did not come to apply. */
async function journalled(content: Uint8Array, onDamage: (message: string) => void = () => {}) {
  const place = memoryRows()
  await rowsStore(place.open()).commitAlerts(commit())
  const rows = place.open()
  const state = await rows.get(P, 'a')
  if (state === null) throw new Error('There is no state')
  const part = { kind: 'put', key: 'p.there.000000', cells: { b0: content } } as const
  const cells = { ...state.cells, journal: 'there', journalParts: 1, applied: 0 }
  const pointing = { kind: 'replace', key: 'a', version: state.version, cells } as const
  await rows.commit(P, [part, pointing])
  return rowsStore(place.open(), { onDamage })
}

function itemsOf(items: readonly object[]): Uint8Array {
  return pack(Buffer.from(JSON.stringify(items)), null)
}

describe('a journal', () => {
  test('of a version before is applied: what came later has its default', async () => {
    const { changed, ...rest } = incident('i', { changed: { ...WAS, parts: [] } })
    const older = { ...rest, changed: WAS }
    const store = await journalled(
      itemsOf([
        { kind: 'incident', value: older },
        { kind: 'transition', value: transition('t') },
        { kind: 'notification', value: notification('n') },
      ]),
    )
    expect(await store.incidents({ limit: 9 })).toEqual([{ ...rest, changed }])
    expect((await store.transitions('orders', { limit: 9 })).map(({ id }) => id)).toEqual(['t'])
    expect(await store.dueOutbox('prod', new Date(time(9)), 9)).toHaveLength(1)
    const expected = (await store.alertState('prod'))?.version ?? null
    expect(await store.commitAlerts(commit({ expected }))).toBe('committed')
  })

  test('with what this version does not know: the rest of it is applied, and it is said', async () => {
    const said: string[] = []
    const items = [
      { kind: 'silence', value: { id: 's' } },
      { kind: 'incident', value: { id: 'bad' } },
      null,
      { kind: 'incident', value: incident('good') },
    ]
    const store = await journalled(itemsOf(items as object[]), (message) => said.push(message))
    expect((await store.incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['good'])
    const item = expect.stringMatching(/^Cannot read an item of a journal of alerts of the store: /)
    expect(said).toEqual([item, item, item])
  })

  test.for([
    ['cannot be read', Uint8Array.of(0, 255)],
    ['is no list', pack(Buffer.from('{"items":[]}'), null)],
  ] as const)('that %s is left, and alerts go on', async ([, content]) => {
    const said: string[] = []
    const store = await journalled(content, (message) => said.push(message))
    const expected = (await store.alertState('prod'))?.version ?? null
    const next = commit({ expected, incidents: [incident('next')] })
    expect(await store.commitAlerts(next)).toBe('committed')
    expect((await store.incidents({ limit: 9 })).map(({ id }) => id)).toEqual(['next'])
    expect(said.join()).toContain('journal')
  })
})

test('what is more than one commit is committed with its journal, whatever comes after', async () => {
  const ids = Array.from({ length: 9 }, (_, n) => `i${n}`)
  const place = memoryRows(TINY)
  const trouble = { now: () => {} }
  let stateWrites = 0
  const failing = rowsStore(
    place.open(({ call, keys }) => {
      if (stateWrites > 0) trouble.now()
      if (call === 'commit' && keys.includes('a')) stateWrites++
      return stateWrites > 1 ? 'before' : null
    }),
  )
  const many = commit({ incidents: ids.map((id) => incident(id)) })
  expect(await failing.commitAlerts(many)).toBe('committed')
  const next = await rowsStore(place.open()).incidents({ limit: 99 })
  expect(next.map(({ id }) => id).toSorted()).toEqual(ids)
  // A bug is none of the service's troubles: it is told.
  stateWrites = 0
  trouble.now = () => {
    throw new TypeError('a bug')
  }
  const expected = (await rowsStore(place.open()).alertState('prod'))?.version ?? null
  await expect(failing.commitAlerts({ ...many, expected })).rejects.toThrow('a bug')
})

const WAS = { from: time(0), to: time(5), lines: ['- The answer of 10.0.0.4 changed'] }
