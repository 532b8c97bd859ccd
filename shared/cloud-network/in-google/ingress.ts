import { formatIp, type Ip } from '../../address/ip.ts'
import type { Flow, Hop } from '../decision.ts'
import type { GoogleNetwork } from './model.ts'
import { objectOf } from './objects.ts'
import { bare, type GooglePlace } from './place.ts'
import { decidingStage, originOf } from './rules.ts'

type Subnet = GoogleNetwork['subnets'][number]

/** What may have an address for which the rules of a network do not hold. */
const UNLESS = 'unless a load balancer or a managed service has the address'

/**
 * What the firewalls say of a flow that arrives at an address of a subnet: what nobody names is kept out. What has the
 * address, and its tags and account, is not in the configuration; so a rule that keeps it out decides nothing alone.
 * Source: https://docs.cloud.google.com/firewall/docs/firewalls#default_firewall_rules
 */
export function ingressHop(
  place: GooglePlace,
  subnet: Subnet,
  to: Ip,
  flow: Pick<Flow, 'protocol' | 'port'>,
): Hop | null {
  const { google, source } = place
  const address = formatIp(to)
  if (source !== null && formatIp(source) === address) return null
  if (google.entryPoints.some((entry) => entry.address === address)) return null
  const far = farPlace(place, subnet)
  if (!hasRules(far, place.network.id)) {
    return unread(`the firewall rules of ${far.network.name} are not in the configuration`)
  }
  const decides = decidingStage({
    place: far,
    direction: 'INGRESS',
    from: originOf(place),
    to,
    flow,
  })
  const there = `at ${address}`
  if (decides === null) {
    const object = objectOf('vpc-network', far.network, { line: 'implied rule: ingress is denied' })
    return kept(`no rule of ${far.network.name} lets it in ${there}`, object)
  }
  if (decides.outcome === 'pass') return { ...decides, says: `${decides.says} ${there}` }
  return decides.outcome === 'blocked' && decides.object !== null
    ? kept(`${decides.says} ${there}`, decides.object)
    : unread(`${decides.says} (${there})`)
}

/** The other end, of which neither tags nor account are known. */
function farPlace(place: GooglePlace, subnet: Subnet): GooglePlace {
  const own = place.google.networks.find((one) => one.id === subnet.network)
  return { ...place, subnet, network: own ?? bare(subnet.network), tags: null, account: null }
}

/** Of a network of another project the rules may not have been read. */
function hasRules({ google, network }: GooglePlace, own: string): boolean {
  const isRead = network.id === own || google.firewalls.some((rule) => rule.network === network.id)
  return google.policiesRead && isRead
}

function kept(says: string, object: Hop['object']): Hop {
  return { ...unread(`${says}, ${UNLESS}`), object, keepsOut: true }
}

function unread(says: string): Hop {
  return { layer: 'rules', outcome: 'unreadable', object: null, says }
}
