import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { type More, optional, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const PUBLIC_CLOUD = ['AzureCloud']
/** A network isolated cluster (outbound type none or block) takes images from a registry of the network instead. */
const WITH_EGRESS = ['allowed']
const ISOLATED: More = {
  when: { egress: ['none'] },
  private: {},
  expect: { resolution: 'private' },
}
const RUN_COMMAND = [{ when: { features: ['run-command'] }, for: ['run-command'] }]

/** Needed with this add-on or kind of node. */
function feature(name: string): More {
  return { when: { features: [name] } }
}

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('api-server', 'https://{apiServer}/', 'join', 'aks', { private: {}, forWhen: RUN_COMMAND, expectWhen: [{ when: { cluster: ['private'] }, expect: { resolution: 'private' } }], wildcard: '*.hcp.{region}.{clusterSuffix}', note: 'The certificate is the cluster’s own: give its CA under ca. Any device in between must let ALPN pass' }),
  row('arm', 'https://{armHost}/', 'join', 'aks', { when: { egress: WITH_EGRESS } }),
  row('entra', 'https://{entraHost}/', 'join', 'aks', { when: { egress: WITH_EGRESS } }),
  row('images', 'https://{mcrHost}/', 'images', 'aks', { when: { egress: WITH_EGRESS }, forWhen: RUN_COMMAND, wildcard: '*.data.{mcrHost}', needsWildcard: 'Data hosts are regional and change; Microsoft asks not to pin them' }),
  row('images-edge', 'https://mcr-0001.mcr-msedge.net/', 'images', 'aks', { when: { cloud: PUBLIC_CLOUD, egress: WITH_EGRESS } }),
  row('isolated-registry', 'https://{bootstrapRegistry}.azurecr.io/v2/', 'images bootstrap', 'aks-isolated', { ...ISOLATED, forWhen: RUN_COMMAND, expect: { resolution: 'private', http: { status: [401], headers: { 'www-authenticate': 'Bearer' } } }, note: 'Images of the cluster come from there; it fetches them from Microsoft itself' }),
  row('isolated-data', 'https://{bootstrapRegistry}.{region}.data.azurecr.io/', 'images bootstrap', 'aks-isolated', ISOLATED),
  row('packages', 'https://packages.microsoft.com/', 'bootstrap', 'aks', { when: { egress: WITH_EGRESS } }),
  row('packages-aks', 'https://packages.aks.azure.com/', 'bootstrap', 'aks', { when: { egress: WITH_EGRESS }, note: 'Replaces acs-mirror.azureedge.net' }),
  row('packages-older', 'https://acs-mirror.azureedge.net/', 'bootstrap', 'aks', { ...feature('older-nodes'), ...optional('Where older node images take their packages from') }),
  row('ubuntu-security', 'http://security.ubuntu.com/', 'os-updates', 'aks', feature('ubuntu-updates')),
  row('ubuntu-archive', 'http://azure.archive.ubuntu.com/', 'os-updates', 'aks', feature('ubuntu-updates')),
  row('ubuntu-changelogs', 'http://changelogs.ubuntu.com/', 'os-updates', 'aks', feature('ubuntu-updates')),
  row('ubuntu-snapshot', 'https://snapshot.ubuntu.com/', 'os-updates', 'aks', feature('ubuntu-updates')),
  row('gpu-runtime', 'https://nvidia.github.io/', 'gpu', 'aks', feature('gpu')),
  row('gpu-driver', 'https://us.download.nvidia.com/', 'gpu', 'aks', feature('gpu')),
  row('gpu-docker', 'https://download.docker.com/', 'gpu', 'aks', feature('gpu')),
  row('windows-links', 'https://go.microsoft.com/', 'windows', 'aks', feature('windows')),
  row('windows-connect', 'http://www.msftconnecttest.com/', 'windows', 'aks', feature('windows')),
  row('windows-roots', 'http://ctldl.windowsupdate.com/', 'windows', 'aks', feature('windows')),
  row('policy-data', 'https://{policyData}/', 'policy', 'aks', feature('policy')),
  row('policy-store', 'https://{policyStore}/', 'policy', 'aks', feature('policy')),
  row('telemetry', 'https://dc.services.visualstudio.com/', 'policy monitor', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['policy', 'monitor'] } }),
  row('monitor-logs', 'https://{workspaceId}.{odsSuffix}/', 'monitor defender', 'aks', { when: { features: ['monitor', 'defender'] }, wildcard: '*.{odsSuffix}' }),
  row('monitor-global', 'https://global.handler.control.{monitorSuffix}/', 'monitor', 'aks', feature('monitor')),
  row('monitor-region', 'https://{region}.handler.control.{monitorSuffix}/', 'monitor', 'aks', feature('monitor')),
  row('monitor-metrics', 'https://{region}.monitoring.azure.com/', 'monitor', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['monitor'] } }),
  row('extensions', 'https://{region}.dp.kubernetesconfiguration.azure.com/', 'extensions', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['extensions'] } }),
  row('extension-images', 'https://arcmktplaceprod.azurecr.io/', 'extensions', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['extensions'] } }),
  ...['centralindia', 'japaneast', 'westus2', 'westeurope', 'eastus'].map((region) => row(`extension-layers-${region}`, `https://arcmktplaceprod.${region}.data.azurecr.io/`, 'extensions', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['extensions'] }, ...optional('One of five regions that serve the images') })),
  row('extension-marketplace', 'https://marketplaceapi.microsoft.com/', 'extensions', 'aks', { when: { cloud: PUBLIC_CLOUD, features: ['extensions'] } }),
]

