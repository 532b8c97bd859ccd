import type { Catalog } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import { apiRow, endpointRow, GOOGLE_SOURCES } from './google-rows.ts'
import { METADATA, RUNTIME_PARAMETER, VIP_PARAMETERS } from './google-vip.ts'

/** What a client of AlloyDB over a private path needs: the instance, and what the connectors ask Google for. */
export const alloyDb = {
  name: 'alloydb',
  version: '2026-11-30',
  title: 'AlloyDB over private services access or Private Service Connect',
  about:
    'The instance at its private address or name, by the connectors and the Auth Proxy (port 5433) or directly (port 5432), and the AlloyDB API, which the connectors ask for certificates also when the instance is private. Not the public IP of an instance. TCP shows the path; it does not log in.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    restricted: GOOGLE_SOURCES.restricted,
    psc: GOOGLE_SOURCES.psc,
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
    connector: { title: 'AlloyDB Go connector: where it dials', url: 'https://github.com/GoogleCloudPlatform/alloydb-go-connector/blob/main/dialer.go' },
    overview: { title: 'AlloyDB: connection overview', url: 'https://docs.cloud.google.com/alloydb/docs/connection-overview' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    instances: { type: 'list', required: true, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: '10.20.0.5', describe: 'Private address of the instance, or a name that leads to it: for Private Service Connect, the name that gcloud alloydb instances describe shows' },
    access: { type: 'choice', required: false, default: 'private-services-access', values: ['private-services-access', 'psc'], describe: 'How the network leads to the instance' },
    addresses: { type: 'list', required: false, default: [], pattern: '\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d{1,2})?', example: '10.20.0.0/24', describe: 'The allocated range (private services access) or the address of the endpoint (psc) that names must lead to' },
    connect: { type: 'list', required: false, default: ['connector'], values: ['connector', 'direct'], describe: 'How clients connect: by a connector or the Auth Proxy, or directly' },
    ...VIP_PARAMETERS,
    runtime: RUNTIME_PARAMETER,
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'connector', when: { connect: ['connector'] }, name: 'The AlloyDB connector gets its certificate', symptom: 'The connector cannot start: its call of alloydb.googleapis.com times out, also for a private instance' },
    { id: 'connector-path', when: { connect: ['connector'] }, name: 'A connector or the Auth Proxy reaches the instance', symptom: 'The connector has its certificate and then times out on port 5433' },
    { id: 'direct', when: { connect: ['direct'] }, name: 'A database client reaches the instance directly', symptom: 'Clients time out on port 5432: the peering does not carry the range, or a firewall drops' },
    { id: 'psc-path', when: { access: ['psc'] }, name: 'The Private Service Connect endpoint leads to the instance', symptom: 'The name of the instance does not resolve, or connections time out: an endpoint in another VPC cannot be used over a peering', quotes: ['PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK', 'PSC_CONNECTION_NOT_ACCEPTED'] },
    GOOGLE.metadata,
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    { id: 'proxy-port', url: 'tcp://{item}:5433', each: 'instances', for: ['connector-path', 'psc-path'], when: { connect: ['connector'] }, private: { addresses: 'addresses' }, expect: { resolution: 'private' }, source: 'connector', asOf: '2026-11-30', note: 'The proxy on the instance: a rule for the port of the database does not cover it' },
    { id: 'postgres', url: 'postgres://{item}:5432', each: 'instances', for: ['direct', 'psc-path'], when: { connect: ['direct'] }, private: { addresses: 'addresses' }, expect: { resolution: 'private' }, source: 'overview', asOf: '2026-11-30' },
    apiRow('alloydb', 'connector', { when: { connect: ['connector'] } }),
    endpointRow('connector'),
    METADATA,
  ],
} satisfies Catalog
