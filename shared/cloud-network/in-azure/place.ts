import { formatIp, type Ip, parseIp } from '../../address/ip.ts'
import { inRange, type ServiceTags } from '../match.ts'
import { sameId } from '../row.ts'
import type { AzureNetwork, Interface, PrivateEndpoint, Subnet } from './model.ts'

/** Where the probe stands in the configuration. */
export interface AzurePlace {
  readonly azure: AzureNetwork
  readonly subnet: Subnet
  readonly network: AzureNetwork['networks'][number]
  /** The address of the probe in the subnet; null: not known, it is any address of it. */
  readonly source: Ip | null
  /** The app that the probe is; null: not known. */
  readonly site: AzureNetwork['sites'][number] | null
  readonly tags: ServiceTags
}

/** What is known of the place of the probe. */
export interface Standing {
  /** The subnet that the configuration names: its id, or `network/subnet`; null: not said. */
  readonly subnet: string | null
  /** The app, as the platform names it. */
  readonly app: string | null
  /** The addresses of the host. */
  readonly addresses: readonly string[]
  readonly tags: ServiceTags
}

/**
 * The place of the probe in Azure: the subnet that is named, else that of the app’s integration, else the one that
 * holds an address of the host. Null where none or more than one fits.
 */
export function azurePlace(azure: AzureNetwork, standing: Standing): AzurePlace | null {
  const { subnet: named, app, addresses, tags } = standing
  const ips = addresses.flatMap((address) => parseIp(address) ?? [])
  const site = azure.sites.find(({ name }) => name.toLowerCase() === app?.toLowerCase()) ?? null
  const subnet =
    named !== null ? namedSubnet(azure, named) : subnetOf(azure, site?.subnet ?? null, ips)
  const network = azure.networks.find(({ id }) => sameId(id, subnet?.network ?? null))
  if (subnet === null || network === undefined) return null
  const source = ips.find((ip) => within(subnet.prefixes, ip)) ?? null
  return { azure, subnet, network, source, site, tags }
}

function subnetOf(
  azure: AzureNetwork,
  integrated: string | null,
  ips: readonly Ip[],
): Subnet | null {
  if (integrated !== null) return azure.subnets.find(({ id }) => sameId(id, integrated)) ?? null
  const holding = azure.subnets.filter(({ prefixes }) => ips.some((ip) => within(prefixes, ip)))
  return holding.length === 1 ? (holding[0] ?? null) : null
}

function namedSubnet({ subnets }: AzureNetwork, named: string): Subnet | null {
  const wanted = named.toLowerCase()
  const short = ({ id, name }: Subnet) => `${id.split('/').at(-3)}/${name}`.toLowerCase()
  const fitting = subnets.filter((s) => s.id.toLowerCase() === wanted || short(s) === wanted)
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** Whether an address lies in one of the prefixes. */
export function within(prefixes: readonly string[], ip: Ip): boolean {
  return prefixes.some((prefix) => inRange(prefix, ip) === true)
}

/** The subnet that an address lies in, among all that the configuration has and that this place may reach. */
export function subnetWith({ azure, network }: AzurePlace, ip: Ip): Subnet | null {
  const near = [network.id, ...network.peerings.map(({ remote }) => remote)]
  const holding = azure.subnets.filter(({ prefixes }) => within(prefixes, ip))
  return (
    holding.find((s) => near.some((id) => sameId(id, s.network))) ??
    (holding.length === 1 ? (holding[0] ?? null) : null)
  )
}

/** The private endpoint that has an address, near this place. */
export function endpointWith(place: AzurePlace, address: string): PrivateEndpoint | null {
  const having = place.azure.endpoints.filter(({ addresses }) => addresses.includes(address))
  const ip = parseIp(address)
  const subnet = ip === null ? null : subnetWith(place, ip)
  return (
    having.find((e) => sameId(e.subnet, subnet?.id ?? null)) ??
    (having.length === 1 ? (having[0] ?? null) : null)
  )
}

/** The network interface of a subnet that has an address; null: none of the configuration. */
export function interfaceWith(
  { azure }: AzurePlace,
  subnet: Subnet,
  ip: Ip | null,
): Interface | null {
  if (ip === null) return null
  const address = formatIp(ip)
  return (
    azure.interfaces.find(
      (nic) => sameId(nic.subnet, subnet.id) && nic.addresses.includes(address),
    ) ?? null
  )
}
