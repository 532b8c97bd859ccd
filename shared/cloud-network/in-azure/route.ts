import { EMPTY_BOOK } from '../../address/book.ts'
import { parseCidr } from '../../address/cidr.ts'
import { classify } from '../../address/classify.ts'
import { formatIp, type Ip } from '../../address/ip.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { Hop } from '../decision.ts'
import { inRange } from '../match.ts'
import { sameId } from '../row.ts'
import type { UserRoute } from './model.ts'
import { objectOf, routeObject } from './objects.ts'
import { type AzurePlace, endpointWith, subnetWith, within } from './place.ts'
import { hasGateway } from './rules.ts'

/** The route that a packet takes, of all that hold for its address. */
export interface Route {
  readonly bits: number
  /** Among routes of one prefix the own one wins, by prefix before by service tag; then BGP, then the system. */
  readonly origin: 'user' | 'user by tag' | 'system'
  readonly nextHop: string
  /** Of the appliance. */
  readonly address: string | null
  readonly object: NetworkObject
  readonly says: string
}

/** What decides the way, and the route, where there is one. */
export interface Routed {
  readonly hop: Hop
  readonly route: Route | null
}

/**
 * The route to an address: the longest prefix; of equal ones the own route before BGP before the system’s. Routes for
 * service endpoints cannot be overridden; one to a private endpoint (/32) only where its subnet has network policies.
 * Sources: https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview and
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
 */
export function routeTo(place: AzurePlace, ip: Ip): Routed {
  const { azure, subnet } = place
  const table = azure.routeTables.find(({ id }) => sameId(id, subnet.routeTable)) ?? null
  if (subnet.routeTable !== null && table === null) {
    return unread(`the route table of subnet ${subnet.name} is not in the configuration`)
  }
  const service = serviceEndpoint(place, ip)
  if (service !== null) return routed(service)
  const own = (table?.routes ?? []).flatMap((route) => ownRoute(place, table, route, ip) ?? [])
  if (own.includes('unknown')) {
    return unread(`a route of ${table?.name} names a service tag that ipRanges does not hold`)
  }
  const known = own.filter((route) => route !== 'unknown')
  const routes = [...known, ...systemRoutes(place, ip, hidesReserved(known))]
  const chosen = chosenOf(overridden(place, ip, routes))
  if (chosen === null) return unread(`no route of the configuration leads to ${formatIp(ip)}`)
  return (
    unanswered(place, chosen) ??
    maybeLearned(place, ip, chosen, table?.bgp ?? true) ??
    routed(chosen)
  )
}

/** A route to a gateway that is not in the configuration: of another subscription, or there is none. */
function unanswered(place: AzurePlace, { nextHop, says }: Route): Routed | null {
  if (nextHop !== 'VirtualNetworkGateway' || hasGateway(place)) return null
  return unread(`${says}, and no gateway of ${place.network.name} is in the configuration`)
}

function routed(route: Route): Routed {
  const outcome = route.nextHop === 'None' ? 'blocked' : 'pass'
  return { hop: { layer: 'route', outcome, object: route.object, says: route.says }, route }
}

function unread(says: string): Routed {
  return { hop: { layer: 'route', outcome: 'unreadable', object: null, says }, route: null }
}

function chosenOf(routes: readonly Route[]): Route | null {
  const rank = { user: 0, 'user by tag': 1, system: 2 }
  const [first] = routes.toSorted((a, b) => b.bits - a.bits || rank[a.origin] - rank[b.origin])
  return first ?? null
}

function ownRoute(
  { tags }: AzurePlace,
  table: { readonly id: string; readonly name: string } | null,
  route: UserRoute,
  ip: Ip,
): Route | 'unknown' | null {
  if (table === null) return null
  const prefix = parseCidr(route.prefix)
  const holding = prefix === null ? tags.get(route.prefix.toLowerCase()) : [prefix]
  if (holding === undefined) return 'unknown'
  const bits = holding.filter((p) => inRange(`${formatIp(p)}/${p.bits}`, ip)).map((p) => p.bits)
  if (bits.length === 0) return null
  return {
    bits: Math.max(...bits),
    origin: prefix === null ? 'user by tag' : 'user',
    nextHop: route.nextHop,
    address: route.address,
    object: routeObject(table, route),
    says: `route ${route.name} of ${table.name} leads ${route.prefix} to ${route.address ?? route.nextHop}`,
  }
}

