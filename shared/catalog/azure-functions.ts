import type { Catalog, Endpoint } from './catalog.ts'

/** The public registry of npm, whose name is put together from its labels. */
const NPM_HOST = ['registry', 'npmjs', 'org'].join('.')

type Source = readonly [key: string, asOf: string]
type More = Omit<Endpoint, 'id' | 'url' | 'for' | 'source' | 'asOf'>

const KUDU: Source = ['kudu', '2024-09-01']
const NETWORKING: Source = ['networking', '2026-09-15']
const ROUTING: Source = ['routing', '2025-11-24']
const MONITOR: Source = ['monitor', '2025-07-01']
const ENTRA: Source = ['entra', '2026-04-01']
const VAULT: Source = ['vault', '2026-04-10']
const ORYX: Source = ['oryx', '2026-08-06']
const BUILDS: Source = ['builds', '2023-04-22']
const BUNDLES: Source = ['bundles', '2025-05-01']

const CONTENT_SHARE = { plan: ['elastic-premium', 'consumption'] }
const LINUX_BUILD = { os: ['linux'], build: ['python', 'node', 'dotnet'] }

const SITE = privateWith('app', 'privatelink.azurewebsites.net')
const BLOB = privateWith('storage', 'privatelink.blob.core.windows.net')
const QUEUE = privateWith('storage', 'privatelink.queue.core.windows.net')
const TABLE = privateWith('storage', 'privatelink.table.core.windows.net')
const FILE = privateWith('storage', 'privatelink.file.core.windows.net')
const KEY_VAULT = privateWith('vault', 'privatelink.vaultcore.azure.net')

/** The name leads to a private endpoint when the user says that this part of the app has one. */
function privateWith(part: string, zone: string): More {
  const expect = { resolution: 'private' as const }
  return { private: { zone }, expectWhen: [{ when: { privateEndpoints: [part] }, expect }] }
}

/** Needed in some cases only: its failure is a warning. */
function optional(note: string): More {
  return { optional: true, note }
}

/** One row: id, URL, the capabilities that need it, the source, and what is special about it. */
function row(
  id: string,
  url: string,
  needs: string,
  [source, asOf]: Source,
  more: More = {},
): Endpoint {
  return { id, url, for: needs.split(' '), source, asOf, ...more }
}

