import { describe, expect } from 'vitest'
import { openAzureTables } from '../../../stores/azure-tables/open-azure-tables.ts'
import { partitionOf, REPORTS, VANTAGES } from '../../../stores/rows/layout.ts'
import { many, sample } from '../../shared/report/sample.ts'
import { VANTAGE } from '../../shared/report/sample-place.ts'
import { canonical } from '../../stores/conformance/sweep.ts'
import { type FaultyProxy, faultyProxy } from './faulty-proxy.ts'
import { missing, type TablePlace, test } from './place.ts'

/** What one piece of work costs, as it is seen on the wire. */
async function cost<T>(proxy: FaultyProxy, work: () => Promise<T>) {
  const before = { ...proxy.seen }
  const result = await work()
  const requests = proxy.seen.requests - before.requests
  return { result, requests, bytes: proxy.seen.bytes - before.bytes }
}

/** Rows that the table has, and bytes of their cells. */
async function contents(table: TablePlace) {
  const rows = await table.open()
  let [count, bytes] = [0, 0]
  for (const partition of [partitionOf(VANTAGE.name), REPORTS, VANTAGES]) {
    for (const { cells } of await rows.list(partition, { from: '', to: '~', limit: 10_000 })) {
      count++
      for (const cell of Object.values(cells))
        bytes += cell instanceof Uint8Array ? cell.length : String(cell).length
    }
  }
  return { count, bytes }
}

/** Targets, how many reports of them came before, and what one more takes at most. */
const COSTS = [
  { targets: 60, before: 0, requests: 10, bytes: 20_000 },
  { targets: 60, before: 1, requests: 4, bytes: 5_000 },
  { targets: 60, before: 2, requests: 2, bytes: 5_000 },
  { targets: 2000, before: 0, requests: 6, bytes: 400_000 },
  { targets: 2000, before: 1, requests: 2, bytes: 400_000 },
] as const

describe.skipIf(missing)(`what a report costs${missing ? `: ${missing}` : ''}`, () => {
  test('60 and 2,000 targets: stored in few requests, read back whole', async ({
    azurite,
    table,
  }) => {
    await using proxy = await faultyProxy(azurite.port, () => null)
    const store = await openAzureTables(table.settings(proxy.port))
    for (const [n, { targets, before, requests, bytes }] of COSTS.entries()) {
      const startedAt = new Date(Date.UTC(2026, 10, 22, 0, n)).toISOString()
      const report = sample(many(targets), { id: `${targets}-${before}`, startedAt })
      const append = await cost(proxy, () => store.append(report))
      expect(append.result).toBe('stored')
      expect(append.requests).toBeLessThanOrEqual(requests)
      expect(append.bytes).toBeLessThanOrEqual(bytes)
      expect(canonical(await store.get(report.id))).toBe(canonical(report))
      const { requests: reads } = await cost(proxy, () => store.latest(VANTAGE.name, 'scheduled'))
      expect(reads).toBeLessThanOrEqual(2)
    }
    const { count, bytes } = await contents(table)
    expect(count).toBeLessThanOrEqual(48)
    expect(bytes).toBeLessThanOrEqual(700_000)
    await store.close()
  })
})
