import type { Need } from './need.ts'

/** Service tags that hold the addresses behind a name. */
export interface TagRow {
  /** Suffixes of names, separated by spaces; the suffix itself counts, too. */
  readonly suffixes: string
  readonly tags: readonly string[]
  /** Ports that clients go on to at any address of the tag, after the port that is asked for. */
  readonly onTo?: { readonly after: number; readonly port: number; readonly to: number }
}

const WHOLE = 'The tag holds the addresses of all customers of the service'

/** What is to be known of a tag before it is allowed. */
const NOTES: Readonly<Record<string, string>> = {
  AzureArcInfrastructure:
    'The whole tag, not a regional one: its global parts are in no region, and Government and China need the tag of the public cloud',
  Sql: 'The policy Redirect, the default from inside Azure, leads from the gateway on to any address of the tag: 11000-11999',
  AzureContainerRegistry: WHOLE,
  Storage: WHOLE,
  AzureKeyVault: WHOLE,
  AzureCosmosDB: `${WHOLE}. SDKs in the connection mode Direct go on to its ports 10000-20000`,
  ServiceBus: 'Of a namespace of Service Bus; one of Event Hubs needs the rule for EventHub alone',
  EventHub: 'Of a namespace of Event Hubs; one of Service Bus needs the rule for ServiceBus alone',
  AppConfiguration: WHOLE,
  AppService:
    'The tag holds the addresses of all apps but those with one of their own (IP-based TLS)',
}

/**
 * What the pages of Azure Arc (2026-04-01), Azure Monitor (2025-07-01), Container Registry (2026-06-15) and Microsoft
 * Container Registry say of tags, and for other services learn.microsoft.com/azure/virtual-network/service-tags-overview;
 * of ports Azure SQL’s connectivity architecture (2026-11-22) and learn.microsoft.com/azure/cosmos-db/sdk-connection-modes.
 * The first row that fits decides.
 */
// biome-ignore format: one row a line
const ROWS: readonly TagRow[] = [
  { suffixes: 'login.microsoftonline.com login.microsoft.com login.windows.net pas.windows.net login.microsoftonline.us pasff.usgovcloudapi.net login.chinacloudapi.cn login.partner.chinacloudapi.cn pas.chinacloudapi.cn', tags: ['AzureActiveDirectory'] },
  { suffixes: 'management.azure.com management.usgovcloudapi.net management.chinacloudapi.cn', tags: ['AzureResourceManager'] },
  { suffixes: 'gw.arc.azure.com', tags: ['AzureFrontDoor.Frontend'] },
  { suffixes: 'his.arc.azure.com guestconfiguration.azure.com guestnotificationservice.azure.com his.arc.azure.us guestconfiguration.azure.us his.arc.azure.cn guestconfiguration.azure.cn guestnotificationservice.azure.cn', tags: ['AzureArcInfrastructure', 'AzureTrafficManager', 'AzureFrontDoor.Frontend'] },
  { suffixes: 'database.windows.net database.usgovcloudapi.net database.chinacloudapi.cn', tags: ['Sql'], onTo: { after: 1433, port: 11000, to: 11999 } },
  { suffixes: 'waconazure.com', tags: ['WindowsAdminCenter'] },
  { suffixes: 'mcr.microsoft.com', tags: ['MicrosoftContainerRegistry', 'AzureFrontDoor.FirstParty'] },
  { suffixes: 'data.azurecr.io data.azurecr.us', tags: ['AzureContainerRegistry', 'Storage'] },
  { suffixes: 'azurecr.io azurecr.us', tags: ['AzureContainerRegistry'] },
  { suffixes: ['blob', 'queue', 'table', 'file', 'dfs', 'web'].flatMap((part) => ['core.windows.net', 'core.usgovcloudapi.net', 'core.chinacloudapi.cn'].map((end) => `${part}.${end}`)).join(' '), tags: ['Storage'] },
  { suffixes: 'vault.azure.net vault.usgovcloudapi.net vault.azure.cn', tags: ['AzureKeyVault'] },
  { suffixes: 'documents.azure.com documents.azure.us documents.azure.cn', tags: ['AzureCosmosDB'] },
  { suffixes: 'servicebus.windows.net servicebus.usgovcloudapi.net servicebus.chinacloudapi.cn', tags: ['ServiceBus', 'EventHub'] },
  { suffixes: 'azconfig.io azconfig.azure.us azconfig.azure.cn', tags: ['AppConfiguration'] },
  { suffixes: 'azurewebsites.net azurewebsites.us chinacloudsites.cn', tags: ['AppService'] },
  { suffixes: 'monitor.azure.com applicationinsights.azure.com applicationinsights.microsoft.com applicationinsights.us applicationinsights.azure.cn services.visualstudio.com monitoring.azure.com ods.opinsights.azure.com oms.opinsights.azure.com ods.opinsights.azure.us', tags: ['AzureMonitor'] },
]

/** Arc’s namespaces of Azure Relay: under the suffix of Service Bus, and which tag holds them is not documented. */
const RELAY = /^azgn[^.]*\.servicebus\./

/** The tags for a name or wildcard; null when none is documented. */
export function tagsFor(host: string): TagRow | null {
  if (RELAY.test(host)) return null
  const name = host.replace(/^[^.]*\*\./, '')
  const fits = (suffix: string) => name === suffix || name.endsWith(`.${suffix}`)
  return ROWS.find(({ suffixes }) => suffixes.split(' ').some(fits)) ?? null
}

/** What is to be known of a tag; null when there is nothing. */
export function noteOfTag(tag: string): string | null {
  return NOTES[tag] ?? null
}

/** The tag and its ports that clients of a public name are led on to, which no rule for the name would hold; or null. */
export function ledOnTo({
  kind,
  leads,
  action,
  host,
  port,
}: Pick<Need, 'kind' | 'leads' | 'action' | 'host' | 'port'>): LedOnTo | null {
  if (kind !== 'name' || leads !== 'public' || action === 'deny') return null
  const row = tagsFor(host)
  const [tag] = row?.tags ?? []
  if (tag === undefined || row?.onTo?.after !== port) return null
  return { tag, port: row.onTo.port, to: row.onTo.to }
}

interface LedOnTo {
  readonly tag: string
  readonly port: number
  readonly to: number
}

/** Every tag that rows name. */
export const SERVICE_TAG_NAMES: readonly string[] = [...new Set(ROWS.flatMap(({ tags }) => tags))]
