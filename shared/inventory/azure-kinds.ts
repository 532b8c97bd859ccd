/** A type of resource with endpoints of its own. */
export interface AzureKind {
  /** As Resource Manager has it, in small letters. */
  readonly type: string
  /** The types of Terraform's provider azurerm that make one. */
  readonly terraform: readonly string[]
  /** What people call it. */
  readonly name: string
  /** Where its host names or URLs stand; the first that is there counts, unless `every`. */
  readonly hosts: readonly string[]
  /** Whether each of `hosts` is an endpoint. */
  readonly every: boolean
  /** Whether it has no public address at all, whatever its settings say. */
  readonly isInside: boolean
}

type Row = readonly [
  type: string,
  terraform: string,
  name: string,
  hosts: string,
  trait?: 'every' | 'inside',
]

/**
 * Types, with the paths of their hosts in Resource Manager's own spelling, which Terraform's attributes follow; where
 * they do not, its attribute stands behind. Without a path the host is built from the name. Sources:
 * https://learn.microsoft.com/azure/templates and https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
// biome-ignore format: one type a line
const ROWS: readonly Row[] = [
  ['microsoft.keyvault/vaults', 'key_vault', 'Key Vault', 'vaultUri'],
  ['microsoft.keyvault/managedhsms', 'key_vault_managed_hardware_security_module', 'Managed HSM', 'hsmUri'],
  ['microsoft.appconfiguration/configurationstores', 'app_configuration', 'App Configuration', 'endpoint'],
  ['microsoft.storage/storageaccounts', 'storage_account', 'storage account', 'primaryEndpoints.blob primary_blob_endpoint'],
  ['microsoft.sql/servers', 'mssql_server sql_server', 'SQL server', 'fullyQualifiedDomainName'],
  ['microsoft.sql/managedinstances', 'mssql_managed_instance', 'SQL managed instance', 'fullyQualifiedDomainName fqdn', 'inside'],
  ['microsoft.dbforpostgresql/flexibleservers', 'postgresql_flexible_server', 'PostgreSQL flexible server', 'fullyQualifiedDomainName fqdn'],
  ['microsoft.dbforpostgresql/servers', 'postgresql_server', 'PostgreSQL server', 'fullyQualifiedDomainName fqdn'],
  ['microsoft.dbformysql/flexibleservers', 'mysql_flexible_server', 'MySQL flexible server', 'fullyQualifiedDomainName fqdn'],
  ['microsoft.dbformysql/servers', 'mysql_server', 'MySQL server', 'fullyQualifiedDomainName fqdn'],
  ['microsoft.documentdb/databaseaccounts', 'cosmosdb_account', 'Cosmos DB account', 'documentEndpoint endpoint'],
  ['microsoft.documentdb/mongoclusters', 'mongo_cluster', 'Cosmos DB for MongoDB cluster', ''],
  ['microsoft.cache/redis', 'redis_cache', 'Cache for Redis', 'hostName hostname'],
  ['microsoft.cache/redisenterprise', 'managed_redis redis_enterprise_cluster', 'Managed Redis', 'hostName hostname'],
  ['microsoft.servicebus/namespaces', 'servicebus_namespace', 'Service Bus namespace', 'serviceBusEndpoint endpoint'],
  ['microsoft.eventhub/namespaces', 'eventhub_namespace', 'Event Hubs namespace', 'serviceBusEndpoint'],
  ['microsoft.relay/namespaces', 'relay_namespace', 'Relay namespace', 'serviceBusEndpoint'],
  ['microsoft.eventgrid/topics', 'eventgrid_topic', 'Event Grid topic', 'endpoint'],
  ['microsoft.eventgrid/domains', 'eventgrid_domain', 'Event Grid domain', 'endpoint'],
  ['microsoft.signalrservice/signalr', 'signalr_service', 'SignalR service', 'hostName hostname'],
  ['microsoft.signalrservice/webpubsub', 'web_pubsub', 'Web PubSub', 'hostName hostname'],
  ['microsoft.search/searchservices', 'search_service', 'AI Search', ''],
  ['microsoft.cognitiveservices/accounts', 'cognitive_account ai_services', 'AI services account', 'endpoint'],
  ['microsoft.machinelearningservices/workspaces', 'machine_learning_workspace', 'Machine Learning workspace', 'discoveryUrl'],
  ['microsoft.synapse/workspaces', 'synapse_workspace', 'Synapse workspace', 'connectivityEndpoints.sql connectivityEndpoints.sqlOnDemand connectivityEndpoints.dev', 'every'],
  ['microsoft.databricks/workspaces', 'databricks_workspace', 'Databricks workspace', 'workspaceUrl'],
  ['microsoft.kusto/clusters', 'kusto_cluster', 'Data Explorer cluster', 'uri dataIngestionUri', 'every'],
  ['microsoft.apimanagement/service', 'api_management', 'API Management', 'gatewayUrl'],
  ['microsoft.web/sites', 'linux_web_app windows_web_app app_service', 'web app', 'defaultHostName defaultHostname'],
  ['microsoft.web/staticsites', 'static_web_app static_site', 'static web app', 'defaultHostname defaultHostName customDomains', 'every'],
  ['microsoft.app/containerapps', 'container_app', 'container app', 'configuration.ingress.fqdn ingress.fqdn'],
  ['microsoft.devices/iothubs', 'iothub', 'IoT Hub', 'hostName hostname'],
  ['microsoft.devices/provisioningservices', 'iothub_dps', 'IoT device provisioning', 'serviceOperationsHostName'],
  ['microsoft.batch/batchaccounts', 'batch_account', 'Batch account', 'accountEndpoint nodeManagementEndpoint', 'every'],
  ['microsoft.digitaltwins/digitaltwinsinstances', 'digital_twins_instance', 'Digital Twins', 'hostName'],
  ['microsoft.cdn/profiles/afdendpoints', 'cdn_frontdoor_endpoint', 'Front Door endpoint', 'hostName'],
  ['microsoft.purview/accounts', 'purview_account', 'Purview account', 'endpoints.catalog catalog_endpoint'],
  ['microsoft.dashboard/grafana', 'dashboard_grafana', 'Managed Grafana', 'endpoint'],
]

const KINDS: ReadonlyMap<string, AzureKind> = new Map(
  ROWS.map(([type, terraform, name, hosts, trait]) => [
    type,
    {
      ...{ type, name, every: trait === 'every', isInside: trait === 'inside' },
      terraform: words(terraform).map((word) => `azurerm_${word}`),
      hosts: words(hosts),
    },
  ]),
)

/** The kind that a type of Resource Manager is; null for one that is not known. */
export function azureKind(type: string): AzureKind | null {
  return KINDS.get(type.toLowerCase()) ?? null
}

