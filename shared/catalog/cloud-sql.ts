import type { Catalog, EndpointRow } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import { METADATA, RESTRICTED_LIST, RUNTIME_PARAMETER, VIP, VIP_PARAMETERS } from './google-vip.ts'
import { IPV4 } from './patterns.ts'

/** The instance at one port. A name of it must lead to a private address. */
function port(id: string, number: number, needs: string, more: Partial<EndpointRow>): EndpointRow {
  const url = `${id === 'connector' ? 'tcp' : id}://{item}:${number}`
  const wanted = { private: { addresses: 'addresses' }, expect: { resolution: 'private' as const } }
  const of = { source: 'connect', asOf: '2026-04-10' }
  return { id, url, each: 'instances', for: [needs, 'psc-path'], ...wanted, ...of, ...more }
}

/** What a client of Cloud SQL over a private path needs: the instance, and what the connectors ask Google for. */
export const cloudSql = {
  name: 'cloud-sql',
  version: '2026-11-22',
  title: 'Cloud SQL over private services access or Private Service Connect',
  about:
    'The instance at its private address or name, by the connectors and the Auth Proxy (port 3307) or directly (the port of the engine), and the Cloud SQL Admin API, which the connectors ask for metadata and certificates also when the instance is private. Not the public IP of an instance. TCP shows the path; it does not log in.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    connect: { title: 'Connect with the Cloud SQL Auth Proxy', url: 'https://docs.cloud.google.com/sql/docs/mysql/connect-auth-proxy' },
    restricted: { title: 'Services on the restricted VIP', url: RESTRICTED_LIST },
    psc: { title: 'Access Google APIs through Private Service Connect endpoints', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis' },
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    instances: { type: 'list', required: true, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: '10.20.0.3', describe: 'Private address of the instance, or a name that leads to it: for Private Service Connect the name that ends in .REGION.sql.goog' },
    access: { type: 'choice', required: false, default: 'private-services-access', values: ['private-services-access', 'psc'], describe: 'How the network leads to the instance' },
    addresses: { type: 'list', required: false, default: [], pattern: `${IPV4}(/\\d{1,2})?`, example: '10.20.0.0/24', describe: 'The allocated range (private services access) or the address of the endpoint (psc) that names must lead to' },
    engine: { type: 'choice', required: false, default: 'postgres', values: ['mysql', 'postgres', 'sqlserver'], describe: 'Database engine; it decides the port of direct connections' },
    connect: { type: 'list', required: false, default: ['connector'], values: ['connector', 'direct'], describe: 'How clients connect: by a connector or the Auth Proxy, or directly' },
    ...VIP_PARAMETERS,
    runtime: RUNTIME_PARAMETER,
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { ...GOOGLE.cloudSql, when: { connect: ['connector'] } },
    { id: 'connector-path', when: { connect: ['connector'] }, name: 'A connector or the Auth Proxy reaches the instance', symptom: 'The connector has its certificate and then times out on port 3307; an instance may require connectors and take nothing else' },
    { id: 'direct', when: { connect: ['direct'] }, name: 'A database client reaches the instance directly', symptom: 'Clients time out (the peering or a firewall drops) or are refused (wrong port, or the instance requires connectors: CLOUD_SQL_CONNECTOR_REQUIRED)', quotes: ['CLOUD_SQL_CONNECTOR_REQUIRED'] },
    { id: 'psc-path', when: { access: ['psc'] }, name: 'The Private Service Connect endpoint leads to the instance', symptom: 'The name of the instance does not resolve, or connections time out: an endpoint in another VPC cannot be used over a peering (PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK)', quotes: ['PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK', 'PSC_CONNECTION_NOT_ACCEPTED'] },
    GOOGLE.metadata,
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    port('connector', 3307, 'connector-path', { when: { connect: ['connector'] } }),
    port('mysql', 3306, 'direct', { when: { connect: ['direct'], engine: ['mysql'] } }),
    port('postgres', 5432, 'direct', { when: { connect: ['direct'], engine: ['postgres'] } }),
    port('sqlserver', 1433, 'direct', { when: { connect: ['direct'], engine: ['sqlserver'] } }),
    { id: 'sqladmin', url: 'https://sqladmin.googleapis.com/', for: ['cloud-sql'], when: { connect: ['connector'] }, source: 'restricted', asOf: '2026-04-08', ...VIP, wildcard: '*.googleapis.com' },
    { id: 'endpoint', url: 'http://{item}/generate_204', each: 'endpoint', for: ['cloud-sql'], when: { vip: ['psc'], connect: ['connector'] }, source: 'psc', asOf: '2026-04-10', expect: { http: { status: [204] } }, note: 'The endpoint for Google’s APIs answers without a name, TLS or credentials' },
    METADATA,
  ],
} satisfies Catalog
