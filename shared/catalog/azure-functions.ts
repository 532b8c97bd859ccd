import { BUILD_CAPABILITIES, BUILD_PARAMETERS, BUILD_ROWS } from './azure-builds.ts'
import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { REVOCATION, REVOCATION_ROWS } from './azure-revocation.ts'
import { optional, privateOnlyWith, privateWith, row, sourcesOf } from './azure-sources.ts'
import {
  INSIGHTS_CAPABILITIES,
  INSIGHTS_LOOKUPS,
  INSIGHTS_PARAMETERS,
  insightsRows,
} from './azure-telemetry.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const CONTENT_SHARE = { plan: ['elastic-premium', 'consumption'] }
const FLEX = { plan: ['flex-consumption'] }
const SCALED_BY_RUNTIME = { plan: ['elastic-premium'] }
const GRAPH = { also: ['graph'] }
const PLATFORM_IDENTITY = { also: ['platform-identity'] }
const PUBLIC_CLOUD = { cloud: ['AzureCloud'] }
const OLDER_HOSTS = { also: ['older-hosts'] }
const OLDER_SDKS = { also: ['older-sdks'] }

/** What the package of a deployment is needed for on Flex Consumption. */
const PACKAGE = ['package-upload', 'deploy', 'start']

const SITE = privateWith('app')
const STORAGE = privateWith('storage')

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('app', 'https://{host}/', 'trigger-sync deploy', 'kudu', { ...SITE, note: 'The app calls its own /operation/settriggers' }),
  row('scm', 'https://{scmHost}/', 'deploy deployment-status', 'kudu', { ...SITE, note: 'Kudu posts to its own REST API' }),
  row('stamp', 'https://{stamp}.cloudapp.net/', 'deploy', 'kudulite', optional('Where Kudu turns when its own host name does not resolve')),
  row('storage-blob', 'https://{storageAccount}.blob.{storageSuffix}/', 'start triggers', 'networking', { ...STORAGE, forWhen: [{ when: FLEX, without: 'deploymentAccount', for: PACKAGE }], note: 'Keys, timer leases, host locks; on Flex Consumption also the deployment package, unless deploymentAccount names another' }),
  row('storage-queue', 'https://{storageAccount}.queue.{storageSuffix}/', 'triggers', 'networking', { ...STORAGE, note: 'With a queue or blob trigger or Durable Functions the host shuts down and starts again for want of it; an app of HTTP and timer triggers runs' }),
  row('storage-table', 'https://{storageAccount}.table.{storageSuffix}/', 'triggers', 'networking', { ...STORAGE, forWhen: [{ when: SCALED_BY_RUNTIME, for: ['runtime-scale'] }], note: 'Durable Functions, diagnostic events, and on Elastic Premium the figures by which runtime scale monitoring adds instances' }),
  row('deployment-storage', 'https://{deploymentAccount}.blob.{storageSuffix}/', PACKAGE.join(' '), 'flex-storage', { ...privateWith('deployment'), when: FLEX, note: 'functionAppConfig.deployment.storage: a deployment writes the package there, and an instance that starts reads it' }),
  row('content-https', 'https://{contentAccount}.file.{storageSuffix}/', 'start content', 'routing', { ...STORAGE, when: CONTENT_SHARE }),
  row('content-smb', 'tcp://{contentAccount}.file.{storageSuffix}:445', 'start content', 'routing', { ...STORAGE, when: CONTENT_SHARE, note: 'SMB; a rule for 443 alone lets the share be made and not mounted' }),
  row('package', 'https://{packageHost}/', 'start', 'settings', { ...privateWith('package'), note: 'WEBSITE_RUN_FROM_PACKAGE' }),
  row('key-vault', 'https://{item}.{vaultSuffix}/healthstatus', 'settings', 'vault', { ...privateWith('vault'), each: 'vaults', expect: { http: { status: [200] } }, note: 'Answers without credentials' }),
  row('app-configuration', 'https://{item}.{configSuffix}/', 'settings', 'zones', { ...privateWith('configuration'), each: 'configurationStores' }),
  row('entra', 'https://{entraHost}/', 'identity', 'arc-servers'),
  row('entra-partner', 'https://{entraPartner}/', 'identity', 'arc-servers'),
  row('entra-legacy', 'https://{entraLegacy}/', 'identity', 'arc-servers', optional('Older SDKs')),
  row('entra-regional', 'https://{region}.{entraRegional}/', 'identity', 'arc-servers', { when: OLDER_SDKS, ...optional('Regional Entra ID'), wildcard: '*.{entraRegional}' }),
  row('entra-sts', 'https://sts.windows.net/', 'identity', 'arc-kubernetes', { when: OLDER_SDKS, ...optional('Older SDKs') }),
  row('entra-region-of-platform', 'https://{region}.r.login.microsoftonline.com/', 'identity', 'container-apps', { when: { ...PLATFORM_IDENTITY, ...PUBLIC_CLOUD }, ...optional('Where the platform of an app gets tokens; that an app on your plan needs it is not written down'), wildcard: '*.r.login.microsoftonline.com' }),
  row('identity-control', 'https://control-{region}.identity.azure.net/', 'identity', 'container-apps', { when: { ...PLATFORM_IDENTITY, ...PUBLIC_CLOUD }, ...optional('Managed identity of Container Apps; seen denied there. That Flex Consumption, whose subnet has the same delegation, needs it is not written down'), wildcard: '*.identity.azure.net', needsWildcard: 'The published list has the wildcard and names nothing below it' }),
  row('graph', 'https://{graphHost}/', 'identity', 'arc-servers', { when: GRAPH, ...optional('Directory reads') }),
  row('arm', 'https://{armHost}/', 'control-plane', 'arc-servers', privateOnlyWith('arm')),
  row('bundle', 'https://cdn.functions.azure.com/', 'bundle', 'bundles', { since: '2025-05-01', note: 'Replaced functionscdn.azureedge.net' }),
  row('bundle-older', 'https://functionscdn.azureedge.net/', 'bundle', 'bundles', { when: OLDER_HOSTS, ...optional('Where hosts of before May 2025 take the bundle from') }),
  ...insightsRows(),
  ...BUILD_ROWS,
  ...REVOCATION_ROWS,
]

