import { TableClient } from '@azure/data-tables'
import { test as base } from 'vitest'
import { type AzureTablesOptions, azureTablesRows } from '../../../stores/azure-tables/rows.ts'
import type { Rows } from '../../../stores/rows/port.ts'
import {
  type Azurite,
  azuriteMissing,
  connectionString,
  freshTable,
  startAzurite,
} from '../azurite.ts'

/** Null where the tests can run. */
export const missing = azuriteMissing()

/** A new, empty table. */
export interface TablePlace {
  readonly name: string
  /** The same place by the account’s key, directly or through another port. */
  readonly settings: (port?: number) => {
    readonly connectionString: string
    readonly table: string
  }
  readonly remove: () => Promise<void>
  readonly open: (options?: AzureTablesOptions & { readonly port?: number }) => Promise<Rows>
}

/** One Azurite a file, one table a test. */
export const test = base.extend<{ azurite: Azurite; table: TablePlace }>({
  azurite: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
    async ({}, use) => {
      await using azurite = await startAzurite()
      await use(azurite)
    },
    { scope: 'file' },
  ],
  table: async ({ azurite }, use) => {
    const name = freshTable()
    const settings = (port = azurite.port) => ({
      connectionString: connectionString(port),
      table: name,
    })
    const handles: Rows[] = []
    await use({
      name,
      settings,
      remove: async () => {
        const { connectionString: text } = settings()
        const client = TableClient.fromConnectionString(text, name, {
          allowInsecureConnection: true,
        })
        await client.deleteTable()
      },
      open: async ({ port, ...options } = {}) => {
        const rows = await azureTablesRows(settings(port), options)
        handles.push(rows)
        return rows
      },
    })
    for (const rows of handles) await rows.close()
  },
})
