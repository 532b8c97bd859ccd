import { EMPTY_BOOK } from '../../address/book.ts'
import { parseCidr } from '../../address/cidr.ts'
import { classify } from '../../address/classify.ts'
import { formatIp, type Ip } from '../../address/ip.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { Hop } from '../decision.ts'
import { inRange } from '../match.ts'
import type { GoogleNetwork, VpcRoute } from './model.ts'
import { objectOf, routeObject } from './objects.ts'
import type { GooglePlace } from './place.ts'
import { hasTag } from './rules.ts'

type Subnet = GoogleNetwork['subnets'][number]

/** What decides the way, and the kind of the next hop. */
export interface Routed {
  readonly hop: Hop
  readonly nextHop: VpcRoute['nextHop'] | null
  /** The subnet that the address is in; null: none of the configuration. */
  readonly subnet: Subnet | null
}

/** What a peering network brings is not listed as a route everywhere: its subnets are read themselves. */
interface Candidate {
  readonly prefix: string
  readonly bits: number
  readonly route: VpcRoute | null
  readonly object: NetworkObject
  readonly nextHop: VpcRoute['nextHop']
  readonly says: string
  readonly subnet: Subnet | null
}

/**
 * The route to an address: subnets of the network and of its peers first, then the longest prefix, then the lowest
 * priority; routes with tags hold for who has one of them. Source: https://docs.cloud.google.com/vpc/docs/routes
 */
export function routeTo(place: GooglePlace, ip: Ip): Routed {
  const near = nearest([...subnetRoutes(place, ip)])
  if (near !== null) return routed(near)
  if (place.google.routes.length === 0) return unread('the routes are not in the configuration')
  const listed = place.google.routes.filter(
    (route) => route.network === place.network.id && inRange(route.prefix, ip) === true,
  )
  const matches = listed.map((route) => ({
    route,
    match: route.tags.length === 0 ? ('yes' as const) : hasTag(place, route.tags),
  }))
  const best = nearest(
    matches.filter(({ match }) => match === 'yes').map(({ route }) => listedRoute(route)),
  )
  const doubt = nearest(
    matches.filter(({ match }) => match === 'unknown').map(({ route }) => listedRoute(route)),
  )
  if (doubt !== null && (best === null || before(doubt, best) <= 0)) {
    return unread(
      `route ${doubt.route?.name} is for network tags, and those of the probe are not known`,
    )
  }
  if (best === null || leadsOut(best, ip)) return nowhere(place, ip)
  if (best.bits === 0 && learns(place)) {
    return unread(`${best.says}, and a default route that Cloud Router learns may come before it`)
  }
  return routed(best)
}

/**
 * What BGP brings is not in a list of routes; its priority begins at 100, before the 1000 of the default route. Sources:
 * https://docs.cloud.google.com/sdk/gcloud/reference/compute/routes/list (static, subnet and peering routes) and
 * https://docs.cloud.google.com/network-connectivity/docs/router/concepts/overview (route metrics)
 */
function learns({ google, network }: GooglePlace): boolean {
  const importing = network.peerings.filter(({ active, customRoutes }) => active && customRoutes)
  return [network.id, ...importing.map((peering) => peering.network)].some((id) =>
    google.learning.includes(id),
  )
}

/** Whether the routes of a peer that was not read may be imported, too. */
function mayLearn(place: GooglePlace): boolean {
  const { google, network } = place
  return (
    learns(place) ||
    network.peerings.some(
      (p) => p.active && p.customRoutes && google.networks.every(({ id }) => id !== p.network),
    )
  )
}

function routed({ object, says, nextHop, subnet }: Candidate): Routed {
  return { hop: { layer: 'route', outcome: 'pass', object, says }, nextHop, subnet }
}

function unread(says: string): Routed {
  return {
    hop: { layer: 'route', outcome: 'unreadable', object: null, says },
    nextHop: null,
    subnet: null,
  }
}

/** The gateway to the internet takes no private address. */
function leadsOut({ nextHop }: Candidate, ip: Ip): boolean {
  return nextHop === 'internet' && classify(formatIp(ip), EMPTY_BOOK).isPrivate
}

/** A private address may have a route that is learned, and a public one where something brings such routes. */
function nowhere(place: GooglePlace, ip: Ip): Routed {
  const { network } = place
  const address = formatIp(ip)
  if (classify(address, EMPTY_BOOK).isPrivate || mayLearn(place)) {
    return unread(
      `no route of the configuration leads to ${address}; routes that Cloud Router learns are not in it`,
    )
  }
  const object = objectOf('vpc-network', network, { line: `no route to ${address}` })
  return {
    hop: {
      layer: 'route',
      outcome: 'blocked',
      object,
      says: `no route of ${network.name} leads to ${address}`,
    },
    nextHop: null,
    subnet: null,
  }
}

function nearest(candidates: readonly Candidate[]): Candidate | null {
  return candidates.toSorted(before)[0] ?? null
}

function before(a: Candidate, b: Candidate): number {
  return b.bits - a.bits || (a.route?.priority ?? 0) - (b.route?.priority ?? 0)
}

function listedRoute(route: VpcRoute): Candidate {
  const { prefix, nextHop, to, name } = route
  const bits = parseCidr(prefix)?.bits ?? 0
  const says = `route ${name} leads ${prefix} to ${to ?? nextHop}`
  return { prefix, bits, route, object: routeObject(route), nextHop, says, subnet: null }
}

function subnetRoutes({ google, network }: GooglePlace, ip: Ip): readonly Candidate[] {
  const peers = new Map(
    network.peerings.filter(({ active }) => active).map((p) => [p.network, p.name]),
  )
  return google.subnets
    .filter((subnet) => subnet.network === network.id || peers.has(subnet.network))
    .flatMap((subnet) =>
      subnet.prefixes
        .filter((prefix) => inRange(prefix, ip) === true)
        .map((prefix): Candidate => {
          const own = subnet.network === network.id
          const says = own
            ? `it is in subnet ${subnet.name}`
            : `it is in subnet ${subnet.name}, by peering ${peers.get(subnet.network)}`
          const bits = parseCidr(prefix)?.bits ?? 0
          return {
            prefix,
            bits,
            route: null,
            object: objectOf('vpc-subnet', subnet),
            nextHop: own ? 'network' : 'peering',
            says,
            subnet,
          }
        }),
    )
}
