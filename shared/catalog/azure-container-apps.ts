import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { optional, privateWith, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const PINNED = 'Data hosts are regional and change; Microsoft asks not to pin them'
const UNNAMED = 'The published list has the wildcard and names nothing below it'

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('images', 'https://mcr.microsoft.com/', 'environment', 'container-apps', { wildcard: '*.data.mcr.microsoft.com', needsWildcard: PINNED }),
  row('packages', 'https://packages.aks.azure.com/', 'environment', 'container-apps', { note: 'Kubernetes and network binaries of the cluster below' }),
  row('packages-older', 'https://acs-mirror.azureedge.net/', 'environment', 'container-apps', optional('The former name of the same')),
  row('registry', 'https://{registry}.{registrySuffix}/v2/', 'pull', 'container-apps', { ...privateWith('registry'), expect: { http: { status: [401], headers: { 'www-authenticate': 'Bearer' } } } }),
  row('registry-data', 'https://{registry}.{region}.data.{registrySuffix}/', 'pull', 'registry', { ...privateWith('registry'), ...optional('With dedicated data endpoints, which a private endpoint turns on; without them layers come from *.blob.core.windows.net') }),
  row('docker-hub', 'https://registry-1.docker.io/', 'pull-docker', 'container-apps', { when: { features: ['docker-hub'] } }),
  row('docker-hub-data', 'https://production.cloudflare.docker.com/', 'pull-docker', 'container-apps', { when: { features: ['docker-hub'] } }),
  row('identity-control', 'https://control-{region}.identity.azure.net/', 'identity', 'container-apps', { wildcard: '*.identity.azure.net', needsWildcard: UNNAMED }),
  row('entra', 'https://{entraHost}/', 'identity pull', 'container-apps', { wildcard: '*.login.microsoftonline.com' }),
  row('entra-regional', 'https://{region}.{entraRegional}/', 'identity', 'container-apps', { wildcard: '*.{entraRegional}' }),
  row('entra-other', 'https://{entraRegional}/', 'pull settings', 'container-apps'),
  row('key-vault', 'https://{item}.{vaultSuffix}/healthstatus', 'settings', 'vault', { ...privateWith('vault'), each: 'vaults', expect: { http: { status: [200] } } }),
  row('bus', 'https://{item}.servicebus.windows.net/', 'scale', 'container-apps', { ...privateWith('bus'), each: 'namespaces' }),
  row('dashboard', 'https://{region}.ext.azurecontainerapps.dev/', 'dashboard', 'container-apps', { when: { features: ['dashboard'] } }),
]

/** What an environment of Azure Container Apps behind a firewall needs of the network. */
export const azureContainerApps = {
  name: 'azure-container-apps',
  version: '2026-11-30',
  title: 'Azure Container Apps: an environment behind a firewall',
  about:
    'What the platform below a workload profiles environment calls, seen from its subnet or one routed alike. Egress by user-defined routes works with workload profiles only. Names of the apps themselves are in the default domain of the environment; what your containers call is yours to add under targets. The published list for China is another one and not here.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: { ...CLOUD, values: ['AzureCloud'] },
    region: azureRegion('environment'),
    registry: { type: 'string', required: false, pattern: '[A-Za-z0-9-]{5,63}', example: 'contoso', describe: 'Container registry that images come from' },
    vaults: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-orders', describe: 'Key Vaults that secrets refer to' },
    namespaces: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]', example: 'sb-orders', describe: 'Service Bus and Event Hubs namespaces that scale rules read' },
    features: { type: 'list', required: false, default: [], values: ['docker-hub', 'dashboard'], describe: 'docker-hub: images from Docker Hub; dashboard: the Aspire dashboard' },
    privateEndpoints: { type: 'list', required: false, default: [], values: ['registry', 'vault', 'bus'], describe: 'Parts that have a private endpoint: their names must then resolve to private addresses' },
  },
  lookups: cloudLookups('registrySuffix', 'vaultSuffix', 'entraHost', 'entraRegional'),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'environment', name: 'The environment is made and its nodes start', symptom: 'Creating the environment fails or revisions stay in Provisioning' },
    { id: 'pull', name: 'Images can be pulled from the registry', symptom: 'The revision fails with ImagePullBackOff or ErrImagePull', quotes: ['ImagePullFailure', 'Failed to pull image'] },
    { id: 'pull-docker', when: { features: ['docker-hub'] }, name: 'Images can be pulled from Docker Hub', symptom: 'The revision fails with ImagePullBackOff' },
    { id: 'identity', name: 'Managed identities get tokens', symptom: 'The identity endpoint answers 500, and every credential of the SDKs fails', quotes: ['An unexpected error occured while fetching the AAD Token'] },
    { id: 'settings', sandbox: 'container-apps-secrets', name: 'Secrets from Key Vault resolve', symptom: 'A revision does not start, for want of a secret' },
    { id: 'scale', name: 'Scale rules read their queues', symptom: 'The app stays at its least number of replicas' },
    { id: 'dashboard', when: { features: ['dashboard'] }, name: 'The Aspire dashboard opens', symptom: 'The dashboard stays empty' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
