import { azureRegion } from './azure-clouds.ts'
import { optional, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const ASK = 'Regions have several; the page of the vendor has those of each'

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('control-plane', 'https://{workspaceRegion}.azuredatabricks.net/', 'cluster', 'databricks-network', { note: ASK }),
  row('relay', 'https://{item}/', 'cluster', 'databricks-network', { each: 'relays', note: 'Secure cluster connectivity; it must not be inspected', expect: { tls: { inspected: 'never' } } }),
  row('relay-region', 'https://tunnel.{region}.azuredatabricks.net/', 'cluster', 'databricks-network', { expect: { tls: { inspected: 'never' } }, ...optional(`Secure cluster connectivity; ${ASK.toLowerCase()}: give relays`) }),
  row('artifacts', 'https://{item}.blob.core.windows.net/', 'cluster', 'databricks-network', { each: 'artifactAccounts', note: 'Images of the runtime' }),
  row('logs', 'https://{item}.blob.core.windows.net/', 'logs', 'databricks-network', { each: 'logAccounts' }),
  row('metastore', 'mysql://{item}:3306', 'metastore', 'databricks-network', { each: 'metastores', ...optional('The legacy Hive metastore; not with Unity Catalog alone') }),
  row('events', 'tls://{item}:9093', 'logs', 'databricks-network', { each: 'eventHubs' }),
  row('root', 'https://{item}.dfs.core.windows.net/', 'storage', 'databricks-routes', { each: 'storageAccounts', private: {}, note: 'Workspace storage account, and accounts of external locations' }),
  row('root-blob', 'https://{item}.blob.core.windows.net/', 'storage', 'databricks-routes', { each: 'storageAccounts', private: {} }),
  row('entra', 'https://login.microsoftonline.com/', 'storage', 'databricks-routes', optional('When clusters sign in to other resources of Azure')),
]

/** What the clusters of a Databricks workspace in your own network call. */
export const azureDatabricks = {
  name: 'azure-databricks',
  version: '2026-11-30',
  title: 'Azure Databricks: clusters in your own network (VNet injection)',
  about:
    'What clusters call from their subnets, or from one routed alike. Hosts differ by region and a region has several: take them from the vendor’s page of IP addresses and domains. Private endpoints of the workspace itself are in azure-private-endpoints. Package registries that libraries come from are yours to add under targets.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    region: azureRegion('workspace'),
    workspaceRegion: { type: 'string', required: false, default: '{region}', pattern: '[a-z0-9-]+', example: 'japaneast', describe: 'First label of the control plane, where it is not the region: eastus-c3' },
    relays: { type: 'list', required: false, default: [], pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)*\\.azuredatabricks\\.net', example: 'tunnel.westeuropec2.azuredatabricks.net', describe: 'Hosts of the secure cluster connectivity relay of the region' },
    artifactAccounts: { type: 'list', required: false, default: [], pattern: '[a-z0-9]{3,24}', example: 'dbartifactsprodseap', describe: 'Storage accounts of runtime images of the region' },
    logAccounts: { type: 'list', required: false, default: [], pattern: '[a-z0-9]{3,24}', example: 'dblogprodseasia', describe: 'Storage accounts of logs of the region' },
    metastores: { type: 'list', required: false, default: [], pattern: '[a-z0-9-]+\\.mysql\\.database\\.azure\\.com', example: 'consolidated-westeurope-prod-metastore.mysql.database.azure.com', describe: 'Hosts of the legacy metastore of the region' },
    eventHubs: { type: 'list', required: false, default: [], pattern: '[a-z0-9-]+\\.servicebus\\.windows\\.net', example: 'prod-westeurope-observabilityeventhubs.servicebus.windows.net', describe: 'Event Hubs that clusters log to, of the region' },
    storageAccounts: { type: 'list', required: false, default: [], pattern: '[a-z0-9]{3,24}', example: 'dbstorageorders', describe: 'The workspace storage account and those of external locations' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'cluster', name: 'Clusters start', symptom: 'A cluster ends with a bootstrap timeout or NPIP tunnel setup failure', quotes: ['NPIP_TUNNEL_SETUP_FAILURE', 'BOOTSTRAP_TIMEOUT'] },
    { id: 'metastore', name: 'The legacy metastore answers', symptom: 'Queries of hive_metastore hang or say that the metastore is down', quotes: ['METASTORE_DOWN'] },
    { id: 'storage', name: 'The workspace’s storage and external locations answer', symptom: 'DBFS is down, or reads and writes of tables time out', quotes: ['DBFS_DOWN'] },
    { id: 'logs', name: 'Logs and metrics of clusters arrive', symptom: 'Cluster logs and metrics are missing' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