/** What an Azure Functions app needs of the network. */
export const azureFunctions = {
  name: 'azure-functions',
  version: '2026-11-30',
  title: 'Azure Functions: run, deploy, build and monitor an app',
  about:
    'What a function app calls by itself: its own host names, its storage, Key Vault, App Configuration, identity, telemetry, the extension bundle and, for a remote build, Oryx and the package registries. What your own code calls is yours to add under targets. Storage in the app’s own region may be reached inside Azure, past a firewall.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line; a default may refer to the parameters above it
  parameters: {
    cloud: CLOUD,
    app: { type: 'string', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]', example: 'func-orders', describe: 'Name of the function app' },
    region: azureRegion(),
    host: { type: 'string', required: false, default: '{app}.{siteSuffix}', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'func-orders-a1b2c3d4.japaneast-01.azurewebsites.net', describe: 'Default host name (WEBSITE_HOSTNAME); newer apps carry a hash and the region in it' },
    scmHost: { type: 'string', required: false, default: '{host:label}.scm.{host:rest}', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'func-orders.scm.azurewebsites.net', describe: 'Host name of the deployment site (SCM, Kudu)' },
    stamp: { type: 'string', required: false, pattern: '[A-Za-z0-9-]+', example: 'waws-prod-ty1-001', describe: 'Name of the stamp (WEBSITE_HOME_STAMPNAME)' },
    plan: { type: 'choice', required: false, default: 'elastic-premium', values: ['flex-consumption', 'elastic-premium', 'dedicated', 'consumption'], describe: 'Hosting plan; Elastic Premium and Consumption keep the content on Azure Files' },
    ...BUILD_PARAMETERS,
    storageAccount: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stfuncorders', describe: 'Storage account of AzureWebJobsStorage' },
    contentAccount: { type: 'string', required: false, default: '{storageAccount}', pattern: '[a-z0-9]{3,24}', example: 'stfuncorders', describe: 'Storage account of the content share (WEBSITE_CONTENTAZUREFILECONNECTIONSTRING)' },
    deploymentAccount: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stdeploy', describe: 'Flex Consumption: storage account of functionAppConfig.deployment.storage, when it is not that of AzureWebJobsStorage' },
    packageHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'stpackages.blob.core.windows.net', describe: 'Host of the URL in WEBSITE_RUN_FROM_PACKAGE' },
    vaults: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-orders', describe: 'Key Vaults that app settings refer to' },
    configurationStores: { type: 'list', required: false, default: [], pattern: '[A-Za-z0-9-]{5,50}', example: 'appcs-orders', describe: 'App Configuration stores that app settings refer to' },
    ...INSIGHTS_PARAMETERS,
    privateEndpoints: { type: 'list', required: false, default: [], values: ['app', 'storage', 'deployment', 'package', 'vault', 'configuration', 'monitor', 'arm'], describe: 'Parts that have a private endpoint: their names must then resolve to private addresses; monitor: an Azure Monitor private link scope' },
    also: { type: 'list', required: false, default: [], values: ['revocation', 'graph', 'older-sdks', 'older-hosts', 'platform-identity'], describe: 'Groups that only some apps need: revocation lists over plain HTTP, Microsoft Graph, further names of Entra ID, the CDN of hosts of before May 2025, names that the platform gets tokens from (written down for Container Apps)' },
  },
  lookups: cloudLookups(
    'siteSuffix',
    'storageSuffix',
    'vaultSuffix',
    'configSuffix',
    'entraHost',
    'entraPartner',
    'entraLegacy',
    'entraRegional',
    'graphHost',
    'armHost',
    'digicertCn',
    ...INSIGHTS_LOOKUPS,
  ),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'start', name: 'The function host starts', symptom: 'The host does not start and timers stop; the portal says "Azure Functions Runtime is unreachable"', quotes: ['Azure Functions Runtime is unreachable'] },
    { id: 'content', sandbox: ['content-share', 'share-creation'], name: 'The content share mounts', symptom: 'The app does not start or answers 503, and wwwroot or host.json is missing; a flow log shows port 445 of the file share denied', quotes: ['Creation of storage file share failed with:'], checks: ['The mount needs port 445; 443 alone passes while the share is made. Where 443 of the same address answers, the rule for 445 is what is missing: routes, peering and the endpoint are there', 'Creating the app makes the share by Resource Manager, from outside the network: make the share beforehand, or set vnetContentShareEnabled (outboundVnetRouting.contentShareTraffic) in the request that creates the app'] },
    { id: 'triggers', name: 'Queue and blob triggers and Durable Functions run', symptom: 'Triggers are silent, or the host shuts down and starts again and again; Durable Functions fail' },
    { id: 'runtime-scale', when: SCALED_BY_RUNTIME, name: 'Triggers that are not HTTP scale out (Elastic Premium)', symptom: 'With runtime scale monitoring the app stays at its instances however long the queue is', checks: ['functionsRuntimeScaleMonitoringEnabled of the site: without it the scale controller, which is outside the network, reads the sources'] },
    { id: 'bundle', name: 'The extension bundle can be fetched', symptom: 'The host fails to start, or triggers are missing, when the bundle is not preinstalled' },
    { id: 'settings', sandbox: 'settings-reference', name: 'References to Key Vault and App Configuration resolve', symptom: 'The app sees the literal @Microsoft.KeyVault(...) instead of the secret', quotes: ['@Microsoft.KeyVault(...)', 'VaultNotFound', 'FetchTimedOut', 'AccessToKeyVaultDenied', 'UnauthorizedClient'] },
    { id: 'identity', sandbox: 'managed-identity', name: 'Microsoft Entra ID issues tokens', symptom: 'Acquiring a token times out, at IDENTITY_ENDPOINT of the instance or at Entra ID', quotes: ['An unexpected error occured while fetching the AAD Token', 'ManagedIdentityCredential authentication unavailable'], checks: ['Tokens of a managed identity come from IDENTITY_ENDPOINT on the instance; how the platform behind it gets them is no path of the app. With outboundVnetRouting.allTraffic and forced tunnelling they time out: outboundVnetRouting.managedIdentityTraffic: false takes them out of the network again'] },
    { id: 'control-plane', name: 'Azure Resource Manager answers', symptom: 'Calls of Resource Manager from the app, and az in its console, time out' },
    ...INSIGHTS_CAPABILITIES,
    { id: 'trigger-sync', sandbox: 'trigger-sync', name: 'Triggers are synchronised after a deployment', symptom: 'The deployment ends with "Error calling sync triggers" or triggers stay stale; non-HTTP triggers do not scale', quotes: ['Error calling sync triggers', '/admin/host/synctriggers', '/operation/settriggers'], checks: ['The client or Kudu calls /admin/host/synctriggers of the app, and the app its own /operation/settriggers: the app’s name must be open to the client and to the app itself', 'The call fails as well when the host does not run: check that it starts first', 'Resource Manager does the same without the app’s name: az rest --method post --url https://management.azure.com/<id of the site>/syncfunctiontriggers?api-version=2022-03-01'] },
    { id: 'deployment-status', sandbox: 'deployment-site', name: 'The deployment site reports and restarts', symptom: 'The deployment is reported as failed at its end, while the code is deployed: the restart is what is missing', quotes: ['/api/app/updatedeploystatus'], checks: ['Kudu posts /api/app/updatedeploystatus to its own name, by way of the network. Where only that is blocked, the code is there: restarting the app by hand is a way on'] },
    { id: 'package-upload', sandbox: 'package-upload', when: FLEX, name: 'The deployment package is stored (Flex Consumption)', symptom: 'A deployment ends with InaccessibleStorageException or BlobUploadFailedException, while the app itself runs', quotes: ['InaccessibleStorageException', 'BlobUploadFailedException', 'Failed to access storage account for deployment'] },
    { id: 'deploy', sandbox: 'deployment-site', name: 'A deployment completes', symptom: 'The client gets status 500, "An error occurred while sending the request."; on Flex Consumption it hangs for about 100 s in [Kudu-RemoveWorkersStep]', quotes: ['{"Message":"An error has occurred.","ExceptionMessage":"An error occurred while sending the request.","ExceptionType":"System.Net.Http.HttpRequestException"', '500: An error occurred while sending the request', '500 Internal Server Error: An error occurred while sending the request', '[Kudu-RemoveWorkersStep]'] },
    ...BUILD_CAPABILITIES,
    REVOCATION,
  ],
  endpoints: [...endpoints],
} satisfies Catalog
