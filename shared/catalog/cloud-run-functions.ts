import type { Catalog, CatalogCapability, EndpointRow } from './catalog.ts'
import { GOOGLE } from './google-capabilities.ts'
import { apiRow, ifUsed } from './google-rows.ts'
import {
  BUNDLE,
  HOSTS_PARAMETER,
  METADATA,
  RESTRICTED_LIST,
  RUNTIME_PARAMETER,
  servicesParameter,
  VIP,
  VIP_NOT_RESTRICTED,
  VIP_PARAMETERS,
} from './google-vip.ts'
import { NPM_HOST } from './npm-host.ts'

const BUILD = { groups: ['build'] }
const NODE = { groups: ['build'], languages: ['node'] }
const PYTHON = { groups: ['build'], languages: ['python'] }
const REGISTRY = { source: 'hybrid', asOf: '2026-04-08', ...VIP } as const
const PUBLIC = { source: 'buildpacks', asOf: '2026-08-22' } as const

/** An API, the groups that use it and the capabilities that need it. */
function api(
  name: string,
  groups: string,
  needs: string,
  more: Partial<EndpointRow> = {},
): EndpointRow {
  return apiRow(name, needs, { when: { groups: groups.split(' ') }, ...more })
}

function ofGroup(group: string, capability: CatalogCapability): CatalogCapability {
  return { ...capability, when: { groups: [group] } }
}

