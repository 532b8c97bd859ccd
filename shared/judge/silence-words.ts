import { routeClass } from './contrast.ts'
import type { Leg } from './legs.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'

type Words = Pick<Claim, 'cause' | 'fix' | 'docs'>

const PGA = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access'
const VPC_RULES = 'https://docs.cloud.google.com/firewall/docs/firewalls'
const NSG = 'https://learn.microsoft.com/azure/network-watcher/connection-troubleshoot-overview'
const WIRE_SERVER =
  'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16'

/**
 * What drops packets to an address, by the class of the address and in the words of the cloud that leads to it. Empty
 * where neither is known: then the table of findings names what there is in general. Sources: the pages above.
 */
export function silenceWords(view: TargetView, [first]: readonly Leg[]): Words {
  if (first === undefined) return {}
  const port = first.connect?.port ?? view.target.port
  const kind = routeClass(first.about)
  switch (kind) {
    case 'google-restricted':
      return vip('199.36.153.4/30', port)
    case 'google-private':
      return vip('199.36.153.8/30', port)
    case 'google-directpath':
      return vip('34.126.0.0/18', port)
    case 'azure-platform':
      return PLATFORM
    case 'private':
      return PRIVATE[view.platform.cloud]
    case 'public':
      return PUBLIC[view.platform.cloud]
    default:
      return {}
  }
}

function vip(range: string, port: number): Words {
  return {
    cause: `The network has no route for ${range} with the default internet gateway as next hop (a default route to an appliance or on premises does not serve this range); or an egress rule or firewall policy denies TCP ${port} to it; or Private Google Access is off for the subnet`,
    fix: `Add a route for ${range} to default-internet-gateway, allow egress TCP ${port} to ${range} above any rule that denies, and switch Private Google Access on for the subnet`,
    docs: PGA,
  }
}

const PLATFORM: Words = {
  cause:
    'A security rule on the service tag AzurePlatformDNS or AzurePlatformIMDS denies it; or a firewall of the host does; or the host is not in Azure. Routes do not affect this address',
  fix: 'Look for deny rules on the AzurePlatform service tags in the security group of the subnet, then at the firewall of the host',
  docs: WIRE_SERVER,
}

type ByCloud = Readonly<Record<TargetView['platform']['cloud'], Words>>

const PRIVATE: ByCloud = {
  azure: {
    cause:
      'A network security group of this subnet or of the destination’s denies the port; or the networks are not peered, or a route leads to an appliance that drops it; or no host has the address',
    fix: 'Check in this order: effective security rules of both subnets, effective routes to this address and the peering, the log of the appliance, the host itself',
    docs: NSG,
  },
  gcp: {
    cause:
      'A VPC firewall rule or policy denies the egress here or the ingress there; or the networks are not peered, or the route to this range is not exported; or no host has the address',
    fix: 'Check in this order: egress rules of this network and ingress rules of the destination’s, routes to this range and the peering, the host itself',
    docs: VPC_RULES,
  },
  other: {
    cause:
      'A firewall or security group on the way or on the host denies the port; or no route leads to this network, or it leads to an appliance that drops it; or no host has the address',
    fix: 'Check in this order: rules of the firewalls on the way for this source and port, routes to this address, the host itself',
  },
}

const PUBLIC: ByCloud = {
  azure: {
    cause:
      'A network security group denies the address or port; or no rule of the firewall on the way allows it; or the route leads nowhere (no NAT gateway, next hop stopped); or the service is down',
    fix: 'From inside these look the same. Check in this order: effective security rules of the subnet, effective routes to this address, the firewall’s log for this source and port',
    docs: NSG,
  },
  gcp: {
    cause:
      'An egress rule or firewall policy of the VPC denies the address or port; or no route leads out (no default route, or to an appliance that drops it); or the subnet has no Cloud NAT; or the service is down',
    fix: 'From inside these look the same. Check in this order: egress rules and policies of the VPC (their log names the rule), the default route, Cloud NAT for this subnet, the log of the appliance on the way',
    docs: VPC_RULES,
  },
  other: {},
}
