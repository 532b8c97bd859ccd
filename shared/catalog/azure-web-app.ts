import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { optional, privateOnlyWith, privateWith, row, sourcesOf } from './azure-sources.ts'
import {
  INSIGHTS_CAPABILITIES,
  INSIGHTS_LOOKUPS,
  INSIGHTS_PARAMETERS,
  insightsRows,
} from './azure-telemetry.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const SIGN_IN = { when: { features: ['sign-in'] } }

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('app', 'https://{host}/', 'health', 'networking', { ...privateWith('app'), note: 'Any answer of the app will do; the health check of the platform itself comes from inside and takes no network' }),
  row('entra', 'https://{entraHost}/', 'sign-in identity', 'easy-auth'),
  row('entra-legacy', 'https://{entraLegacy}/', 'sign-in', 'easy-auth-names', { ...SIGN_IN, note: 'The module of App Service reads keys and tokens there' }),
  row('entra-sts', 'https://sts.windows.net/', 'sign-in', 'easy-auth-names', { when: { ...SIGN_IN.when, cloud: ['AzureCloud'] }, note: 'Issuer of older tokens, whose metadata the module reads' }),
  row('graph', 'https://{graphHost}/', 'sign-in', 'easy-auth', { ...SIGN_IN, ...optional('When groups or profiles are read at sign-in') }),
  row('key-vault', 'https://{item}.{vaultSuffix}/healthstatus', 'settings', 'vault', { ...privateWith('vault'), each: 'vaults', expect: { http: { status: [200] } }, note: 'Answers without credentials' }),
  row('app-configuration', 'https://{item}.{configSuffix}/', 'settings', 'zones', { ...privateWith('configuration'), each: 'configurationStores' }),
  row('backup', 'https://{backupAccount}.blob.{storageSuffix}/', 'backup', 'backup', privateWith('backup')),
  row('logs', 'https://{logAccount}.blob.{storageSuffix}/', 'app-logs', 'app-logs', { note: 'App Service logs go to public storage accounts only' }),
  row('package', 'https://{packageHost}/', 'start', 'settings', { ...privateWith('package'), note: 'WEBSITE_RUN_FROM_PACKAGE' }),
  row('mount', 'tcp://{item}.file.{storageSuffix}:445', 'mounts', 'routing', { ...privateWith('mount'), each: 'mounts' }),
  row('arm', 'https://{armHost}/', 'control-plane', 'arc-servers', { when: { features: ['control-plane'] }, ...privateOnlyWith('arm') }),
  ...insightsRows(),
]

/** What a web app on App Service calls while it runs. */
export const azureWebApp = {
  name: 'azure-web-app',
  version: '2026-11-30',
  title: 'App Service: run a web app (sign-in, settings, backup, logs, mounts)',
  about:
    'What the platform and the app call while the app runs. Builds and deployments are in azure-app-service-build, image pulls in azure-container-registry, databases and other services in azure-private-endpoints. What your own code calls is yours to add under targets.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line; a default may refer to the parameters above it
  parameters: {
    cloud: CLOUD,
    app: { type: 'string', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]', example: 'app-orders', describe: 'Name of the web app' },
    region: azureRegion(),
    host: { type: 'string', required: false, default: '{app}.{siteSuffix}', pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', example: 'app-orders.azurewebsites.net', describe: 'Default host name (WEBSITE_HOSTNAME)' },
    features: { type: 'list', required: false, default: [], values: ['sign-in', 'control-plane'], describe: 'What the app uses: sign-in: App Service Authentication (Easy Auth, WEBSITE_AUTH_ENABLED); control-plane: it calls Azure Resource Manager' },
    vaults: { type: 'list', required: false, default: [], pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-orders', describe: 'Key Vaults that app settings refer to' },
    configurationStores: { type: 'list', required: false, default: [], pattern: '[A-Za-z0-9-]{5,50}', example: 'appcs-orders', describe: 'App Configuration stores that app settings refer to' },
    backupAccount: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stbackup', describe: 'Storage account of custom backups' },
    logAccount: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stlogs', describe: 'Storage account of application and web server logs' },
    mounts: { type: 'list', required: false, default: [], pattern: '[a-z0-9]{3,24}', example: 'stfiles', describe: 'Storage accounts whose file shares are mounted' },
    packageHost: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'stpackages.blob.core.windows.net', describe: 'Host of the URL in WEBSITE_RUN_FROM_PACKAGE' },
    ...INSIGHTS_PARAMETERS,
    privateEndpoints: { type: 'list', required: false, default: [], values: ['app', 'vault', 'configuration', 'backup', 'mount', 'package', 'monitor', 'arm'], describe: 'Parts that have a private endpoint: their names must then resolve to private addresses; monitor: an Azure Monitor private link scope' },
  },
  lookups: cloudLookups(
    'siteSuffix',
    'storageSuffix',
    'vaultSuffix',
    'configSuffix',
    'entraHost',
    'entraLegacy',
    'graphHost',
    'armHost',
    ...INSIGHTS_LOOKUPS,
  ),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'start', name: 'The app starts from its package', symptom: 'The app answers 503 and its log says that the package could not be fetched' },
    { id: 'health', name: 'The app answers at its own name from this network', symptom: 'Calls of the app, or of its neighbours, to its own name time out' },
    { id: 'sign-in', when: SIGN_IN.when, name: 'App Service Authentication signs users in', symptom: 'Every request that is signed in ends with status 500', checks: ['The module runs beside the app and calls Entra ID by way of the app’s network: with all traffic routed through a firewall its names must be allowed there'] },
    { id: 'identity', sandbox: 'managed-identity', name: 'Microsoft Entra ID issues tokens', symptom: 'Acquiring a token times out' },
    { id: 'settings', sandbox: 'settings-reference', name: 'References to Key Vault and App Configuration resolve', symptom: 'The app sees the literal @Microsoft.KeyVault(...) instead of the secret' },
    { id: 'backup', sandbox: 'backup', name: 'Custom backups are stored', symptom: 'Backups fail or stay in progress while the app runs' },
    { id: 'app-logs', sandbox: 'app-logs', name: 'App Service logs reach the storage account', symptom: 'The container of the logs stays empty' },
    { id: 'mounts', sandbox: 'content-share', name: 'File shares are mounted', symptom: 'The app does not start: "Failed to mount Azure Storage Account"', quotes: ['Failed to mount Azure Storage Account'] },
    { id: 'control-plane', name: 'Azure Resource Manager answers', symptom: 'Calls of Resource Manager from the app time out' },
    ...INSIGHTS_CAPABILITIES,
  ],
  endpoints: [...endpoints],
} satisfies Catalog
