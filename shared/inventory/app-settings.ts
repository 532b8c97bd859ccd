import { hostIn } from './host-in.ts'
import { isObject, listAt, textAt, valueAt } from './lookup.ts'
import type { FoundCatalog } from './part.ts'

/**
 * The services that the settings of a function app name, as parameters of its catalog. Nothing else is read of settings:
 * they hold secrets. https://learn.microsoft.com/azure/app-service/app-service-key-vault-references,
 * https://learn.microsoft.com/azure/app-service/app-service-configuration-references and
 * https://learn.microsoft.com/azure/azure-functions/functions-app-settings
 */
export function namedInSettings(
  facts: unknown,
): Readonly<Record<string, FoundCatalog['with'][string] | null>> {
  const settings = settingsOf(facts)
  const values = [...settings.values()]
  const insights = settings.get('APPLICATIONINSIGHTS_CONNECTION_STRING') ?? ''
  return {
    storageAccount: account(settings, 'AzureWebJobsStorage'),
    contentAccount: account(settings, 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING'),
    vaults: namesIn(values, VAULT),
    configurationStores: namesIn(values, STORE),
    ingestionHost: partOf(insights, 'IngestionEndpoint'),
    liveHost: partOf(insights, 'LiveEndpoint'),
  }
}

const VAULT =
  /^@Microsoft\.KeyVault\((?:.*;)?\s*(?:SecretUri=https:\/\/|VaultName=)([A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9])(?=[.;)])/i
const STORE =
  /^@Microsoft\.AppConfiguration\((?:.*;)?\s*Endpoint=https:\/\/([A-Za-z0-9-]{5,50})\.azconfig\./i

function namesIn(values: readonly string[], pattern: RegExp): readonly string[] {
  const names = values.flatMap((value) => pattern.exec(value)?.[1]?.toLowerCase() ?? [])
  return [...new Set(names)].sort()
}

/** Terraform has an object, Resource Manager a list of names and values. */
function settingsOf(facts: unknown): ReadonlyMap<string, string> {
  const given = valueAt(facts, 'app_settings')
  const pairs = isObject(given)
    ? Object.entries(given)
    : listAt(facts, 'siteConfig.appSettings').map((one) => [
        textAt(one, 'name'),
        textAt(one, 'value'),
      ])
  return new Map(
    pairs.flatMap(([name, value]): [string, string][] =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

/** By a connection string, or by its name beside an identity. */
function account(settings: ReadonlyMap<string, string>, key: string): string | null {
  const connection = /(?:^|;)AccountName=([^;]+)/i.exec(settings.get(key) ?? '')?.[1]
  const name = connection ?? settings.get(`${key}__accountName`) ?? ''
  return /^[a-z0-9]{3,24}$/.test(name) ? name : null
}

function partOf(connection: string, key: string): string | null {
  return hostIn(new RegExp(`(?:^|;)${key}=(https://[^;/]+)`, 'i').exec(connection)?.[1] ?? null)
}
