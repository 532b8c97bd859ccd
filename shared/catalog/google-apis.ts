import type { Catalog, Endpoint } from './catalog.ts'
import { RESTRICTED_SERVICES } from './google-restricted-services.ts'

/** Domains below which names are the customer’s: a service of Cloud Run, a registry of a region. */
const OWN =
  'run.app cloudfunctions.net appspot.com pkg.dev gcr.io googleapis.com gke.goog cloudproxy.app'
const OWN_NAME = `([a-z0-9-]+\\.)+(${OWN.replaceAll('.', '\\.').replaceAll(' ', '|')})`

const LIST = 'https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services'
const AS_OF = '2026-04-08'

/** What a name must resolve to follows from the way that the network leads Google’s names. */
const VIP: Pick<Endpoint, 'private' | 'expectWhen'> = {
  private: {},
  expectWhen: [
    { when: { vip: ['restricted'] }, expect: { resolution: 'google-restricted' } },
    { when: { vip: ['private'] }, expect: { resolution: 'google-private' } },
    { when: { vip: ['default'] }, expect: { resolution: 'public' } },
  ],
}

/** The capabilities beside `apis` that an API belongs to. */
// biome-ignore format: one capability a line
const CAPABILITIES_OF_APIS = {
  oauth2: ['credentials'], sts: ['credentials'], iamcredentials: ['credentials'],
  logging: ['logging'],
  monitoring: ['metrics'], cloudtrace: ['metrics'], telemetry: ['metrics'], clouderrorreporting: ['metrics'],
  secretmanager: ['secrets'],
  storage: ['storage'],
  firestore: ['databases'], bigquery: ['databases'], bigquerystorage: ['databases'], spanner: ['databases'],
  sqladmin: ['cloud-sql'],
  pubsub: ['messaging'], cloudtasks: ['messaging'], workflows: ['messaging'], eventarc: ['messaging'],
  artifactregistry: ['registry'], containerregistry: ['registry'],
}

/** One domain of the list that the private VIP serves, by a concrete name in it. */
function domain(name: string, url: string, needs: string, more: Partial<Endpoint> = {}): Endpoint {
  const id = `domain-${name.replaceAll('.', '-')}`
  const when = { domains: [name] }
  return { id, url, for: needs.split(' '), when, source: 'hybrid', asOf: AS_OF, ...VIP, ...more }
}

