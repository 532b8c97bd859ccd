import { CLOUD, cloudLookups } from './azure-clouds.ts'
import { optional, privateWith, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const REGISTRY = privateWith('registry')
const DATA = { ...REGISTRY, when: { dataEndpoints: ['on'] } }
const REGIONAL = { ...REGISTRY, when: { regionalEndpoints: ['on'] } }

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('login-server', 'https://{registry}.{registrySuffix}/v2/', 'pull', 'registry', { ...REGISTRY, expect: { http: { status: [401], headers: { 'www-authenticate': 'Bearer' } } }, note: '401 with a challenge is what a registry says to a caller without a token' }),
  row('data', 'https://{registry}.{region}.data.{registrySuffix}/', 'pull', 'registry', { ...DATA, note: 'Layers, by a redirect from the login server' }),
  row('data-replica', 'https://{registry}.{item}.data.{registrySuffix}/', 'pull', 'registry', { ...DATA, each: 'replicas' }),
  row('regional', 'https://{registry}.{region}.geo.{registrySuffix}/', 'pull', 'registry', { ...REGIONAL, ...optional('Preview; whether the zone is the same is unverified') }),
  row('regional-replica', 'https://{registry}.{item}.geo.{registrySuffix}/', 'pull', 'registry', { ...REGIONAL, each: 'replicas', ...optional('Preview; whether the zone is the same is unverified') }),
  row('base-images', 'https://{mcrHost}/', 'base-images', 'mcr', { ...optional('When images build on Microsoft’s'), wildcard: '*.data.{mcrHost}', needsWildcard: 'Data hosts are regional and change; Microsoft asks not to pin them' }),
  row('entra', 'https://{entraHost}/', 'login', 'registry-health'),
  row('arm', 'https://{armHost}/', 'login', 'registry-health'),
]

/** What pulling an image from Azure Container Registry needs of the network. */
export const azureContainerRegistry = {
  name: 'azure-container-registry',
  version: '2026-11-29',
  title: 'Azure Container Registry: log in and pull images',
  about:
    'The registry, its data endpoints per region and the base images. The first private endpoint turns dedicated data endpoints on. Without them layers come from storage accounts that have no fixed names: turn them on rather than allow *.blob.core.windows.net. On App Service the host pulls, not the container: what is seen here holds for pulls when image pull traffic is routed into the network, too. There the app must be integrated with a virtual network; the private endpoint, for which the registry must be Premium, may lie in any subnet that this network reaches.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: { ...CLOUD, values: ['AzureCloud', 'AzureUSGovernment'] },
    registry: { type: 'string', required: true, pattern: '[A-Za-z0-9-]{5,63}', example: 'contoso', describe: 'Name of the registry, the first label of its login server' },
    region: { type: 'string', required: true, pattern: '[a-z0-9]+', example: 'japaneast', describe: 'Home region of the registry, as Azure Resource Manager spells it' },
    replicas: { type: 'list', required: false, default: [], pattern: '[a-z0-9]+', example: 'japanwest', describe: 'Further regions that it is replicated to' },
    dataEndpoints: { type: 'choice', required: false, default: 'on', values: ['on', 'off'], describe: 'Dedicated data endpoints; off only for a registry that has neither them nor a private endpoint' },
    regionalEndpoints: { type: 'choice', required: false, default: 'off', values: ['on', 'off'], describe: 'Regional endpoints (preview)' },
    privateEndpoints: { type: 'list', required: false, default: [], values: ['registry'], describe: 'registry: it has a private endpoint, so login server and data endpoints must resolve to private addresses' },
  },
  lookups: cloudLookups('registrySuffix', 'mcrHost', 'entraHost', 'armHost'),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'pull', sandbox: 'image-pull', checks: ['"denied" alone is also what missing credentials give: the identity needs the role AcrPull (App Service: acrUseManagedIdentityCreds, any managed identity), or the admin user is on; a refusal by network rules names the client’s IP', 'A private endpoint needs the Premium SKU, and App Service needs VNet integration first; the endpoint may lie in another subnet of the same network', 'WEBSITE_DNS_SERVER=168.63.129.16 is not needed for a private name: the integrated app resolves by the DNS of its network'], name: 'Images can be pulled', symptom: 'The pull fails or stops at the layers; from a public address: "client with IP ... is not allowed access"', quotes: ['is not allowed access. Refer https://aka.ms/acr/firewall to grant access', 'DockerApiException', 'UnexpectedFaliure', 'WEBSITE_PULL_IMAGE_OVER_VNET', 'vnetImagePullEnabled', 'Attempting to pull image ... from VNET', 'Pulling docker image ... over VNET failed', 'denied: client with IP', 'CONNECTIVITY_DNS_ERROR', 'CONNECTIVITY_FORBIDDEN_ERROR', 'CONNECTIVITY_CHALLENGE_ERROR', 'CONNECTIVITY_SSL_ERROR', 'LOGIN_SERVER_ERROR'] },
    { id: 'login', name: 'Identities get access to the registry', symptom: 'az acr login and pulls with a managed identity fail', quotes: ['CONNECTIVITY_AAD_LOGIN_ERROR', 'CONNECTIVITY_REFRESH_TOKEN_ERROR', 'CONNECTIVITY_ACCESS_TOKEN_ERROR'] },
    { id: 'base-images', name: 'Microsoft’s base images can be pulled', symptom: 'Builds and pulls of base layers fail' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
