import type { Cloud } from '../model/cloud.ts'
import { cloudOf, homeOf } from './cloud-of.ts'
import type { TargetView } from './target-view.ts'
import type { Words } from './words.ts'

/**
 * Whether nothing says in which cloud the probe runs, if in any, and the target gives no words of Google’s either. Names
 * of Azure are asked for from everywhere: a server on premises has no network security group.
 */
export function isPlaceUnknown(view: TargetView): boolean {
  return view.network === null && homeOf(view) === 'other' && cloudOf(view) !== 'gcp'
}

/** In whose words silence on the way is told: those of any network where the place is unknown. */
export function wayToldAsOf(view: TargetView): Cloud {
  return isPlaceUnknown(view) ? 'other' : cloudOf(view)
}

export const SILENT_PUBLIC: Words = {
  cause:
    'A firewall or security group on the way denies the address or port, or no rule of it allows them; or the route leads nowhere (no NAT, next hop stopped); or the service is down',
  fix: 'From inside these look the same. Check in this order: the rules of the firewalls and security groups on the way for this source and port, the route to this address, their logs',
}

/** A private network of which nothing says in which cloud it is, if in any. */
export const SILENT_PRIVATE: Words = {
  cause:
    'A firewall or security group on the way or on the host denies the port; or no route leads to this network, or it leads to an appliance that drops it; or no host has the address',
  fix: 'Check in this order: rules of the firewalls on the way for this source and port, routes to this address, the host itself',
}

/** Sources: https://learn.microsoft.com/azure/private-link/private-endpoint-overview (reached over VPN and ExpressRoute). */
export const SILENT_ENDPOINT: Words = {
  cause:
    'A firewall on the way or a network security group of the endpoint’s subnet denies the port; or no route leads from here to its network (peering, VPN, ExpressRoute), or it leads to an appliance that drops it; or the endpoint was deleted and its record left',
  fix: 'Check that the endpoint exists with this address and is approved; then the route from here to its network and back, the firewalls on the way, and the security group of its subnet',
}

export const NOTHING_ANSWERS: Words = {
  cause:
    'This machine or container is fresh and its network is not attached yet; or the default route leads to an appliance that is stopped or does not forward; or a firewall or security group denies all that this machine sends; or the network has a proxy as its only egress path, and the targets do not use it',
  fix: 'Wait for the next sweep if it has just started. Then check from this machine outwards: its own packet filter and default route, the firewalls on the way, NAT, and whether a proxy must be set',
}
