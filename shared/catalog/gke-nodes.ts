import type { Catalog, EndpointRow } from './catalog.ts'
import {
  apiRow,
  domainRow,
  endpointRow,
  GOOGLE_SOURCES,
  ifUsed,
  privateVipRow,
} from './google-rows.ts'
import { VIP_PARAMETERS } from './google-vip.ts'
import { IPV4 } from './patterns.ts'

function feature(name: string): Partial<EndpointRow> {
  return { when: { features: [name] } }
}

/** What the nodes of a GKE cluster need of the network; the probe must run in their subnet, with their network tags. */
export const gkeNodes = {
  name: 'gke-nodes',
  version: '2026-11-30',
  title: 'Google Kubernetes Engine: egress of the nodes of a private cluster',
  about:
    'What the nodes of a cluster call, seen from their subnet or one routed alike: the control plane, the registries, the APIs of logs and metrics, and what chosen features add. Not the way from the control plane to the nodes (10250 and the ports of webhooks), nor what your Pods call.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    restricted: GOOGLE_SOURCES.restricted,
    psc: GOOGLE_SOURCES.psc,
    'control-plane': { title: 'GKE node connectivity insights', url: 'https://docs.cloud.google.com/network-intelligence-center/docs/network-analyzer/insights/kubernetes-engine/gke-node-to-control-plane' },
    isolation: { title: 'About network isolation in GKE', url: 'https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation' },
    registries: { title: 'Restricted access for GKE private clusters', url: 'https://docs.cloud.google.com/vpc-service-controls/docs/set-up-gke' },
    streaming: { title: 'Use Image streaming to pull container images', url: 'https://docs.cloud.google.com/kubernetes-engine/docs/how-to/image-streaming' },
    connect: { title: 'GKE Hub API: ConnectAgent', url: 'https://docs.cloud.google.com/python/docs/reference/gkehub/latest/google.cloud.gkehub_v1beta1.types.ConnectAgent' },
    'k8s-registry': { title: 'Images of registry.k8s.io on private nodes', url: 'https://github.com/GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp/issues/199' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    controlPlane: { type: 'list', required: false, default: [], pattern: IPV4, example: '172.16.0.2', describe: 'Addresses of the control plane that the nodes use: gcloud container clusters describe, privateEndpoint or endpoint' },
    dnsEndpoint: { type: 'list', required: false, default: [], pattern: '[a-z0-9.-]+\\.gke\\.goog', example: 'gke-0a1b2c3d.asia-northeast1.gke.goog', describe: 'DNS endpoint of the control plane, where kubectl or a controller in this network uses it: controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint' },
    registries: { type: 'list', required: false, default: ['gcr.io'], pattern: '([a-z0-9-]+-docker\\.pkg\\.dev)|(([a-z]+\\.)?gcr\\.io)', example: 'asia-northeast1-docker.pkg.dev', describe: 'Registries of your images; system images come from gcr.io and pkg.dev, too' },
    features: { type: 'list', required: false, default: [], values: ['image-streaming', 'workload-identity', 'connect', 'registry-k8s-io'], describe: 'Image streaming, Workload Identity, a fleet membership by the Connect agent, images of registry.k8s.io' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'join', name: 'Nodes reach the control plane', symptom: 'Nodes do not become Ready; the cluster shows fewer nodes than its node pool' },
    { id: 'kubectl', name: 'kubectl reaches the control plane by its DNS endpoint', symptom: 'kubectl times out from inside the network while the nodes are Ready' },
    { id: 'images', name: 'Images of Google’s registries can be pulled', symptom: 'Pods show ErrImagePull and ImagePullBackOff with an i/o timeout to gcr.io or pkg.dev', checks: ['A private zone for googleapis.com does not cover gcr.io and pkg.dev: each needs its own'] },
    { id: 'kubernetes-images', when: { features: ['registry-k8s-io'] }, name: 'Images of registry.k8s.io can be pulled', symptom: 'Pods whose image is of registry.k8s.io show ImagePullBackOff, those of gcr.io start', checks: ['No VIP serves registry.k8s.io: it needs Cloud NAT, or a remote repository of Artifact Registry in its place'] },
    { id: 'image-streaming', when: { features: ['image-streaming'] }, name: 'Images are streamed', symptom: 'Pods start as slowly as without Image streaming' },
    { id: 'observability', name: 'Logs and metrics of the nodes arrive', symptom: 'Logs and metrics of the cluster are missing' },
    { id: 'workload-identity', when: { features: ['workload-identity'] }, name: 'Pods get tokens by Workload Identity', symptom: 'Client libraries in Pods time out or get no token' },
    { id: 'connect', when: { features: ['connect'] }, name: 'The fleet reaches the cluster through the Connect agent', symptom: 'The membership is shown without a connection; the Connect gateway answers that the agent is not there' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    { id: 'control-plane', url: 'tcp://{item}:443', each: 'controlPlane', for: ['join'], source: 'control-plane', asOf: '2026-04-10', note: 'The certificate is of the cluster’s own CA: TCP shows the path. Over a peering the route must be imported; a route of your own for the range hides it' },
    privateVipRow('dns-endpoint', '{item}', 'kubectl', { each: 'dnsEndpoint', source: 'isolation', asOf: '2026-11-30', wildcard: '*.gke.goog', note: 'Has a public certificate and public addresses, unless a zone gke.goog leads it to the private VIP' }),
    domainRow('registry', '{item}', 'images', { each: 'registries', source: 'registries', asOf: '2026-04-10' }),
    apiRow('storage', 'images', { note: 'Layers of images and packages of nodes' }),
    apiRow('artifactregistry', 'images', ifUsed('Streaming of images and calls of the API; pulls go to pkg.dev')),
    apiRow('logging', 'observability'),
    apiRow('monitoring', 'observability'),
    apiRow('container', 'join', ifUsed('gcloud and controllers that ask GKE’s API')),
    apiRow('containerfilesystem', 'image-streaming', { ...feature('image-streaming'), source: 'streaming', asOf: '2026-11-30', note: 'Inside a perimeter it must be among the restricted services, too' }),
    apiRow('sts', 'workload-identity', feature('workload-identity')),
    apiRow('iamcredentials', 'workload-identity', feature('workload-identity')),
    apiRow('gkeconnect', 'connect', { ...feature('connect'), source: 'connect', asOf: '2026-06-23', note: 'The agent may go through a proxy: field proxy of the membership' }),
    apiRow('gkehub', 'connect', feature('connect')),
    apiRow('connectgateway', 'connect', { ...feature('connect'), ...ifUsed('For clients of the gateway; the agent itself does not call it') }),
    { id: 'registry-k8s-io', url: 'https://registry.k8s.io/', for: ['kubernetes-images'], ...feature('registry-k8s-io'), source: 'k8s-registry', asOf: '2026-11-30', note: 'In no list of what a VIP serves' },
    endpointRow('images'),
  ],
} satisfies Catalog
