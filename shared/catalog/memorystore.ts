import type { Catalog } from './catalog.ts'

/** What a client of Memorystore needs: the instance at its private address, or all shards of a cluster. */
export const memorystore = {
  name: 'memorystore',
  version: '2026-11-30',
  title: 'Memorystore for Redis, Redis Cluster and Valkey, over their private addresses',
  about:
    'The instance at its address in the network: by private services access or direct peering (Redis), or by Private Service Connect (Redis Cluster, Valkey), where clients go on from the discovery endpoint to ports 11000 to 13047. TCP shows the path; it does not log in.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    redis: { title: 'Connect to a Memorystore for Redis instance', url: 'https://docs.cloud.google.com/memorystore/docs/redis/connect-redis-instance' },
    valkey: { title: 'Connect to a Memorystore for Valkey instance', url: 'https://docs.cloud.google.com/memorystore/docs/valkey/connect-instance' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    instances: { type: 'list', required: true, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: '10.20.0.3', describe: 'Private address of the instance, of its read endpoint, or the discovery endpoint of a cluster; or a name that leads to it' },
    addresses: { type: 'list', required: false, default: [], pattern: '\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d{1,2})?', example: '10.20.0.0/24', describe: 'The allocated range, or the subnet of the endpoints, that names must lead to' },
    kind: { type: 'choice', required: false, default: 'redis', values: ['redis', 'cluster', 'valkey'], describe: 'Redis (Basic or Standard tier), Redis Cluster, or Valkey' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'redis', when: { kind: ['redis'] }, name: 'Clients reach the Redis instance', symptom: 'Clients time out: the peering does not carry the range (peered networks do not pass it on), a firewall drops, or the port is another', quotes: ['REDIS_INSTANCE_UNSUPPORTED_PORT', 'REDIS_INSTANCE_NO_ROUTE_TO_DESTINATION_NETWORK', 'REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS', 'GOOGLE_MANAGED_SERVICE_NO_PEERING'] },
    { id: 'cluster', when: { kind: ['cluster', 'valkey'] }, name: 'Clients reach all shards of the cluster', symptom: 'The client learns the shards at the discovery endpoint and then times out at ports between 11000 and 13047', quotes: ['REDIS_CLUSTER_UNSUPPORTED_PORT', 'GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT'] },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    { id: 'redis', url: 'tcp://{item}:6379', each: 'instances', for: ['redis'], when: { kind: ['redis'] }, private: { addresses: 'addresses' }, expect: { resolution: 'private' }, source: 'redis', asOf: '2026-11-30', note: 'With in-transit encryption the instance listens on the port that gcloud redis instances describe shows: add it to targets as tls://ADDRESS:PORT, with its CA under ca' },
    { id: 'discovery', url: 'tcp://{item}:6379', each: 'instances', for: ['cluster'], when: { kind: ['cluster', 'valkey'] }, private: { addresses: 'addresses' }, expect: { resolution: 'private' }, furtherPorts: '11000-13047', source: 'valkey', asOf: '2026-11-30', note: 'Both addresses of the two Private Service Connect endpoints need the ports' },
  ],
} satisfies Catalog
