import type { AzureTablesSettings } from '../../shared/config/store.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { type RowsStoreOptions, rowsStore } from '../rows/store.ts'
import { type AzureTablesOptions, azureTablesRows } from './rows.ts'

/**
 * Opens the results store in a table of a storage account. It does not fail because the account is unreachable: the
 * network is not touched before the first call. Throws StoreError for settings that cannot be used.
 */
export async function openAzureTables(
  settings: AzureTablesSettings,
  options: AzureTablesOptions & RowsStoreOptions = {},
): Promise<ResultsStore> {
  return rowsStore(await azureTablesRows(settings, options), options)
}
