import type { NetworkObject } from '../model/network-object.ts'
import type { Decision, Flow, Hop } from './decision.ts'
import { azureHolders, googleHolders, type ObjectHolder } from './holders.ts'
import { azureFlow, endpointHop } from './in-azure/evaluate.ts'
import type { PrivateEndpoint } from './in-azure/model.ts'
import { azureName } from './in-azure/names.ts'
import { type AzurePlace, azurePlace, endpointWith } from './in-azure/place.ts'
import { endpointsOf, hasKnownNames, serviceHop } from './in-azure/service.ts'
import { googleFlow } from './in-google/evaluate.ts'
import { googleName } from './in-google/names.ts'
import { type GooglePlace, googlePlace } from './in-google/place.ts'
import type { ServiceTags } from './match.ts'
import type { NetworkConfiguration } from './model.ts'
import type { Resolved } from './resolved.ts'
import { flowUnread, nameUnread } from './unread.ts'

/** The configuration of the network, and what the user says of the place of the probe in it. */
export interface KnownNetwork {
  readonly configuration: NetworkConfiguration
  /** The subnet of the probe; null: by the app or the addresses of the host. */
  readonly subnet: string | null
  /** Network tags and the service account in Google Cloud; null: not known. */
  readonly networkTags: readonly string[] | null
  readonly serviceAccount: string | null
  /** Published ranges, by service tag or owner. */
  readonly ranges: ServiceTags
}

/** What is known of the host that the probe runs on. */
export interface Host {
  readonly cloud: 'azure' | 'gcp' | 'other'
  readonly app: string | null
  readonly addresses: readonly string[]
}

/** What the configuration says, from the place of the probe. */
export interface NetworkAt {
  readonly configuration: NetworkConfiguration
  readonly cloud: 'azure' | 'gcp'
  /** The subnet of the probe, as people name it: vnet-app/snet-app. */
  readonly place: string
  /** The network of that subnet. */
  readonly network: { readonly id: string; readonly name: string }
  flow(flow: Flow): Decision
  /** `servers`: the resolvers that the host asks. */
  name(name: string, servers: readonly string[]): Resolved
  /** Whether the resource behind a public name lets the probe in; null: it is not in the configuration. */
  service(host: string): Hop | null
  /** The private endpoints that serve a name, as the configuration says. */
  endpoints(host: string): readonly Endpoint[]
  /** The private endpoint that has an address; null: none of the configuration, or it is not certain. */
  endpointAt(address: string): Endpoint | null
  /** What holds the rules and routes that can decide here, those of the subnet first. */
  holders(): readonly ObjectHolder[]
}

/** A private endpoint, and what its state says. */
export interface Endpoint {
  readonly name: string
  readonly addresses: readonly string[]
  readonly hop: Hop
  /** Whether the configuration says which names it serves. */
  readonly isKnown: boolean
}

/** The evaluator at the place of the probe; null: the configuration does not say where that is. */
export function networkAt(known: KnownNetwork, host: Host): NetworkAt | null {
  const azure = host.cloud === 'gcp' ? null : inAzure(known, host)
  const google = host.cloud === 'azure' ? null : inGoogle(known, host)
  // A machine of neither cloud whose address is in subnets of both stands in none for certain.
  if (azure !== null && google !== null) return null
  return azure ?? google
}

function inAzure(known: KnownNetwork, { app, addresses }: Host): NetworkAt | null {
  const { configuration, subnet, ranges: tags } = known
  const place: AzurePlace | null = azurePlace(configuration.azure, { subnet, app, addresses, tags })
  if (place === null) return null
  return {
    configuration,
    cloud: 'azure',
    place: `${place.network.name}/${place.subnet.name}`,
    network: place.network,
    flow: flowUnread(configuration.azure, (flow) => azureFlow(place, flow)),
    name: nameUnread(configuration.azure, (name, servers) => azureName(place, name, servers)),
    service: (name) => serviceHop(place, name),
    endpoints: (name) => endpointsOf(place, name).map(endpointOf),
    endpointAt: (address) => {
      const endpoint = endpointWith(place, address)
      return endpoint === null ? null : endpointOf(endpoint)
    },
    holders: () => azureHolders(place),
  }
}

function endpointOf(endpoint: PrivateEndpoint): Endpoint {
  const { name, addresses } = endpoint
  return { name, addresses, hop: endpointHop(endpoint), isKnown: hasKnownNames(endpoint) }
}

function inGoogle(known: KnownNetwork, { cloud, addresses }: Host): NetworkAt | null {
  const {
    configuration,
    subnet,
    networkTags: tags,
    serviceAccount: account,
    ranges: owners,
  } = known
  const place: GooglePlace | null = googlePlace(configuration.google, {
    subnet,
    addresses,
    tags,
    account,
    owners,
    // Direct VPC egress gives an instance an internal address alone.
    hasExternalAddress: cloud === 'gcp' ? false : null,
  })
  if (place === null) return null
  return {
    configuration,
    cloud: 'gcp',
    place: `${place.network.name}/${place.subnet.name}`,
    network: place.network,
    flow: flowUnread(configuration.google, (flow) => googleFlow(place, flow)),
    name: nameUnread(configuration.google, (name, servers) => googleName(place, name, servers)),
    service: () => null,
    endpoints: () => [],
    endpointAt: () => null,
    holders: () => googleHolders(place),
  }
}

/** What an object is, in the words of a sentence: `rule deny-all (priority 200) of nsg-app`. */
export function objectText({ kind, name, rule, priority, collection }: NetworkObject): string {
  const own = WORDS[kind]
  const at = priority === null ? '' : ` (priority ${priority})`
  const within = collection === null ? '' : ` of collection ${collection}`
  return rule === null ? `${own} ${name}${at}` : `${own} ${rule}${at}${within} of ${name}`
}

const WORDS: Readonly<Record<NetworkObject['kind'], string>> = {
  subnet: 'subnet',
  'virtual-network': 'virtual network',
  peering: 'peering',
  'security-rule': 'security rule',
  route: 'route',
  'firewall-rule': 'firewall rule',
  firewall: 'firewall policy',
  'dns-zone': 'DNS zone',
  'dns-record': 'record',
  'dns-link': 'zone link',
  'dns-forwarding-rule': 'forwarding rule',
  'private-endpoint': 'private endpoint',
  service: 'resource',
  app: 'app',
  'vpc-firewall-rule': 'firewall rule',
  'firewall-policy-rule': 'policy rule',
  'vpc-route': 'route',
  'vpc-network': 'network',
  'vpc-subnet': 'subnet',
  'cloud-nat': 'Cloud NAT',
  'dns-policy': 'DNS server policy',
  'response-policy-rule': 'response policy rule',
  'forwarding-rule': 'endpoint',
}
