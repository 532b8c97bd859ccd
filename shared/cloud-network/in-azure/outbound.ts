import type { Ip } from '../../address/ip.ts'
import type { Hop } from '../decision.ts'
import { objectOf } from './objects.ts'
import { type AzurePlace, interfaceWith } from './place.ts'
import type { Route } from './route.ts'

/**
 * How a flow to the internet leaves: of a private subnet only by what is made for it. The platform cares for its own
 * services in delegated subnets; a load balancer needs outbound rules, which are not read. Source:
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 */
export function outboundHops(place: AzurePlace, route: Route | null, to: Ip): readonly Hop[] {
  const { subnet, source, site } = place
  if (route?.nextHop === 'Internet' && to.family === 6) return [bySix(subnet)]
  if (route?.nextHop !== 'Internet' || subnet.defaultOutbound || site !== null) return []
  if (subnet.natGateway !== null) return []
  const own = interfaceWith(place, subnet, source)
  const says = `subnet ${subnet.name} is private and has no NAT gateway`
  if (own === null || own.outbound) {
    const rest = `${says}: whether a public address or a load balancer leads out is not in the configuration`
    return [{ layer: 'nat', outcome: 'unreadable', object: null, says: rest }]
  }
  const object = objectOf('subnet', subnet, {
    line: 'private subnet without NAT gateway',
  })
  return [
    {
      layer: 'nat',
      outcome: 'blocked',
      object,
      says: `${says}, and interface ${own.name} has no public address`,
    },
  ]
}

/**
 * There is no default outbound access by IPv6: it leaves by a public address of the interface or by a load balancer. Source:
 * https://learn.microsoft.com/azure/virtual-network/ip-services/ipv6-overview
 */
function bySix({ name, prefixes }: AzurePlace['subnet']): Hop {
  const has = prefixes.some((prefix) => prefix.includes(':'))
  const says = has
    ? `whether the probe has a public address of IPv6 is not in the configuration`
    : `subnet ${name} has no range of IPv6`
  return { layer: 'nat', outcome: 'unreadable', object: null, says }
}