/** What a Cloud Run function with Direct VPC egress needs of the network, at run time, for a build and to be deployed. */
export const cloudRunFunctions = {
  name: 'cloud-run-functions',
  version: '2026-11-22',
  title: 'Cloud Run functions: run, build and deploy',
  about:
    'What a function with Direct VPC egress (all traffic) calls at run time, by groups; what its build fetches, for builds on a private worker pool of Cloud Build (the default workers build outside your network); and what gcloud or a pipeline calls to deploy it. stdout reaches Cloud Logging without any endpoint. A function whose egress is private ranges only sends the public addresses past the VPC. What else your code calls is yours to add under services, hosts or targets.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    restricted: { title: 'Services on the restricted VIP', url: RESTRICTED_LIST },
    hybrid: { title: 'Private Google Access: domain options', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid' },
    psc: { title: 'Access Google APIs through Private Service Connect endpoints', url: 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis' },
    metadata: { title: 'Cloud Run: container runtime contract', url: 'https://docs.cloud.google.com/run/docs/container-contract' },
    buildpacks: { title: 'Google Cloud’s buildpacks: what the build of a function fetches', url: 'https://github.com/GoogleCloudPlatform/buildpacks' },
    diagnostics: { title: 'gcloud info --run-diagnostics', url: 'https://docs.cloud.google.com/sdk/gcloud/reference/info' },
    'build-pools': { title: 'Set build worker pools for source deployments', url: 'https://docs.cloud.google.com/run/docs/configuring/services/build-worker-pools' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    bundle: BUNDLE,
    region: { type: 'string', required: false, pattern: '[a-z]+-[a-z]+[0-9]+', example: 'asia-northeast1', describe: 'Region of the function' },
    project: { type: 'string', required: false, pattern: '[a-z][a-z0-9-]{4,28}[a-z0-9]', example: 'orders-prod', describe: 'Project id; with the region, it names the bucket that source deployments upload to' },
    groups: { type: 'list', required: false, default: ['core'], values: ['core', 'data', 'containers', 'deploy', 'build'], describe: 'What is used: core (identity, logs, secrets, storage), data (databases and messages), containers (registries), deploy (gcloud or a pipeline deploys from here), build (a private worker pool builds from here)' },
    languages: { type: 'list', required: false, default: ['node'], values: ['node', 'python'], describe: 'Languages that are built; with [] no package registry is checked' },
    services: servicesParameter([]),
    hosts: HOSTS_PARAMETER,
    runtime: RUNTIME_PARAMETER,
  },
  // biome-ignore format: one capability a line
  capabilities: [
    GOOGLE.apis, GOOGLE.metadata,
    ...[GOOGLE.credentials, GOOGLE.logging, GOOGLE.metrics, { ...GOOGLE.secrets, sandbox: 'cloud-run-secrets' as const }].map((c) => ofGroup('core', c)),
    ofGroup('core', GOOGLE.storage),
    ...[GOOGLE.databases, GOOGLE.cloudSql, GOOGLE.messaging].map((c) => ofGroup('data', c)),
    ofGroup('containers', { ...GOOGLE.registry, sandbox: 'cloud-run-image' }),
    GOOGLE.serviceToService, GOOGLE.certificates,
    { id: 'deploy', sandbox: ['cloud-build', 'cloud-run-image', 'cloud-run-secrets'], when: { groups: ['deploy'] }, name: 'gcloud or a pipeline deploys the function', symptom: 'gcloud hangs, or the upload of the source times out or answers 403' },
    { id: 'schedule', when: { groups: ['deploy'] }, name: 'Schedules and triggers can be set up', symptom: 'gcloud hangs when it makes a Scheduler job or an Eventarc trigger' },
    { id: 'build', sandbox: 'cloud-build', when: BUILD, name: 'A build starts and gets its runtime and images', symptom: 'The build cannot start, or fails where it installs the runtime or pulls an image' },
    { id: 'build-node', sandbox: 'cloud-build', when: NODE, name: 'Build of a Node.js function', symptom: 'npm ci fails in the build log with ETIMEDOUT or ENOTFOUND' },
    { id: 'build-python', sandbox: 'cloud-build', when: PYTHON, name: 'Build of a Python function', symptom: 'pip install fails in the build log' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    METADATA,
    { id: 'endpoint', url: 'http://{item}/generate_204', each: 'endpoint', for: ['apis'], when: { vip: ['psc'] }, source: 'psc', asOf: '2026-04-10', expect: { http: { status: [204] } }, note: 'The endpoint itself answers without a name, TLS or credentials' },
    api('oauth2', 'core deploy', 'credentials deploy', { note: 'Key and JWT flows; tokens of the metadata server need no endpoint' }),
    api('sts', 'core', 'credentials', ifUsed('Workload identity federation')),
    api('iamcredentials', 'core', 'credentials', ifUsed('Signed URLs, impersonation; a 403 of VPC Service Controls to its regional access boundary is benign')),
    api('logging', 'core deploy', 'logging deploy'),
    api('monitoring', 'core', 'metrics'),
    api('cloudtrace', 'core', 'metrics', ifUsed('Traces')),
    api('telemetry', 'core', 'metrics', ifUsed('OpenTelemetry')),
    api('clouderrorreporting', 'core', 'metrics', ifUsed('Error Reporting')),
    api('secretmanager', 'core', 'secrets', { note: 'Secrets that code reads; those in variables and volumes are read by the platform' }),
    api('storage', 'core deploy build', 'storage deploy build', { note: 'For a build: the uploaded source and the log' }),
    api('firestore', 'data', 'databases', { note: 'gRPC over HTTP/2' }),
    api('bigquery', 'data', 'databases'),
    api('spanner', 'data', 'databases'),
    api('sqladmin', 'data', 'cloud-sql', { note: 'Metadata and certificates for the connectors, also with a private IP; see the catalog cloud-sql' }),
    api('pubsub', 'data', 'messaging'),
    api('artifactregistry', 'containers deploy', 'registry deploy'),
    api('containeranalysis', 'containers', 'registry'),
    { id: 'docker', url: 'https://{region}-docker.pkg.dev/', for: ['registry', 'build'], when: { groups: ['containers', 'build'] }, ...REGISTRY, wildcard: '*.pkg.dev' },
    { id: 'gcr', url: 'https://gcr.io/', for: ['registry', 'build'], when: { groups: ['containers', 'build'] }, ...REGISTRY, note: 'For a build: builder and run images, gcr.io/buildpacks', wildcard: '*.gcr.io' },
    api('run', 'deploy', 'deploy'),
    api('cloudfunctions', 'deploy', 'deploy'),
    api('cloudbuild', 'deploy', 'deploy'),
    api('iam', 'deploy', 'deploy'),
    api('serviceusage', 'deploy', 'deploy'),
    api('cloudresourcemanager', 'deploy', 'deploy'),
    api('compute', 'deploy', 'deploy', { note: 'Network and subnet of Direct VPC egress' }),
    api('cloudscheduler', 'deploy', 'schedule'),
    api('eventarc', 'deploy', 'schedule'),
    { id: 'accounts', url: 'https://accounts.google.com/', for: ['deploy'], when: { groups: ['deploy'] }, source: 'hybrid', asOf: '2026-04-08', ...VIP_NOT_RESTRICTED, note: 'On the private VIP only the OAuth paths of service accounts' },
    { id: 'www', url: 'https://www.googleapis.com/', for: ['deploy'], when: { groups: ['deploy'] }, source: 'diagnostics', asOf: '2026-11-30', ...VIP_NOT_RESTRICTED, ...ifUsed('gcloud’s own network check asks it; see the catalog gcloud-cli'), wildcard: '*.googleapis.com' },
    { id: 'source-bucket', url: 'https://storage.googleapis.com/run-sources-{project}-{region}/', for: ['deploy'], when: { groups: ['deploy'] }, source: 'build-pools', asOf: '2026-04-10', ...VIP, note: 'Any answer shows the way to the bucket; 403 is usual without credentials' },
    { id: 'api', url: 'https://{item}.googleapis.com/', each: 'services', for: ['apis'], source: 'restricted', asOf: '2026-04-08', ...VIP, wildcard: '*.googleapis.com' },
    { id: 'host', url: 'https://{item}/', each: 'hosts', for: ['service-to-service'], source: 'hybrid', asOf: '2026-04-08', ...VIP },
    { id: 'pki', url: 'http://c.pki.goog/', for: ['certificates'], source: 'hybrid', asOf: '2026-04-08', ...VIP_NOT_RESTRICTED, ...ifUsed('Revocation lists, for clients that check them; Node.js does not'), wildcard: '*.pki.goog' },
    { id: 'ocsp', url: 'http://o.pki.goog/', for: ['certificates'], source: 'hybrid', asOf: '2026-04-08', ...VIP_NOT_RESTRICTED, ...ifUsed('OCSP, for clients that check it; Node.js does not'), wildcard: '*.pki.goog' },
    { id: 'build-runtime', url: 'https://dl.google.com/', for: ['build'], when: BUILD, ...VIP_NOT_RESTRICTED, ...PUBLIC, note: 'Runtimes, under /runtimes/' },
    { id: 'build-base', url: 'https://us-central1-docker.pkg.dev/', for: ['build'], when: BUILD, ...VIP, ...PUBLIC, note: 'Base images, serverless-runtimes' },
    { id: 'build-npm', url: `https://${NPM_HOST}/`, for: ['build-node'], when: NODE, ...PUBLIC, note: 'Not needed with GOOGLE_VENDOR_NPM_DEPENDENCIES, with --no-build or with a remote repository of Artifact Registry' },
    { id: 'build-pypi', url: 'https://pypi.org/', for: ['build-python'], when: PYTHON, ...PUBLIC },
    { id: 'build-pypi-files', url: 'https://files.pythonhosted.org/', for: ['build-python'], when: PYTHON, ...PUBLIC },
    { id: 'build-github', url: 'https://github.com/', for: ['build'], when: BUILD, ...PUBLIC, ...ifUsed('With a source connection to GitHub') },
    { id: 'build-codeload', url: 'https://codeload.github.com/', for: ['build'], when: BUILD, ...PUBLIC, ...ifUsed('With a source connection to GitHub') },
  ],
} satisfies Catalog
