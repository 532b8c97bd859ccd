import {
  DEFENDER_LOOKUPS,
  EXTENSION_CAPABILITIES,
  EXTENSION_PARAMETERS,
  EXTENSION_ROWS,
} from './azure-arc-extensions.ts'
import { ARC_REGIONS } from './azure-arc-regions.ts'
import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { type More, NOT_INSPECTED, optional, row, sourcesOf } from './azure-sources.ts'
import { AGENT_PARAMETERS, agentRows, collectionRow, workspaceRow } from './azure-telemetry.ts'
import type { Catalog, Condition, EndpointRow } from './catalog.ts'

const DIRECT = ['direct']
const NO_GATEWAY = ['direct', 'private-link']
const TODAY = { list: ['current'] }
const JULY_2024 = { list: ['2024-07'] }

/** Without a gateway; private by a private link scope. */
const SCOPE: More = {
  private: {},
  when: { mode: NO_GATEWAY },
  expectWhen: [
    { when: { mode: ['private-link'] }, expect: { resolution: 'private' } },
    { when: { mode: DIRECT }, expect: { resolution: 'public' } },
  ],
}
const PUBLIC: More = { when: { mode: NO_GATEWAY } }
const GATEWAY = { mode: ['gateway'] }

/** With this extension, without a gateway: the gateway carries its calls. */
function extension(name: string, ...others: readonly string[]): { when: Condition } {
  return { when: { mode: NO_GATEWAY, extensions: [name, ...others] } }
}

