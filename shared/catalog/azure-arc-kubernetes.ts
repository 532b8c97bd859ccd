import { ARC_REGIONS } from './azure-arc-regions.ts'
import { azureRegion, CLOUD, cloudLookups } from './azure-clouds.ts'
import { type More, optional, row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

/** Private by a private link scope. */
const SCOPE: More = {
  private: {},
  expectWhen: [
    { when: { mode: ['private-link'] }, expect: { resolution: 'private' } },
    { when: { mode: ['direct'] }, expect: { resolution: 'public' } },
  ],
}
const CLUSTER_CONNECT = { features: ['cluster-connect', 'custom-locations'] }
const MONITORING: More = { when: { features: ['monitoring'] } }

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('arm', 'https://{armHost}/', 'connect', 'arc-kubernetes'),
  row('entra', 'https://{entraHost}/', 'connect', 'arc-kubernetes'),
  row('entra-regional', 'https://{region}.{entraRegional}/', 'connect', 'arc-kubernetes', { wildcard: '*.{entraRegional}' }),
  row('entra-legacy', 'https://{entraLegacy}/', 'connect', 'arc-kubernetes'),
  row('configuration', 'https://{region}.dp.kubernetesconfiguration.azure.com/', 'configuration', 'arc-kubernetes', SCOPE),
  row('identity-global', 'https://gbl.{arcSuffix}/', 'connect', 'arc-kubernetes', { ...SCOPE, wildcard: '*.{arcSuffix}' }),
  row('identity-region', 'https://{arcShort}.{arcSuffix}/', 'connect', 'arc-kubernetes', { ...SCOPE, wildcard: '*.{arcSuffix}' }),
  row('images', 'https://{mcrHost}/', 'images', 'arc-kubernetes', { wildcard: '*.data.{mcrHost}', needsWildcard: 'Data hosts are regional and change; Microsoft asks not to pin them' }),
  row('kubectl', 'https://dl.k8s.io/', 'install', 'arc-kubernetes', { note: 'The connectedk8s extension of az downloads kubectl' }),
  row('notifications', 'https://{notifyHost}/', 'cluster-connect', 'arc-kubernetes', { when: CLUSTER_CONNECT }),
  row('notifications-list', 'https://{notifyHost}/urls/allowlist?api-version=2020-01-01&location={region}', 'cluster-connect', 'arc-kubernetes', { when: CLUSTER_CONNECT, expect: { http: { status: [200] } }, wildcard: '*.{notifyHost}', needsWildcard: 'The published list has it and names nothing below it', discovers: 'https://{name}/', note: 'A JSON list of the relay names in use, which changes from time to time' }),
  row('relay', 'https://azgnrelay-{region}-l1.{relaySuffix}/', 'cluster-connect', 'arc-kubernetes', { when: CLUSTER_CONNECT, wildcard: '*.{relaySuffix}', needsWildcard: 'Which relays serve changes', ...optional('Carries WebSockets; the list at /urls/allowlist says which relays are in use') }),
  row('sts', 'https://sts.windows.net/', 'cluster-connect', 'arc-kubernetes', { when: CLUSTER_CONNECT }),
  row('graph', 'https://{graphHost}/', 'rbac', 'arc-kubernetes', { when: { features: ['rbac'] } }),
  row('on-behalf-of', 'https://{region}.obo.arc.azure.com:8084/', 'rbac', 'arc-kubernetes', { when: { features: ['rbac'] } }),
  row('geneva-images', 'https://linuxgeneva-microsoft.azurecr.io/', 'monitoring', 'arc-kubernetes', MONITORING),
  row('geneva', 'https://gcs.prod.monitoring.core.windows.net/', 'monitoring', 'arc-kubernetes', MONITORING),
]

/** What an Arc-enabled Kubernetes cluster needs of the network. */
export const azureArcKubernetes = {
  name: 'azure-arc-kubernetes',
  version: '2026-11-22',
  title: 'Azure Arc-enabled Kubernetes: connect a cluster, directly or by a private link scope',
  about:
    'What the Arc agents in a cluster call, in the public cloud. Not checked, because no name in them is known: *.arc.azure.net (the portal), and for extensions with Geneva telemetry *.prod.microsoftmetrics.com, *.prod.hot.ingest.monitor.core.windows.net and *.prod.warm.ingest.monitor.core.windows.net.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    cloud: { ...CLOUD, values: ['AzureCloud'] },
    region: azureRegion(),
    arcShort: { type: 'string', required: true, default: '{arcRegion}', pattern: '[a-z0-9]+', example: 'je', describe: 'Short name of the region in Arc’s host names: je for japaneast' },
    mode: { type: 'choice', required: false, default: 'direct', values: ['direct', 'private-link'], describe: 'How the cluster connects' },
    features: { type: 'list', required: false, default: [], values: ['cluster-connect', 'custom-locations', 'rbac', 'monitoring'], describe: 'What is used in addition to the agents; rbac: Azure RBAC; monitoring: extensions with Geneva telemetry' },
  },
  lookups: {
    arcRegion: ARC_REGIONS,
    ...cloudLookups(
      'armHost',
      'entraHost',
      'entraRegional',
      'entraLegacy',
      'arcSuffix',
      'mcrHost',
      'notifyHost',
      'relaySuffix',
      'graphHost',
    ),
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'connect', name: 'The cluster connects and stays connected', symptom: 'az connectedk8s connect fails; later the cluster shows as Offline' },
    { id: 'configuration', name: 'Configurations and extensions reach the cluster', symptom: 'GitOps configurations and extensions stay pending' },
    { id: 'images', name: 'The agents’ images can be pulled', symptom: 'Pods in the namespace azure-arc show ImagePullBackOff' },
    { id: 'install', name: 'Onboarding downloads its tools', symptom: 'az connectedk8s connect cannot download kubectl' },
    { id: 'cluster-connect', name: 'Cluster connect and custom locations', symptom: 'az connectedk8s proxy cannot connect' },
    { id: 'rbac', name: 'Azure RBAC on the cluster', symptom: 'Requests of users are not authorised' },
    { id: 'monitoring', name: 'Extensions send Geneva telemetry', symptom: 'Metrics of the extensions are missing' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