/** Types of azurerm that need code of their own, by the type of Resource Manager that they make. */
const BY_CODE: Readonly<Record<string, string>> = {
  azurerm_private_endpoint: 'microsoft.network/privateendpoints',
  azurerm_private_dns_a_record: 'microsoft.network/privatednszones/a',
  azurerm_private_dns_resolver_inbound_endpoint: 'microsoft.network/dnsresolvers/inboundendpoints',
  azurerm_virtual_network: 'microsoft.network/virtualnetworks',
  azurerm_container_registry: 'microsoft.containerregistry/registries',
  azurerm_container_app_environment: 'microsoft.app/managedenvironments',
  azurerm_linux_function_app: 'microsoft.web/sites',
  azurerm_windows_function_app: 'microsoft.web/sites',
  azurerm_function_app_flex_consumption: 'microsoft.web/sites',
  azurerm_function_app: 'microsoft.web/sites',
  azurerm_kubernetes_cluster: 'microsoft.containerservice/managedclusters',
  azurerm_application_insights: 'microsoft.insights/components',
  azurerm_log_analytics_workspace: 'microsoft.operationalinsights/workspaces',
  azurerm_monitor_data_collection_endpoint: 'microsoft.insights/datacollectionendpoints',
  azurerm_arc_machine: 'microsoft.hybridcompute/machines',
  azurerm_arc_kubernetes_cluster: 'microsoft.kubernetes/connectedclusters',
}

/** The type of Resource Manager that a type of azurerm makes; null for one that is not known. */
export function typeOfTerraform(type: string): string | null {
  if (Object.hasOwn(BY_CODE, type)) return BY_CODE[type] ?? null
  for (const kind of KINDS.values()) if (kind.terraform.includes(type)) return kind.type
  return null
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '')
}
