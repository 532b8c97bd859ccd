import { CLOUD, cloudLookups } from './azure-clouds.ts'
import { type More, optional, row, type SourceKey, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow, Parameter } from './catalog.ts'

const endpoints: readonly EndpointRow[] = [
  service('hosts', 'https://{item}/', 'zones', { companions: true }),
  service('sql', 'sqlserver://{item}:1433', 'sql', {
    when: { sqlPolicy: ['default', 'proxy'] },
    note: 'Also a managed instance, whose private endpoints know the policy Proxy only',
  }),
  service('sql-redirect', 'sqlserver://{item}:1433', 'sql-private', {
    each: 'sql',
    when: { sqlPolicy: ['redirect'] },
    furtherPorts: '1433-65535',
    note: 'The gateway sends clients on to any port above 1433 of the same endpoint; an answer at 1433 proves the first leg',
  }),
  service('postgres', 'postgres://{item}:5432', 'postgres'),
  service('mysql', 'mysql://{item}:3306', 'zones', optional('The port is unverified')),
  service('mongo', 'tls://{item}:10255', 'cosmos'),
  service('cassandra', 'tls://{item}:10350', 'cosmos'),
  service('redis', 'tls://{item}:6380', 'redis'),
  service('managed-redis', 'tls://{item}:10000', 'managed-redis', { each: 'managedRedis' }),
  service('amqp', 'tls://{item}:5671', 'service-bus'),
  service('amqp-websockets', 'https://{item}/', 'service-bus', {
    each: 'amqp',
    ...optional('Clients that use AMQP over WebSockets or HTTPS'),
  }),
  service('kafka', 'tls://{item}:9093', 'kafka'),
  service('smb', 'tcp://{item}:445', 'routing'),
  service('lake-dfs', 'https://{item}.dfs.{storageSuffix}/', 'lake', { each: 'lakes' }),
  service('lake-blob', 'https://{item}.blob.{storageSuffix}/', 'lake', {
    each: 'lakes',
    note: 'Clients of a data lake list by dfs and read by blob: two sub-resources, two private endpoints',
  }),
  one('cosmos-account', 'https://{cosmosAccount}.{cosmosSuffix}/', 'cosmos-private', {
    note: 'In direct mode clients go on to ports 10000-20000, over a private endpoint to any port',
  }),
  service('cosmos-region', 'https://{cosmosAccount}-{item}.{cosmosSuffix}/', 'cosmos-private', {
    each: 'cosmosRegions',
    note: 'Clients read the regions from the account and call these names',
  }),
  service('synapse-sql', 'sqlserver://{item}.sql.{synapseSuffix}:1433', 'synapse', {
    each: 'synapse',
  }),
  service('synapse-on-demand', 'sqlserver://{item}-ondemand.sql.{synapseSuffix}:1433', 'synapse', {
    each: 'synapse',
  }),
  service('synapse-dev', 'https://{item}.dev.{synapseSuffix}/', 'synapse', { each: 'synapse' }),
  one('databricks-workspace', 'https://{databricks}.{databricksSuffix}/', 'databricks'),
  one(
    'databricks-relay',
    'tcp://{databricks}.{databricksSuffix}:6666',
    'databricks',
    optional('Secure cluster connectivity relay, for clusters in the network'),
  ),
  service('databricks-login', 'https://{item}.pl-auth.{databricksSuffix}/', 'databricks', {
    each: 'databricksLogins',
    note: 'Sign-in in the browser: the sub-resource browser_authentication, one endpoint a region',
  }),
]

/** A row of a service that is given by one parameter. */
function one(id: string, url: string, from: SourceKey, more: More = {}): EndpointRow {
  const wanted = { private: {}, expect: { resolution: 'private' as const } }
  return row(id, url, 'private', from, { ...wanted, ...more })
}

/** A row for each host of the list that has its id. */
function service(id: string, url: string, from: SourceKey, more: More = {}): EndpointRow {
  const wanted = { private: {}, expect: { resolution: 'private' as const } }
  return row(id, url, 'private', from, { ...wanted, each: id, ...more })
}

