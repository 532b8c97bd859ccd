import { refusedFile } from '../runtime/plan-file.ts'
import type { Config } from '../shared/config/schema.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Environment } from '../shared/document/environment.ts'

/**
 * The longest that any function of this app may run, in ms: `functionTimeout` of host.json, which every plan allows
 * (Consumption at most, others by default three times as long).
 * https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout
 */
export const FUNCTION_TIMEOUT = 10 * 60_000

/**
 * Where reports are kept: where the configuration says, else in Azure Tables: of the account PERIMETER_STORE_ACCOUNT,
 * or of the host’s own storage. Throws RefusedConfigError when the environment names none.
 */
export function storeSettings(config: Config, env: Environment): StoreSettings {
  if (config.store !== null) return config.store
  const { PERIMETER_STORE_ACCOUNT, AzureWebJobsStorage: connectionString } = env
  if (PERIMETER_STORE_ACCOUNT) return tables({ account: PERIMETER_STORE_ACCOUNT })
  const endpoint = env['AzureWebJobsStorage__tableServiceUri']
  if (endpoint) return tables({ endpoint })
  const account = env['AzureWebJobsStorage__accountName']
  if (account) return tables({ account })
  if (connectionString) return tables({ connectionString })
  throw refusedFile(
    'the app settings',
    'No store is named: neither `store` in the configuration nor PERIMETER_STORE_ACCOUNT nor AzureWebJobsStorage is set',
    'Set PERIMETER_STORE_ACCOUNT to the name of the storage account that keeps the results',
  )
}

type Tables = Extract<StoreSettings, { kind: 'azureTables' }>

function tables(settings: Tables['settings']): Tables {
  return { kind: 'azureTables', settings }
}
