import { test as base, describe, expect } from 'vitest'
import { openAzureTables } from '../../stores/azure-tables/open-azure-tables.ts'
import { azureTablesRows } from '../../stores/azure-tables/rows.ts'
import type { Rows } from '../../stores/rows/port.ts'
import { type PretendTables, pretendTables } from '../fixtures/azure-tables-api.ts'
import { PATIENT } from '../fixtures/context.ts'
import { endpoint } from '../identity/endpoint.ts'
import { sample } from '../shared/report/sample.ts'
import { listConformance } from './rows/conformance/list.ts'
import { put, type RowsFixture } from './rows/conformance/row.ts'
import { rowsConformance } from './rows.conformance.ts'

const KEY = Buffer.from('a key of nobody').toString('base64')
const settings = (at: string) => ({
  connectionString: `DefaultEndpointsProtocol=http;AccountName=one;AccountKey=${KEY};TableEndpoint=http://${at}/one`,
})
const options = { deadlineMs: PATIENT }

function placeWith(tables: PretendTables) {
  return base.extend<{ place: RowsFixture }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    place: async ({}, use) => {
      await using service = await endpoint(pretendTables(tables))
      const handles: Rows[] = []
      await use({
        open: async () => {
          const rows = await azureTablesRows(settings(service.at), options)
          handles.push(rows)
          return rows
        },
      })
      for (const rows of handles) await rows.close()
    },
  })
}

describe('azureTablesRows() as Rows', () => rowsConformance(placeWith({})))

// The service may end a page before it has as many rows as were asked for.
describe('list() of short pages', () => listConformance(placeWith({ page: 7 })))

base('tables of one account are kept apart; the one without a name is perimeter', async () => {
  await using service = await endpoint(pretendTables())
  const tables = [{}, { table: 'other' }, { table: 'perimeter' }]
  const opened = await Promise.all(
    tables.map((table) => azureTablesRows({ ...settings(service.at), ...table }, options)),
  )
  await opened[0]?.commit('p', [put('a', { n: 1 })])
  const found = await Promise.all(opened.map((rows) => rows.get('p', 'a')))
  expect(found.map((row) => row?.cells['n'])).toEqual([1, undefined, 1])
  for (const rows of opened) await rows.close()
})

base(
  'the table is made by the first write that misses it, by no read and never again',
  async () => {
    await using service = await endpoint(pretendTables())
    const rows = await azureTablesRows(settings(service.at), options)
    expect(await rows.get('p', 'a')).toBeNull()
    expect(await rows.list('p', { from: '', to: '~', limit: 9 })).toEqual([])
    await rows.commit('p', [put('a', { n: 1 }), put('b', { n: 1 })])
    await rows.commit('p', [put('a', { n: 2 })])
    await rows.close()
    const asked = service.asked.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)
    expect(asked).toEqual([
      "GET /one/perimeter(PartitionKey='p',RowKey='a')",
      'GET /one/perimeter()',
      'POST /one/$batch',
      'POST /one/Tables',
      'POST /one/$batch',
      "PUT /one/perimeter(PartitionKey='p',RowKey='a')",
    ])
  },
)

base('openAzureTables() keeps reports there, until it is closed', async () => {
  await using service = await endpoint(pretendTables())
  const store = await openAzureTables(settings(service.at), options)
  const report = sample([])
  expect(await store.append(report)).toBe('stored')
  expect(await store.get(report.id)).toEqual(report)
  await store.close()
  await expect(store.get(report.id)).rejects.toThrow('it was closed')
})