function list(example: string, describe: string): Parameter {
  return {
    type: 'list',
    required: false,
    default: [],
    format: 'private-endpoint',
    example,
    describe,
  }
}

/** Names of resources or regions, from which host names are built. */
function names(example: string, describe: string): Parameter {
  return { type: 'list', required: false, default: [], pattern: '[a-z0-9-]+', example, describe }
}

/** Azure services by host name, each behind a private endpoint. */
export const azurePrivateEndpoints = {
  name: 'azure-private-endpoints',
  version: '2026-11-29',
  title: 'Azure services behind private endpoints, by host name',
  about:
    'Each host must resolve to a private address, from the zone that Private Link’s table of three clouds has for it, and answer there. A host that the table does not know is refused. Write the public name: a name in a privatelink zone fails the certificate.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: { ...CLOUD, describe: 'Azure cloud of the names that are built from parameters, as az cloud list names it' },
    hosts: list('kv-orders.vault.azure.net', 'Services that speak HTTPS, by full host name; names that must be private with one (blob with dfs, scm with a site) are added'),
    sql: list('orders.database.windows.net', 'SQL Database and managed instances (1433)'),
    sqlPolicy: { type: 'choice', required: false, default: 'default', values: ['default', 'proxy', 'redirect'], describe: 'Connection policy of the SQL servers: default is Proxy over a private endpoint; with redirect the rules open 1433-65535 to it' },
    postgres: list('orders.postgres.database.azure.com', 'PostgreSQL (5432)'),
    mysql: list('orders.mysql.database.azure.com', 'MySQL (3306)'),
    mongo: list('orders.mongo.cosmos.azure.com', 'Cosmos DB for MongoDB (10255)'),
    cassandra: list('orders.cassandra.cosmos.azure.com', 'Cosmos DB for Cassandra (10350)'),
    redis: list('orders.redis.cache.windows.net', 'Cache for Redis (6380)'),
    managedRedis: list('orders.japaneast.redis.azure.net', 'Managed Redis and Redis Enterprise (10000)'),
    amqp: list('orders.servicebus.windows.net', 'Service Bus and Event Hubs over AMQP (5671)'),
    kafka: list('orders.servicebus.windows.net', 'Event Hubs over Kafka (9093)'),
    lakes: names('stlake', 'Storage accounts with a hierarchical namespace: dfs and blob of each'),
    cosmosAccount: { type: 'string', required: false, pattern: '[a-z0-9-]{3,44}', example: 'orders', describe: 'Cosmos DB account for NoSQL, first label of its host name' },
    cosmosRegions: names('japaneast', 'Regions of the account, as in the host names ACCOUNT-REGION'),
    synapse: names('orders', 'Synapse workspaces: SQL, serverless SQL and development endpoint of each'),
    databricks: { type: 'string', required: false, pattern: 'adb-\\d+\\.\\d+', example: 'adb-1234567890123456.7', describe: 'Databricks workspace, host name without the suffix' },
    databricksLogins: names('japaneast', 'Sign-in endpoints of its region, first label: japaneast, eastus-c3'),
    smb: list('orders.file.core.windows.net', 'Azure Files over SMB (445)'),
  },
  lookups: cloudLookups('storageSuffix', 'cosmosSuffix', 'synapseSuffix', 'databricksSuffix'),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'private', name: 'The services are reached by their private endpoints', symptom: 'The client times out, or the service refuses it as coming from a public address', quotes: ['Public network access is disabled and request is not from a trusted service nor via an approved private link', 'Client address is not authorized and caller is not a trusted service', 'ForbiddenByConnection', 'ForbiddenByFirewall', 'This request is not authorized to perform this operation.', 'AuthorizationFailure', 'PublicNetworkAccessError', 'Ip has been prevented to connect to the endpoint', 'https://azconfig.io/errors/ip-address-rejected', 'The public network interface on this server is not accessible'] },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