/**
 * An own default route takes the system's routes of reserved ranges away: then it leads there, too. On the internet
 * they lead nowhere all the same. Source: the example of
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview (Subnet2).
 */
function hidesReserved(own: readonly Route[]): boolean {
  return own.some(({ bits, nextHop }) => bits === 0 && nextHop !== 'Internet')
}

/** 10.0.0.0/8 and the like lead nowhere until a network has them. */
const RESERVED = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']

function systemRoutes(place: AzurePlace, ip: Ip, withoutReserved: boolean): readonly Route[] {
  const { network } = place
  const to = (prefixes: readonly string[], nextHop: string, object: NetworkObject, says: string) =>
    prefixes.flatMap((prefix): readonly Route[] => {
      const bits = parseCidr(prefix)?.bits ?? 0
      if (inRange(prefix, ip) !== true) return []
      return [{ bits, origin: 'system', nextHop, address: null, object, says }]
    })
  const own = objectOf('virtual-network', network)
  const lost = lostPeering(place, ip)
  const peered = network.peerings
    .filter(({ state }) => state === 'Connected')
    .flatMap((p) =>
      p.access
        ? to(p.prefixes, 'VNetPeering', peeringObject(place, p), `peering ${p.name} leads there`)
        : to(p.prefixes, 'None', peeringObject(place, p), keptOut(place, p)),
    )
  return [
    ...to(network.prefixes, 'VnetLocal', own, `it is in ${network.name}`),
    ...peered,
    ...endpointRoute(place, ip),
    ...(withoutReserved
      ? []
      : to(RESERVED, 'None', lost === null ? own : lost.object, nowhere(place, ip, lost))),
    ...to(
      ['0.0.0.0/0', '::/0'],
      'Internet',
      own,
      'the default route of the system leads to the internet',
    ),
  ]
}

/** Why a private address has no route: most telling is a peering that would lead there. */
function nowhere({ network }: AzurePlace, ip: Ip, lost: Lost | null): string {
  return lost === null
    ? `no peering, gateway or route of ${network.name} leads to ${formatIp(ip)}`
    : `${lost.says}, and no other route leads to ${formatIp(ip)}`
}

interface Lost {
  readonly object: NetworkObject
  readonly says: string
}

/** The peering that would lead to an address if it were connected, or had what the other network has got since. */
function lostPeering(place: AzurePlace, ip: Ip): Lost | null {
  const { peerings, name } = place.network
  const unconnected = peerings.find((p) => p.state !== 'Connected' && within(p.prefixes, ip))
  if (unconnected !== undefined) {
    const says = `peering ${unconnected.name} of ${name} is ${unconnected.state}`
    return { object: peeringObject(place, unconnected), says }
  }
  const behind = peerings.find((p) => within(p.unsynced, ip))
  if (behind === undefined) return null
  const line = `${behind.name}: not synced with the other network`
  return {
    object: objectOf('peering', place.network, { rule: behind.name, line }),
    says: `peering ${behind.name} of ${name} is not synced with the address space of the other network`,
  }
}

function keptOut({ network }: AzurePlace, { name }: { readonly name: string }): string {
  return `peering ${name} of ${network.name} keeps traffic between the networks out`
}

function peeringObject(
  { network }: AzurePlace,
  p: { readonly name: string; readonly state: string; readonly access: boolean },
): NetworkObject {
  const line = `${p.name}: ${p.access ? p.state : 'access to the other network is off'}`
  return objectOf('peering', network, { rule: p.name, line })
}

function endpointRoute(place: AzurePlace, ip: Ip): readonly Route[] {
  const endpoint = endpointWith(place, formatIp(ip))
  const subnet = subnetWith(place, ip)
  if (endpoint === null || subnet === null || !sameId(endpoint.subnet, subnet.id)) return []
  if (!reaches(place, subnet.network)) return []
  const says = `private endpoint ${endpoint.name} is there`
  const object = objectOf('private-endpoint', endpoint)
  return [{ bits: 32, origin: 'system', nextHop: 'InterfaceEndpoint', address: null, object, says }]
}