/** Google’s APIs and domains, by their default names, the private or the restricted VIP. */
export const googleApis = {
  name: 'google-apis',
  version: '2026-11-22',
  title: 'Google APIs, by default names, private.googleapis.com or restricted.googleapis.com',
  about:
    'The APIs that a workload calls at run time, and the domains that Private Google Access can serve. Names must resolve to the VIP that the network has chosen; the restricted one serves only what VPC Service Controls supports. For a Private Service Connect endpoint take vip: default, with expect: { resolution: private }.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    restricted: { title: 'Services on the restricted VIP', url: LIST },
    hybrid: { title: 'Private Google Access: domain options', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid' },
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    vip: { type: 'choice', required: false, default: 'default', values: ['restricted', 'private', 'default'], describe: 'Where names must lead: restricted.googleapis.com, private.googleapis.com or the public addresses' },
    services: {
      type: 'list', required: false, pattern: '[a-z][a-z0-9-]*', example: 'storage', describe: 'APIs by the first label of their name: storage for storage.googleapis.com',
      default: ['oauth2', 'sts', 'iamcredentials', 'logging', 'monitoring', 'secretmanager', 'storage'],
      only: [{ when: { vip: ['restricted'] }, values: [...RESTRICTED_SERVICES], why: `The restricted VIP serves only what VPC Service Controls supports: ${LIST}` }],
    },
    domains: {
      type: 'list', required: false, default: [], describe: 'Domains beside googleapis.com that the VIP must serve',
      values: ['accounts.google.com', 'appengine.google.com', 'backupdr.cloud.google.com', 'dl.google.com', 'gcr.io', 'gstatic.com', 'notebooks.cloud.google.com', 'packages.cloud.google.com', 'pkg.dev', 'pki.goog', 'source.developers.google.com', 'storage.cloud.google.com'],
      only: [{ when: { vip: ['restricted'] }, values: ['gcr.io', 'pkg.dev'], why: 'Beside googleapis.com, only the container registries are known to answer on the restricted VIP' }],
    },
    hosts: { type: 'list', required: false, default: [], pattern: OWN_NAME, example: 'asia-northeast1-docker.pkg.dev', describe: `Full names of your own below ${OWN.replaceAll(' ', ', ')}` },
    runtime: { type: 'choice', required: false, default: 'other', values: ['cloud-run', 'other'], describe: 'Where the probe runs: on Cloud Run the metadata server must answer' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'apis', name: 'The chosen Google APIs answer', symptom: 'Client libraries hang until their timeout' },
    { id: 'credentials', name: 'Service accounts get tokens and signatures', symptom: 'Token requests time out or APIs answer 401; signed URLs and impersonation fail' },
    { id: 'logging', name: 'Client libraries write logs', symptom: 'Logs of client libraries are missing and the instance ends slowly; stdout still arrives' },
    { id: 'metrics', name: 'Metrics, traces and error reports arrive', symptom: 'Exporters report DEADLINE_EXCEEDED', quotes: ['DEADLINE_EXCEEDED'] },
    { id: 'secrets', name: 'Code reads secrets', symptom: 'The application fails at start-up' },
    { id: 'storage', name: 'Objects in Cloud Storage can be read and written', symptom: 'Calls hang until the client’s timeout' },
    { id: 'databases', name: 'Firestore, BigQuery and Spanner answer', symptom: 'After about 30 s: "14 UNAVAILABLE: failed to connect to all addresses"', quotes: ['14 UNAVAILABLE: failed to connect to all addresses'] },
    { id: 'cloud-sql', name: 'The Cloud SQL connector starts', symptom: 'The connector says "failed to get instance metadata", also with a private IP', quotes: ['failed to get instance metadata'] },
    { id: 'messaging', name: 'Pub/Sub, Cloud Tasks, Eventarc and Workflows answer', symptom: 'Publishing and pulling hang until the client’s timeout' },
    { id: 'registry', name: 'Images and packages can be pulled', symptom: 'Pulls and builds time out' },
    { id: 'web', name: 'Consoles and downloads', symptom: 'Requests time out, or the VIP refuses them' },
    { id: 'service-to-service', name: 'Your own services and registries answer', symptom: 'Requests time out before they reach the service' },
    { id: 'certificates', name: 'Google’s certificates can be checked for revocation', symptom: 'Clients that check revocation are slow or refuse the connection' },
    { id: 'metadata', name: 'The metadata server answers', symptom: '"Could not load the default credentials", after stalls of several seconds', quotes: ['Could not load the default credentials'] },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    { id: 'api', url: 'https://{item}.googleapis.com/', each: 'services', for: ['apis'], forItem: CAPABILITIES_OF_APIS, source: 'restricted', asOf: AS_OF, wildcard: '*.googleapis.com', ...VIP },
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
    domain('notebooks.cloud.google.com', 'https://notebooks.cloud.google.com/', 'web', { wildcard: '*.notebooks.cloud.google.com' }),
    domain('source.developers.google.com', 'https://source.developers.google.com/', 'web'),
    domain('storage.cloud.google.com', 'https://storage.cloud.google.com/', 'storage'),
    { id: 'metadata', url: 'http://metadata.google.internal/', for: ['metadata'], when: { runtime: ['cloud-run'] }, source: 'metadata', asOf: '2026-04-10', note: 'Link-local; never through the VPC' },
  ],
} satisfies Catalog