/** What the nodes of an AKS cluster need of the network; the probe must run in their network. */
export const azureAksNodes = {
  name: 'azure-aks-nodes',
  version: '2026-11-30',
  title: 'Azure Kubernetes Service: egress of the nodes',
  about:
    'What the nodes of a cluster call, seen from their subnet or one routed alike. Not checked: UDP (NTP, the tunnel of old clusters), and wildcards of which no name is known: *.mp.microsoft.com (Windows), *.cloud.defender.microsoft.com, *.oms.opinsights.azure.com, *.ingestion.msftcloudes.com, *.microsoftmetrics.com.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: CLOUD,
    region: azureRegion('cluster'),
    apiServer: { type: 'string', required: false, pattern: '[a-z0-9-]+(\\.[a-z0-9-]+)+', example: 'orders-a1b2c3d4.hcp.japaneast.azmk8s.io', describe: 'Host name of the API server: az aks show, fqdn or privateFqdn' },
    features: { type: 'list', required: false, default: [], values: ['ubuntu-updates', 'gpu', 'windows', 'policy', 'monitor', 'defender', 'extensions', 'older-nodes', 'run-command'], describe: 'Add-ons, and kinds of nodes with needs of their own; run-command: az aks command invoke' },
    cluster: { type: 'choice', required: false, default: 'public', values: ['public', 'private'], describe: 'private: the name of the API server must resolve to a private address here' },
    egress: { type: 'choice', required: false, default: 'allowed', values: ['allowed', 'none'], describe: 'none: a network isolated cluster (outbound type none or block), whose images come from a registry in the network' },
    bootstrapRegistry: { type: 'string', required: false, requiredWhen: { egress: ['none'] }, pattern: '[A-Za-z0-9-]{5,63}', example: 'contoso', describe: 'Registry of a network isolated cluster: bootstrapProfile.containerRegistryId of the cluster' },
    workspaceId: { type: 'string', required: false, pattern: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', example: '11111111-2222-3333-4444-555555555555', describe: 'Id of the Log Analytics workspace (its GUID)' },
  },
  lookups: cloudLookups(
    'clusterSuffix',
    'armHost',
    'entraHost',
    'mcrHost',
    'policyData',
    'policyStore',
    'odsSuffix',
    'monitorSuffix',
  ),
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'join', name: 'Nodes join and stay ready', symptom: 'New nodes do not become Ready; creating or scaling a node pool fails' },
    { id: 'images', name: 'System images can be pulled', symptom: 'Pods in kube-system show ImagePullBackOff' },
    { id: 'bootstrap', name: 'Nodes get their packages', symptom: 'Creating, scaling or upgrading a node pool fails' },
    { id: 'os-updates', name: 'Nodes get security updates', symptom: 'Nightly updates of the nodes are missing' },
    { id: 'gpu', name: 'GPU nodes get their drivers', symptom: 'GPUs are not listed by the node' },
    { id: 'windows', name: 'Windows nodes are prepared', symptom: 'Windows nodes do not become Ready' },
    { id: 'policy', when: { features: ['policy'] }, name: 'The Azure Policy add-on works', symptom: 'Compliance of the cluster is not reported' },
    { id: 'monitor', when: { features: ['monitor'] }, name: 'Container insights and metrics arrive', symptom: 'Insights of the cluster stay empty' },
    { id: 'defender', when: { features: ['defender'] }, name: 'Microsoft Defender for Containers reports', symptom: 'Recommendations and alerts of the cluster are missing' },
    { id: 'run-command', when: { features: ['run-command'] }, name: 'az aks command invoke runs in the cluster', symptom: 'The command stays pending for 60 s and fails: its pod cannot be scheduled or its image pulled', quotes: ['KubernetesPerformanceError', 'RunCommand Run command failed'], checks: ['The pod runs in the cluster, under its network and its policies; the caller needs only Resource Manager'] },
    { id: 'extensions', name: 'Cluster extensions install', symptom: 'Extensions stay pending or their pods show ImagePullBackOff' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
