import path from 'node:path'
import { expect, test } from 'vitest'
import { readInventory } from '../../../shared/inventory/read.ts'

/** Types of Resource Manager with an endpoint of their own, and what azurerm calls them. */
const TYPES: readonly (readonly [type: string, ...terraform: readonly string[]])[] = [
  ['Microsoft.KeyVault/vaults', 'key_vault'],
  ['Microsoft.KeyVault/managedHSMs', 'key_vault_managed_hardware_security_module'],
  ['Microsoft.AppConfiguration/configurationStores', 'app_configuration'],
  ['Microsoft.Storage/storageAccounts', 'storage_account'],
  ['Microsoft.Sql/servers', 'mssql_server', 'sql_server'],
  ['Microsoft.Sql/managedInstances', 'mssql_managed_instance'],
  ['Microsoft.DBforPostgreSQL/flexibleServers', 'postgresql_flexible_server'],
  ['Microsoft.DBforPostgreSQL/servers', 'postgresql_server'],
  ['Microsoft.DBforMySQL/flexibleServers', 'mysql_flexible_server'],
  ['Microsoft.DBforMySQL/servers', 'mysql_server'],
  ['Microsoft.DocumentDB/databaseAccounts', 'cosmosdb_account'],
  ['Microsoft.DocumentDB/mongoClusters', 'mongo_cluster'],
  ['Microsoft.Cache/Redis', 'redis_cache'],
  ['Microsoft.Cache/redisEnterprise', 'managed_redis', 'redis_enterprise_cluster'],
  ['Microsoft.ServiceBus/namespaces', 'servicebus_namespace'],
  ['Microsoft.EventHub/namespaces', 'eventhub_namespace'],
  ['Microsoft.Relay/namespaces', 'relay_namespace'],
  ['Microsoft.EventGrid/topics', 'eventgrid_topic'],
  ['Microsoft.EventGrid/domains', 'eventgrid_domain'],
  ['Microsoft.SignalRService/SignalR', 'signalr_service'],
  ['Microsoft.SignalRService/webPubSub', 'web_pubsub'],
  ['Microsoft.Search/searchServices', 'search_service'],
  ['Microsoft.CognitiveServices/accounts', 'cognitive_account', 'ai_services'],
  ['Microsoft.MachineLearningServices/workspaces', 'machine_learning_workspace'],
  ['Microsoft.Synapse/workspaces', 'synapse_workspace'],
  ['Microsoft.Databricks/workspaces', 'databricks_workspace'],
  ['Microsoft.Kusto/clusters', 'kusto_cluster'],
  ['Microsoft.ApiManagement/service', 'api_management'],
  ['Microsoft.Web/sites', 'linux_web_app', 'windows_web_app', 'app_service'],
  ['Microsoft.Web/staticSites', 'static_web_app', 'static_site'],
  ['Microsoft.App/containerApps', 'container_app'],
  ['Microsoft.Devices/IotHubs', 'iothub'],
  ['Microsoft.Devices/provisioningServices', 'iothub_dps'],
  ['Microsoft.Batch/batchAccounts', 'batch_account'],
  ['Microsoft.DigitalTwins/digitalTwinsInstances', 'digital_twins_instance'],
  ['Microsoft.Cdn/profiles/afdEndpoints', 'cdn_frontdoor_endpoint'],
  ['Microsoft.Purview/accounts', 'purview_account'],
  ['Microsoft.Dashboard/grafana', 'dashboard_grafana'],
]

/** Every property that holds a host of some type, each with a host that names it. */
const HOSTS: Readonly<Record<string, unknown>> = {
  ...said('vaultUri', 'hsmUri', 'endpoint', 'fullyQualifiedDomainName', 'fqdn', 'hostName'),
  ...said('documentEndpoint', 'serviceBusEndpoint', 'discoveryUrl', 'workspaceUrl', 'uri'),
  ...said('gatewayUrl', 'defaultHostName', 'serviceOperationsHostName', 'accountEndpoint'),
  ...said('dataIngestionUri', 'nodeManagementEndpoint'),
  customDomains: ['www.at.example'],
  primaryEndpoints: said('blob', 'file'),
  connectivityEndpoints: said('sql', 'sqlOnDemand', 'dev', 'web'),
  configuration: { ingress: said('fqdn') },
  endpoints: said('catalog', 'scan'),
}

/** The attributes of azurerm that do not follow these names. */
const ATTRIBUTES: Readonly<Record<string, unknown>> = {
  ...said('fqdn', 'endpoint', 'hostname', 'default_hostname'),
  ...said('primary_blob_endpoint', 'catalog_endpoint', 'workspace_url', 'vault_uri'),
  ingress: [said('fqdn')],
}

function said(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [name, `https://${name.toLowerCase().replace(/_/g, '-')}.at.example/`]),
  )
}

function found(document: unknown): string {
  const read = readInventory(JSON.stringify(document), null)?.found
  const targets = read?.targets.map(
    ({ url, what, isPrivate }) => `${url} ${isPrivate ? 'private ' : ''}(${what})`,
  )
  return [...(targets ?? []), ...(read?.notes ?? []), ...(read?.unknown ?? [])].join(' | ')
}

function ofManager(type: string, properties: unknown, location = 'japaneast'): string {
  return found([{ type, name: 'One', location, properties }])
}

function ofState(type: string, attributes: unknown): string {
  const instances = [{ attributes }]
  return found({ terraform_version: '1.9.0', resources: [{ type: `azurerm_${type}`, instances }] })
}

function told([type, ...terraform]: (typeof TYPES)[number]): readonly string[] {
  return [
    type,
    `  with all properties: ${ofManager(type, HOSTS)}`,
    ...['japaneast', 'usgovvirginia', 'usdodcentral', 'chinaeast2', 'global'].map(
      (location) => `  by its name, ${location}: ${ofManager(type, {}, location)}`,
    ),
    ...terraform.map((word) => {
      const attributes = { name: 'One', location: 'Japan East', ...ATTRIBUTES }
      return `  azurerm_${word}: ${ofState(word, attributes)}`
    }),
  ]
}

test('the endpoint of each type of resource, wherever its host stands', async () => {
  await expect(`${TYPES.flatMap(told).join('\n')}\n`).toMatchFileSnapshot(
    path.join(import.meta.dirname, 'told', 'azure-kinds.txt'),
  )
})
