import { type More, optional, row, type SourceKey, sourcesOf } from './azure-sources.ts'
import type { Catalog, Endpoint, Parameter } from './catalog.ts'

const endpoints: readonly Endpoint[] = [
  service('hosts', 'https://{item}/', 'zones'),
  service('sql', 'tcp://{item}:1433', 'sql', { note: 'Also a managed instance' }),
  service('postgres', 'tcp://{item}:5432', 'postgres'),
  service('mysql', 'tcp://{item}:3306', 'zones', optional('The port is unverified')),
  service('mongo', 'tls://{item}:10255', 'cosmos'),
  service('cassandra', 'tls://{item}:10350', 'cosmos'),
  service('redis', 'tls://{item}:6380', 'redis'),
  service('managed-redis', 'tls://{item}:10000', 'managed-redis', { each: 'managedRedis' }),
  service('amqp', 'tls://{item}:5671', 'service-bus'),
  service('smb', 'tcp://{item}:445', 'routing'),
]

/** A row for each host of the list that has its id. */
function service(id: string, url: string, from: SourceKey, more: More = {}): Endpoint {
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

/** Azure services by host name, each behind a private endpoint. */
export const azurePrivateEndpoints = {
  name: 'azure-private-endpoints',
  version: '2026-11-22',
  title: 'Azure services behind private endpoints, by host name',
  about:
    'Each host must resolve to a private address, from the zone that Private Link’s table of three clouds has for it, and answer there. A host that the table does not know is refused. Write the public name: a name in a privatelink zone fails the certificate.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    hosts: list('kv-orders.vault.azure.net', 'Services that speak HTTPS, by full host name'),
    sql: list('orders.database.windows.net', 'SQL Database and managed instances (1433)'),
    postgres: list('orders.postgres.database.azure.com', 'PostgreSQL (5432)'),
    mysql: list('orders.mysql.database.azure.com', 'MySQL (3306)'),
    mongo: list('orders.mongo.cosmos.azure.com', 'Cosmos DB for MongoDB (10255)'),
    cassandra: list('orders.cassandra.cosmos.azure.com', 'Cosmos DB for Cassandra (10350)'),
    redis: list('orders.redis.cache.windows.net', 'Cache for Redis (6380)'),
    managedRedis: list('orders.japaneast.redis.azure.net', 'Managed Redis and Redis Enterprise (10000)'),
    amqp: list('orders.servicebus.windows.net', 'Service Bus and Event Hubs over AMQP (5671)'),
    smb: list('orders.file.core.windows.net', 'Azure Files over SMB (445)'),
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'private', name: 'The services are reached by their private endpoints', symptom: 'The client times out, or the service refuses it as coming from a public address', quotes: ['Public network access is disabled and request is not from a trusted service nor via an approved private link', 'Client address is not authorized and caller is not a trusted service', 'ForbiddenByConnection', 'ForbiddenByFirewall', 'This request is not authorized to perform this operation.', 'AuthorizationFailure', 'PublicNetworkAccessError', 'Ip has been prevented to connect to the endpoint', 'https://azconfig.io/errors/ip-address-rejected', 'The public network interface on this server is not accessible'] },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