const ESU = { when: { ...extension('esu').when, cloud: ['AzureCloud', 'AzureUSGovernment'] } }

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('download', 'https://download.microsoft.com/', 'install', 'arc-servers', { when: { os: ['windows'] } }),
  row('packages', 'https://packages.microsoft.com/', 'install', 'arc-servers', { when: { os: ['linux'] } }),
  row('aka-ms', 'https://aka.ms/', 'install', 'arc-servers-2024', { when: { mode: ['direct', 'gateway'], ...JULY_2024 }, note: 'The install script’s redirect; today’s lists do not have it' }),
  row('entra', 'https://{entraHost}/', 'connect', 'arc-servers'),
  row('entra-partner', 'https://{entraPartner}/', 'connect', 'arc-servers'),
  row('entra-regional', 'https://{region}.{entraRegional}/', 'connect', 'arc-servers', { when: TODAY, since: '2025-08-01', wildcard: '*.{entraRegional}' }),
  row('entra-legacy', 'https://{entraLegacy}/', 'connect', 'arc-servers-2024', { when: { mode: NO_GATEWAY, ...JULY_2024 }, note: 'Agents before 1.34 (September 2023)' }),
  row('pas', 'https://{pasHost}/', 'connect', 'arc-servers', PUBLIC),
  row('arm', 'https://{armHost}/', 'connect', 'arc-servers'),
  row('gateway', 'https://{gateway}.gw.arc.azure.com/', 'connect policy notifications ssh windows-admin-center sql sql-entra monitor esu licensing', 'arc-gateway', { when: GATEWAY, ...NOT_INSPECTED, note: 'Proxies that end TLS are not supported' }),
  row('identity-global', 'https://gbl.{arcSuffix}/', 'connect', 'arc-servers', { ...SCOPE, wildcard: '*.{arcSuffix}' }),
  row('identity-region', 'https://{arcShort}.{arcSuffix}/', 'connect', 'arc-servers', { ...SCOPE, wildcard: '*.{arcSuffix}' }),
  row('gateway-identity-global', 'https://gbl.{arcSuffix}/', 'connect', 'arc-gateway', { when: GATEWAY }),
  row('gateway-identity-region', 'https://{arcShort}.{arcSuffix}/', 'connect', 'arc-gateway', { when: GATEWAY }),
  row('policy-global', 'https://agentserviceapi.{guestSuffix}/', 'policy', 'arc-servers', { ...SCOPE, wildcard: '*.{guestSuffix}' }),
  row('policy-region', 'https://{region}-gas.{guestSuffix}/', 'policy', 'arc-servers', { ...SCOPE, wildcard: '*.{guestSuffix}' }),
  row('policy-content', 'https://oaasguestconfigwcuss1.blob.{storageSuffix}/', 'policy', 'arc-servers-2024', { when: { mode: DIRECT, cloud: ['AzureCloud'], ...JULY_2024 }, until: '2026-02-13', family: 'oaasguestconfig*.blob.{storageSuffix}', wildcard: '*.blob.{storageSuffix}', needsWildcard: 'Which storage account serves differs', ...optional('One account that was seen; which one serves differs') }),
  row('notifications', 'https://{notifyHost}/', 'notifications', 'arc-servers', PUBLIC),
  row('notifications-list', 'https://{notifyHost}/urls/allowlist?api-version=2020-01-01&location={region}', 'notifications', 'arc-servers', { ...PUBLIC, expect: { http: { status: [200] } }, wildcard: '*.{notifyHost}', needsWildcard: 'The published list has it and names nothing below it', discovers: 'https://{name}/', note: 'A JSON list of the relay names in use, which changes from time to time' }),
  row('notifications-relay', 'https://azgnrelay-{region}-l1.{relaySuffix}/', 'notifications', 'arc-servers', { ...PUBLIC, wildcard: 'azgn*.{relaySuffix}', needsWildcard: 'Which relays serve changes', ...optional('The list at /urls/allowlist says which relays are in use') }),
  row('hybrid-relay', 'https://g2-prod-os-vr0001-sb.{relaySuffix}/', 'ssh windows-admin-center', 'arc-servers', { when: { mode: DIRECT, extensions: ['ssh', 'windows-admin-center'], cloud: ['AzureCloud'] }, wildcard: '*.{relaySuffix}', needsWildcard: 'Which relays serve changes', ...optional('One relay that was seen, in Japan East; which one serves differs') }),
  row('admin-center', 'https://{region}.service.waconazure.com/', 'windows-admin-center', 'admin-center', { when: { mode: DIRECT, extensions: ['windows-admin-center'], cloud: ['AzureCloud'] }, wildcard: '*.waconazure.com', needsWildcard: 'The published list has it and names nothing below it' }),
  row('telemetry', 'https://{telemetryHost}/', 'telemetry', 'arc-servers', { ...PUBLIC, ...optional('Agents before 1.24') }),
  row('sql-data', 'https://dataprocessingservice.{region}.{arcDataSuffix}/', 'sql', 'arc-servers', { ...extension('sql', 'sql-entra'), expect: { http: { status: [401] } }, wildcard: '*.{region}.{arcDataSuffix}' }),
  row('sql-telemetry', 'https://telemetry.{region}.{arcDataSuffix}/', 'sql', 'arc-servers', { ...extension('sql', 'sql-entra'), expect: { http: { status: [401] } }, wildcard: '*.{region}.{arcDataSuffix}' }),
  row('sql-vault', 'https://{vault}.{vaultSuffix}/healthstatus', 'sql-entra', 'arc-servers', { when: { ...TODAY, extensions: ['sql-entra'] }, private: {}, expect: { http: { status: [200] } } }),
  row('sql-graph', 'https://{graphHost}/', 'sql-entra', 'arc-servers', { when: { mode: NO_GATEWAY, ...TODAY, extensions: ['sql-entra'] } }),
  row('esu-http', 'http://www.microsoft.com/pkiops/certs', 'esu', 'arc-servers', ESU),
  row('esu-https', 'https://www.microsoft.com/pkiops/certs', 'esu', 'arc-servers', ESU),
  row('licensing', 'https://dls.microsoft.com/', 'licensing', 'arc-servers', { when: { mode: NO_GATEWAY, ...TODAY, extensions: ['licensing'], cloud: ['AzureCloud'] } }),
  ...agentRows('monitor', extension('monitor')),
  collectionRow('monitor', { when: { extensions: ['monitor'] }, ...NOT_INSPECTED }),
  workspaceRow('monitor', { when: { extensions: ['monitor'] } }),
  ...EXTENSION_ROWS,
]

