import { areOnInternet } from '../address/internet-servers.ts'
import type { Cloud, CloudPlatform } from '../model/cloud.ts'
import { cloudOf, homeOf } from './cloud-of.ts'
import type { TargetView } from './target-view.ts'
import { list, serverName } from './text.ts'
import type { Words } from './words.ts'

/**
 * Why names of a private zone are not known, where only resolvers of the internet were asked for them: no zone can be
 * linked to their network, and nobody here can have them forward. `knowing` are servers that have the answer. Null for any
 * other. Sources:
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances and
 * https://docs.cloud.google.com/dns/docs/vpc-name-res-order.
 */
export function byInternetServer(
  view: TargetView,
  servers: readonly string[],
  knowing: readonly string[] = [],
): Required<Pick<Words, 'cause' | 'fix'>> | null {
  if (!areOnInternet(servers)) return null
  const who = list(servers.map(serverName))
  const others = knowing.filter((one) => !servers.includes(one)).map(serverName)
  return {
    cause: `${who} is outside, on the internet: no private zone can be linked to its network, and nobody here can have it forward to one`,
    fix:
      others.length === 0
        ? `${insteadOf(view)} in place of ${who}`
        : `Take ${who} out of the DNS servers of this network, and have it ask ${list(others)}, which has the answer, alone`,
  }
}

/** What to ask in its place, where the probe runs. */
function insteadOf(view: TargetView): string {
  const home = homeOf(view)
  return home === 'other'
    ? `Have this machine ask a DNS server of your own that holds the zone or forwards to where it is${FROM_OUTSIDE[cloudOf(view)]},`
    : `Have this network ask ${INSIDE[home]} or a DNS server of your own that forwards to it,`
}

const INSIDE: Readonly<Record<CloudPlatform, string>> = {
  azure: '168.63.129.16 (the default of a virtual network: clear its custom DNS servers)',
  gcp: '169.254.169.254, the resolver of the VPC (`gcloud dns policies list` shows an outbound server policy that sends questions elsewhere; a container or an image may set another),',
}

const FROM_OUTSIDE: Readonly<Record<Cloud, string>> = {
  azure: ' (the inbound endpoint of a DNS private resolver)',
  gcp: ' (the address of an inbound server policy)',
  other: '',
}