function reaches({ network }: AzurePlace, other: string): boolean {
  const peers = network.peerings.filter(({ state, access }) => state === 'Connected' && access)
  return [network.id, ...peers.map(({ remote }) => remote)].some((id) => sameId(id, other))
}

/** With network policies for routes, an own route no wider than the endpoint’s network takes the place of its /32. */
function overridden(place: AzurePlace, ip: Ip, routes: readonly Route[]): readonly Route[] {
  const subnet = subnetWith(place, ip)
  if (!['Enabled', 'RouteTableEnabled'].includes(subnet?.endpointPolicies ?? '')) return routes
  const network = place.azure.networks.find(({ id }) => sameId(id, subnet?.network ?? null))
  const widths = (network?.prefixes ?? [])
    .filter((p) => inRange(p, ip))
    .map((p) => parseCidr(p)?.bits ?? 32)
  const wide = Math.min(...widths, 32)
  const replaced = routes.some(({ origin, bits }) => origin !== 'system' && bits >= wide)
  return replaced ? routes.filter(({ nextHop }) => nextHop !== 'InterfaceEndpoint') : routes
}

/** The service tag of each service endpoint; a region may follow. */
const SERVICE_TAGS: Readonly<Record<string, string>> = {
  'microsoft.storage': 'storage',
  'microsoft.storage.global': 'storage',
  'microsoft.sql': 'sql',
  'microsoft.keyvault': 'azurekeyvault',
  'microsoft.containerregistry': 'azurecontainerregistry',
  'microsoft.servicebus': 'servicebus',
  'microsoft.eventhub': 'eventhub',
  'microsoft.azurecosmosdb': 'azurecosmosdb',
  'microsoft.web': 'appservice',
}

/** The ranges of storage in some regions; null where one of them is not known. */
function ofRegions(regions: readonly string[], tags: AzurePlace['tags']) {
  const ranges = regions.map((region) => tags.get(`storage.${region.replaceAll(' ', '')}`))
  const known = ranges.filter((prefixes) => prefixes !== undefined)
  return regions.length === 0 || known.length < ranges.length ? null : known.flat()
}

/** That of storage leads to the region of the subnet and the one paired with it. */
function serviceEndpoint({ subnet, tags }: AzurePlace, ip: Ip): Route | null {
  const service = subnet.serviceEndpoints.find((one) => {
    const name = one.toLowerCase()
    const prefixes =
      (name === 'microsoft.storage' ? ofRegions(subnet.storageRegions, tags) : null) ??
      tags.get(SERVICE_TAGS[name] ?? '') ??
      []
    return prefixes.some((p) => inRange(`${formatIp(p)}/${p.bits}`, ip))
  })
  if (service === undefined) return null
  const object = objectOf('subnet', subnet, { rule: service, line: `service endpoint ${service}` })
  const says = `service endpoint ${service} of ${subnet.name} leads there`
  return {
    bits: 32,
    origin: 'system',
    nextHop: 'VirtualNetworkServiceEndpoint',
    address: null,
    object,
    says,
  }
}

/** Nothing in an export says what BGP brings: it wins where its prefix is longer, or as long as one of the system. */
function maybeLearned(
  place: AzurePlace,
  ip: Ip,
  { nextHop, origin, bits }: Route,
  bgp: boolean,
): Routed | null {
  if (!bgp || !hasGateway(place)) return null
  const settled = ['VnetLocal', 'VNetPeering', 'InterfaceEndpoint', 'VirtualNetworkServiceEndpoint']
  if (settled.includes(nextHop) || bits === 32) return null
  if (origin !== 'system' && nextHop === 'VirtualNetworkGateway') return null
  const isPrivate = classify(formatIp(ip), EMPTY_BOOK).isPrivate
  if (origin !== 'system' && !isPrivate) return null
  return unread('routes that a gateway learns by BGP are not in the configuration')
}