/** What an Arc-enabled server needs of the network. */
export const azureArcServers = {
  name: 'azure-arc-servers',
  version: '2026-11-30',
  title: 'Azure Arc-enabled servers: directly, through Arc gateway, or by a private link scope',
  about:
    'What the Connected Machine agent and its extensions call. Concrete names represent the wildcards of the published lists. With a gateway, only what does not go through it is checked: use the catalog a second time, with mode direct and proxy http://localhost:40343, on a server where the agent runs to check what the gateway carries. Extensions do not all take the proxy of the agent: scripts of extensions and package managers have settings of their own. Over ExpressRoute with Microsoft peering the gateway is not reached, since Azure Front Door is not on it; over private peering the agent takes a private link scope or a proxy in the network, such as the explicit proxy of Azure Firewall. What a workstation needs for Windows Admin Center is in azure-portal. In Government and China the published lists also have *.blob of the storage suffix, of which no name is known to check.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line; a default may refer to the parameters above it
  parameters: {
    cloud: CLOUD,
    region: azureRegion(),
    arcShort: { type: 'string', required: true, default: '{arcRegion}', pattern: '[a-z0-9]+', example: 'je', describe: 'Short name of the region in Arc’s host names, which azcmagent check prints: je for japaneast' },
    mode: {
      type: 'choice', required: false, default: 'direct', values: ['direct', 'gateway', 'private-link'], describe: 'How the agent connects: azcmagent config get connection.type',
      only: [
        { when: { cloud: ['AzureUSGovernment'] }, values: ['direct', 'private-link'], why: 'Arc gateway exists in the public cloud only' },
        { when: { cloud: ['AzureChinaCloud'] }, values: ['direct'], why: 'The published list for China has neither Arc gateway nor a private link scope' },
      ],
    },
    gateway: { type: 'string', required: false, requiredWhen: GATEWAY, pattern: '[A-Za-z0-9-]+', example: '1234abcd', describe: 'First label of the gateway’s URL: az arcgateway list' },
    os: { type: 'list', required: false, default: ['linux', 'windows'], values: ['linux', 'windows'], describe: 'Operating systems of the servers' },
    extensions: {
      type: 'list', required: false, default: [], values: ['sql', 'sql-entra', 'ssh', 'windows-admin-center', 'monitor', 'esu', 'licensing', 'defender', 'update-manager', 'automation', 'key-vault'], describe: 'What is used in addition to the agent; sql-entra: SQL Server with Entra authentication; automation: hybrid runbook worker; key-vault: certificates from Key Vault; esu: Extended Security Updates; licensing: hotpatch, Windows Server benefits, pay-as-you-go',
      only: [{ when: { mode: ['private-link'] }, values: ['sql', 'sql-entra', 'monitor', 'esu', 'licensing', 'defender', 'update-manager', 'automation', 'key-vault'], why: 'SSH and Windows Admin Center do not work with a private link scope' }],
    },
    vault: { type: 'string', required: false, pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-sql', describe: 'Key Vault of SQL Server with Entra authentication' },
    ...AGENT_PARAMETERS,
    ...EXTENSION_PARAMETERS,
    list: { type: 'choice', required: false, default: 'current', values: ['current', '2024-07'], describe: 'The published list to check against' },
    privateEndpoints: { type: 'list', required: false, default: [], values: ['monitor'], describe: 'monitor: an Azure Monitor private link scope, so the names of the Azure Monitor agent must resolve to private addresses' },
  },
  lookups: {
    arcRegion: ARC_REGIONS,
    ...DEFENDER_LOOKUPS,
    ...cloudLookups(
      'entraHost',
      'entraPartner',
      'entraRegional',
      'entraLegacy',
      'pasHost',
      'armHost',
      'graphHost',
      'arcSuffix',
      'guestSuffix',
      'storageSuffix',
      'notifyHost',
      'relaySuffix',
      'telemetryHost',
      'arcDataSuffix',
      'vaultSuffix',
      'monitorSuffix',
      'odsSuffix',
    ),
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'install', name: 'The agent installs and upgrades', symptom: 'The installation script cannot download the agent: AZCM0146 or AZCM0148', quotes: ['AZCM0146', 'AZCM0148'] },
    { id: 'connect', name: 'The server connects and stays connected', symptom: 'azcmagent connect ends with AZCM0026 or "required endpoints unavailable"; later the server shows as Disconnected', quotes: ['AZCM0026', 'required endpoints unavailable'] },
    { id: 'policy', name: 'Machine configuration and policies apply', symptom: 'Guest assignments stay pending; compliance does not change' },
    { id: 'notifications', name: 'Extensions and connections are announced to the server', symptom: 'Extensions and connections from the portal start late or not at all' },
    { id: 'ssh', when: { extensions: ['ssh'] }, name: 'SSH through Arc', symptom: 'az ssh arc cannot connect' },
    { id: 'windows-admin-center', when: { extensions: ['windows-admin-center'] }, name: 'Windows Admin Center in the portal', symptom: 'The portal cannot connect to the server' },
    { id: 'sql', when: { extensions: ['sql', 'sql-entra'] }, name: 'SQL Server enabled by Arc reports', symptom: 'The SQL Server resource is missing or its databases are out of date' },
    { id: 'sql-entra', when: { extensions: ['sql-entra'] }, name: 'SQL Server with Entra authentication', symptom: 'Entra logins to SQL Server fail' },
    { id: 'monitor', when: { extensions: ['monitor'] }, name: 'The Azure Monitor agent sends logs', symptom: 'The Heartbeat table of the workspace stays empty' },
    { id: 'esu', when: { extensions: ['esu'] }, name: 'Extended Security Updates install', symptom: 'The updates are offered and fail to install' },
    { id: 'licensing', when: { extensions: ['licensing'] }, name: 'Licences are validated', symptom: 'Hotpatch, Windows Server benefits or pay-as-you-go cannot be turned on' },
    ...EXTENSION_CAPABILITIES,
    { id: 'telemetry', name: 'Old agents send telemetry', symptom: 'Nothing that users see' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