/** What an Azure Functions app needs of the network. Azure public cloud. */
export const azureFunctions = {
  name: 'azure-functions',
  version: '2026-11-22',
  title: 'Azure Functions: run, deploy, build and monitor an app',
  about:
    'What a function app in the public cloud calls by itself: its own host names, its storage, Key Vault, identity, telemetry, the extension bundle and, for a remote build, Oryx and the package registries. What your own code calls is yours to add under targets.',
  cloud: 'azure',
  // biome-ignore format: one source a line
  sources: {
    kudu: { title: 'Kudu, the deployment site', url: 'https://github.com/projectkudu/kudu' },
    networking: { title: 'Azure Functions networking options', url: 'https://learn.microsoft.com/azure/azure-functions/functions-networking-options' },
    routing: { title: 'Configure virtual network integration routing', url: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing' },
    monitor: { title: 'Azure Monitor network access and firewall', url: 'https://learn.microsoft.com/azure/azure-monitor/fundamentals/azure-monitor-network-access' },
    entra: { title: 'Network requirements of the Connected Machine agent (Entra ID, Resource Manager, galleries)', url: 'https://learn.microsoft.com/azure/azure-arc/servers/network-requirements' },
    vault: { title: 'Diagnose private links configuration issues on Key Vault', url: 'https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics' },
    oryx: { title: 'Oryx on App Service: network dependencies', url: 'https://github.com/microsoft/Oryx/blob/main/doc/hosts/appservice.md' },
    builds: { title: 'What App Service builds call, seen in firewall logs (Japanese)', url: 'https://qiita.com/shogo-ohe/items/bfd43c5766ebb9ee18ec' },
    bundles: { title: 'Extension bundles move to cdn.functions.azure.com', url: 'https://github.com/Azure/Azure-Functions/issues/2453' },
  },
  // biome-ignore format: one parameter a line; a default may refer to the parameters above it
  parameters: {
    app: { type: 'string', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]', example: 'func-orders', describe: 'Name of the function app' },
    region: { type: 'string', required: true, pattern: '[a-z0-9]+', example: 'japaneast', describe: 'Region, as Azure Resource Manager spells it' },
    host: { type: 'string', required: false, default: '{app}.azurewebsites.net', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'func-orders-a1b2c3d4.japaneast-01.azurewebsites.net', describe: 'Default host name (WEBSITE_HOSTNAME); newer apps carry a hash and the region in it' },
    scmHost: { type: 'string', required: false, default: '{host:label}.scm.{host:rest}', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'func-orders.scm.azurewebsites.net', describe: 'Host name of the deployment site (SCM, Kudu)' },
    plan: { type: 'choice', required: false, default: 'elastic-premium', values: ['flex-consumption', 'elastic-premium', 'dedicated', 'consumption'], describe: 'Hosting plan; Elastic Premium and Consumption keep the content on Azure Files' },
    os: { type: 'choice', required: false, default: 'linux', values: ['linux', 'windows'], describe: 'Operating system of the plan; Oryx builds on Linux' },
    storageAccount: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stfuncorders', describe: 'Storage account of AzureWebJobsStorage' },
    vaults: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-orders', describe: 'Key Vaults that app settings refer to' },
    build: { type: 'list', required: false, default: [], values: ['python', 'node', 'dotnet', 'powershell'], describe: 'Languages of a remote build; powershell: managed dependencies. Java is not built by the platform' },
    ingestionHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'japaneast-1.in.applicationinsights.azure.com', describe: 'Host of IngestionEndpoint in APPLICATIONINSIGHTS_CONNECTION_STRING' },
    privateEndpoints: { type: 'list', required: false, default: [], values: ['app', 'storage', 'vault'], describe: 'Parts that have a private endpoint: their names must then resolve to private addresses' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'start', name: 'The function host starts', symptom: 'The host does not start and timers stop; the portal says "Azure Functions Runtime is unreachable"', quotes: ['Azure Functions Runtime is unreachable'] },
    { id: 'content', name: 'The content share mounts', symptom: 'The app does not start or answers 503; creating it fails' },
    { id: 'triggers', name: 'Queue and blob triggers and Durable Functions run', symptom: 'Triggers are silent, Durable Functions fail' },
    { id: 'bundle', name: 'The extension bundle can be fetched', symptom: 'The host fails to start, or triggers are missing, when the bundle is not preinstalled' },
    { id: 'settings', name: 'Key Vault references resolve', symptom: 'The app sees the literal @Microsoft.KeyVault(...) in the place of the secret', quotes: ['@Microsoft.KeyVault(...)', 'FetchTimedOut', 'AccessToKeyVaultDenied'] },
    { id: 'identity', name: 'Microsoft Entra ID issues tokens', symptom: 'Acquiring a token times out' },
    { id: 'control-plane', name: 'Azure Resource Manager answers', symptom: 'Calls of management.azure.com from the app, and az in its console, time out' },
    { id: 'telemetry', name: 'Application Insights gets telemetry', symptom: 'Telemetry vanishes without any error in the app' },
    { id: 'live-metrics', name: 'Live Metrics shows the app', symptom: 'The Live Metrics page stays empty' },
    { id: 'profiler', name: 'Profiler and Snapshot Debugger upload', symptom: 'Profiles and snapshots do not arrive' },
    { id: 'trigger-sync', name: 'Triggers are synchronised after a deployment', symptom: 'The deployment is reported as failed or triggers stay stale; non-HTTP triggers do not scale' },
    { id: 'deploy', name: 'A deployment completes', symptom: 'The client gets status 500, "An error occurred while sending the request."; on Flex Consumption it hangs for about 100 s in [Kudu-RemoveWorkersStep]', quotes: ['{"Message":"An error has occurred.","ExceptionMessage":"An error occurred while sending the request.","ExceptionType":"System.Net.Http.HttpRequestException"', '[Kudu-RemoveWorkersStep]'] },
    { id: 'remote-build', name: 'Oryx fetches what a remote build needs', symptom: 'The build hangs after "Detecting platforms..." for about 100 s, then "Error: Oops... An unexpected error has occurred."', quotes: ['Detecting platforms...', 'Error: Oops... An unexpected error has occurred.', 'GetAvailableVersionsFromStorage'] },
    { id: 'build-python', when: { build: ['python'] }, name: 'Remote build of a Python app', symptom: 'pip install fails in the build log' },
    { id: 'build-node', when: { build: ['node'] }, name: 'Remote build of a Node.js app', symptom: 'npm install fails in the build log' },
    { id: 'build-dotnet', when: { build: ['dotnet'] }, name: 'Remote build of a .NET app', symptom: 'dotnet restore fails in the build log' },
    { id: 'powershell-modules', name: 'PowerShell managed dependencies install', symptom: 'Modules of requirements.psd1 are missing at run time' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    row('app', 'https://{host}/', 'trigger-sync deploy', KUDU, { ...SITE, note: 'The app calls its own /operations/settriggers' }),
    row('scm', 'https://{scmHost}/', 'deploy', KUDU, { ...SITE, note: 'Kudu posts to its own REST API' }),
    row('storage-blob', 'https://{storageAccount}.blob.core.windows.net/', 'start triggers', NETWORKING, { ...BLOB, note: 'Keys, timer leases, host locks; on Flex Consumption also the deployment package' }),
    row('storage-queue', 'https://{storageAccount}.queue.core.windows.net/', 'triggers', NETWORKING, QUEUE),
    row('storage-table', 'https://{storageAccount}.table.core.windows.net/', 'triggers', NETWORKING, { ...TABLE, note: 'Durable Functions and diagnostic events' }),
    row('content-https', 'https://{storageAccount}.file.core.windows.net/', 'start content', ROUTING, { ...FILE, when: CONTENT_SHARE }),
    row('content-smb', 'tcp://{storageAccount}.file.core.windows.net:445', 'start content', ROUTING, { ...FILE, when: CONTENT_SHARE }),
    row('key-vault', 'https://{item}.vault.azure.net/healthstatus', 'settings', VAULT, { ...KEY_VAULT, each: 'vaults', expect: { http: { status: [200] } }, note: 'Answers without credentials' }),
    row('entra', 'https://login.microsoftonline.com/', 'identity', ENTRA),
    row('entra-legacy', 'https://login.windows.net/', 'identity', ENTRA, optional('Older SDKs')),
    row('arm', 'https://management.azure.com/', 'control-plane', ENTRA),
    row('bundle', 'https://cdn.functions.azure.com/', 'bundle', BUNDLES, { since: '2025-05-01', note: 'Took the place of functionscdn.azureedge.net' }),
    row('ingestion', 'https://{ingestionHost}/', 'telemetry', MONITOR, { wildcard: '*.in.applicationinsights.azure.com' }),
    row('ingestion-region', 'https://{region}-1.in.applicationinsights.azure.com/', 'telemetry', MONITOR, { ...optional('The number differs by resource: give ingestionHost'), wildcard: '*.in.applicationinsights.azure.com' }),
    row('ingestion-global', 'https://dc.services.visualstudio.com/', 'telemetry', MONITOR, optional('SDKs without a connection string')),
    row('ingestion-global-azure', 'https://dc.applicationinsights.azure.com/', 'telemetry', MONITOR, optional('SDKs without a connection string')),
    row('ingestion-global-microsoft', 'https://dc.applicationinsights.microsoft.com/', 'telemetry', MONITOR, optional('SDKs without a connection string')),
    row('live', 'https://{region}.livediagnostics.monitor.azure.com/', 'live-metrics', MONITOR),
    row('live-global', 'https://live.applicationinsights.azure.com/', 'live-metrics', MONITOR, optional('SDKs without a connection string')),
    row('live-global-microsoft', 'https://rt.applicationinsights.microsoft.com/', 'live-metrics', MONITOR, optional('SDKs without a connection string')),
    row('live-global-visualstudio', 'https://rt.services.visualstudio.com/', 'live-metrics', MONITOR, optional('SDKs without a connection string')),
    row('profiler', 'https://profiler.monitor.azure.com/', 'profiler', MONITOR, optional('With the Profiler on')),
    row('profiler-agent', 'https://agent.azureserviceprofiler.net/', 'profiler', MONITOR, { ...optional('With the Profiler on'), wildcard: '*.agent.azureserviceprofiler.net' }),
    row('snapshot', 'https://snapshot.monitor.azure.com/', 'profiler', MONITOR, optional('With the Snapshot Debugger on')),
    row('oryx', 'https://oryx-cdn.microsoft.io/', 'remote-build build-python build-node build-dotnet', ORYX, { when: LINUX_BUILD, expect: { http: { status: [400] } }, note: '400 InvalidQueryParameterValue is the answer of the CDN itself' }),
    row('oryx-backup', 'https://oryxsdksprodbackup.blob.core.windows.net/', 'remote-build', ORYX, { when: LINUX_BUILD, ...optional('When the CDN fails and a backup is configured') }),
    row('oryx-mcr', 'https://mcr.microsoft.com/', 'remote-build', ORYX, { when: LINUX_BUILD, ...optional('The newer source of SDKs'), wildcard: '*.data.mcr.microsoft.com' }),
    row('pypi', 'https://pypi.org/', 'build-python', BUILDS, { when: { build: ['python'] } }),
    row('pypi-files', 'https://files.pythonhosted.org/', 'build-python', BUILDS, { when: { build: ['python'] } }),
    row('npm', `https://${NPM_HOST}/`, 'build-node', BUILDS, { when: { build: ['node'] } }),
    row('nuget', 'https://api.nuget.org/', 'build-dotnet', BUILDS, { when: { build: ['dotnet'] } }),
    row('powershell-gallery', 'https://www.powershellgallery.com/', 'powershell-modules', ENTRA, { when: { build: ['powershell'] } }),
  ],
} satisfies Catalog
