import { afterEach, expect, test, vi } from 'vitest'
import type { HistoryEntry } from '../../../shared/ports/store-entries.ts'
import { recentReader } from '../../../shared/web/recent.ts'
import { many, sample } from '../report/sample.ts'
import { historyOf, reporting } from './page/sample.ts'
import { threeIncidents } from './page/three-incidents.ts'

afterEach(() => {
  vi.useRealTimers()
})

const DATA = threeIncidents(2, 20)

function entriesOf(id: string): readonly HistoryEntry[] {
  const result = DATA.vantages[0]?.latest?.results.find(({ target }) => target.id === id)
  return result === undefined ? [] : historyOf('prod-japaneast', result)
}

test('recentReader() reads what is not as expected once a sweep, and forgets what recovered', async () => {
  const asked: string[] = []
  const read = recentReader({
    history: async (id) => {
      asked.push(id)
      return entriesOf(id)
    },
  })
  const first = await read(DATA)
  expect([...first.keys()].sort()).toEqual([...asked].sort())
  expect(first.size).toBe(4)
  await read(DATA)
  expect(asked).toHaveLength(4)
  const [one] = DATA.vantages
  const latest = one?.latest && { ...one.latest, id: 'another' }
  await read({ ...DATA, vantages: [{ ...(one as never as object), latest } as never] })
  expect(asked).toHaveLength(8)
  const healthy = { ...DATA, vantages: [reporting(sample(many(10)))] }
  expect((await read(healthy)).size).toBe(0)
})

test('recentReader() leaves out what the store cannot give, or not in time', async () => {
  const broken = recentReader({ history: () => Promise.reject(new Error('down')) })
  expect((await broken(DATA)).size).toBe(0)
  vi.useFakeTimers()
  const slow = recentReader({ history: () => new Promise(() => {}) })
  const reading = slow(DATA)
  await vi.advanceTimersByTimeAsync(1_500)
  expect((await reading).size).toBe(0)
})

test('recentReader() asks for a bounded number of targets', async () => {
  let asked = 0
  const read = recentReader({
    history: async () => {
      asked++
      return []
    },
  })
  const failing = many(500).map((c) => ({ ...c, verdict: 'fail' as const }))
  await read({ ...DATA, vantages: [reporting(sample(failing))] })
  expect(asked).toBe(40)
})
