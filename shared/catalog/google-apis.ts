import type { Catalog, EndpointRow } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import {
  BUNDLE,
  ENDPOINT_NAME,
  HOSTS_PARAMETER,
  METADATA,
  onlySupported,
  RESTRICTED_LIST,
  RUNTIME_PARAMETER,
  servicesParameter,
  VIP,
  VIP_PARAMETERS,
} from './google-vip.ts'

const AS_OF = '2026-04-08'
const PSC = { source: 'psc', asOf: '2026-04-10', when: { vip: ['psc'] } }

/** The capabilities besides `apis` that an API belongs to. */
// biome-ignore format: one capability a line
const CAPABILITIES_OF_APIS = {
  oauth2: ['credentials'], sts: ['credentials'], iamcredentials: ['credentials'],
  logging: ['logging'],
  monitoring: ['metrics'], cloudtrace: ['metrics'], telemetry: ['metrics'], clouderrorreporting: ['metrics'],
  secretmanager: ['secrets'],
  storage: ['storage'],
  firestore: ['databases'], datastore: ['databases'], bigquery: ['databases'], bigquerystorage: ['databases'], spanner: ['databases'],
  sqladmin: ['cloud-sql'],
  pubsub: ['messaging'], cloudtasks: ['messaging'], workflows: ['messaging'], eventarc: ['messaging'],
  artifactregistry: ['registry'], containerregistry: ['registry'],
}

/** One domain of the list that the private VIP serves, by a concrete name in it. */
function domain(
  name: string,
  url: string,
  needs: string,
  more: Partial<EndpointRow> = {},
): EndpointRow {
  const id = `domain-${name.replaceAll('.', '-')}`
  const when = { domains: [name] }
  return { id, url, for: needs.split(' '), when, source: 'hybrid', asOf: AS_OF, ...VIP, ...more }
}

/** Google’s APIs and domains, by their default names, the private or the restricted VIP. */
export const googleApis = {
  name: 'google-apis',
  version: '2026-11-22',
  title: 'Google APIs, by default names, either VIP or a Private Service Connect endpoint',
  about:
    'The APIs that a workload calls at run time, and the domains that Private Google Access can serve. Names must resolve to what the network has chosen; the restricted VIP and the bundle vpc-sc serve only what VPC Service Controls supports. A regional API is one of hosts: asia-northeast1-aiplatform.googleapis.com.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    restricted: { title: 'Services on the restricted VIP', url: RESTRICTED_LIST },
    hybrid: { title: 'Private Google Access: domain options', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid' },
    psc: { title: 'Access Google APIs through Private Service Connect endpoints', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis' },
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    bundle: BUNDLE,
    endpointName: ENDPOINT_NAME,
    services: servicesParameter(['oauth2', 'sts', 'iamcredentials', 'logging', 'monitoring', 'secretmanager', 'storage']),
    domains: {
      type: 'list', required: false, default: [], describe: 'Domains in addition to googleapis.com that the VIP must serve',
      values: ['accounts.google.com', 'appengine.google.com', 'backupdr.cloud.google.com', 'backupdr.googleusercontent.com', 'dataproc.cloud.google.com', 'dataproc.googleusercontent.com', 'dl.google.com', 'gcr.io', 'gstatic.com', 'notebooks.cloud.google.com', 'packages.cloud.google.com', 'pkg.dev', 'pki.goog', 'source.developers.google.com', 'storage.cloud.google.com'],
      only: onlySupported(['gcr.io', 'pkg.dev'], 'is known to serve only the container registries in addition to googleapis.com'),
    },
    hosts: HOSTS_PARAMETER,
    runtime: RUNTIME_PARAMETER,
  },
  // biome-ignore format: one capability a line
  capabilities: [
    GOOGLE.apis, GOOGLE.credentials, GOOGLE.logging, GOOGLE.metrics, GOOGLE.secrets, GOOGLE.storage,
    GOOGLE.databases, GOOGLE.cloudSql, GOOGLE.messaging, GOOGLE.registry,
    { id: 'web', name: 'Consoles and downloads', symptom: 'Requests time out, or the VIP refuses them' },
    GOOGLE.serviceToService, GOOGLE.certificates, GOOGLE.metadata,
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    { id: 'api', url: 'https://{item}.googleapis.com/', each: 'services', for: ['apis'], forItem: CAPABILITIES_OF_APIS, source: 'restricted', asOf: AS_OF, wildcard: '*.googleapis.com', ...VIP },
    { id: 'endpoint', url: 'http://{item}/generate_204', each: 'endpoint', for: ['apis'], ...PSC, expect: { http: { status: [204] } }, note: 'The endpoint itself answers without a name, TLS or credentials' },
    { id: 'endpoint-name', url: 'https://{item}-{endpointName}.p.googleapis.com/', each: 'services', for: ['apis'], source: 'psc', asOf: '2026-04-10', when: { vip: ['psc'] }, private: VIP.private, expect: { resolution: 'private' }, optional: true, wildcard: '*.p.googleapis.com', note: 'Service Directory makes these names for some APIs; clients must be configured to use them' },
    { id: 'host', url: 'https://{item}/', each: 'hosts', for: ['service-to-service'], source: 'hybrid', asOf: AS_OF, ...VIP },
    domain('gcr.io', 'https://gcr.io/', 'registry', { wildcard: '*.gcr.io' }),
    domain('pkg.dev', 'https://us-docker.pkg.dev/', 'registry', { wildcard: '*.pkg.dev' }),
    domain('packages.cloud.google.com', 'https://packages.cloud.google.com/', 'registry'),
    domain('dl.google.com', 'https://dl.google.com/', 'registry web'),
    domain('accounts.google.com', 'https://accounts.google.com/', 'credentials', { note: 'On the VIP only the OAuth paths of service accounts' }),
    domain('gstatic.com', 'https://www.gstatic.com/', 'web', { wildcard: '*.gstatic.com' }),
    domain('pki.goog', 'http://c.pki.goog/', 'certificates', { wildcard: '*.pki.goog', optional: true, note: 'Revocation lists, over plain HTTP' }),
    domain('appengine.google.com', 'https://appengine.google.com/', 'web'),
    domain('backupdr.cloud.google.com', 'https://backupdr.cloud.google.com/', 'web', { wildcard: '*.backupdr.cloud.google.com' }),
    domain('backupdr.googleusercontent.com', 'https://backupdr.googleusercontent.com/', 'web', { wildcard: '*.backupdr.googleusercontent.com' }),
    domain('dataproc.cloud.google.com', 'https://dataproc.cloud.google.com/', 'web', { wildcard: '*.dataproc.cloud.google.com' }),
    domain('dataproc.googleusercontent.com', 'https://dataproc.googleusercontent.com/', 'web', { wildcard: '*.dataproc.googleusercontent.com' }),
    domain('notebooks.cloud.google.com', 'https://notebooks.cloud.google.com/', 'web', { wildcard: '*.notebooks.cloud.google.com' }),
    domain('source.developers.google.com', 'https://source.developers.google.com/', 'web'),
    domain('storage.cloud.google.com', 'https://storage.cloud.google.com/', 'storage'),
    METADATA,
  ],
} satisfies Catalog
