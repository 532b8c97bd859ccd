import { EMPTY_BOOK } from '../../address/book.ts'
import { covers, parseCidr } from '../../address/cidr.ts'
import { classify } from '../../address/classify.ts'
import { formatIp, type Ip } from '../../address/ip.ts'
import type { Flow, Hop } from '../decision.ts'
import { all, any, anyRangeIn, decider, hasPort, inRange, type Match, when } from '../match.ts'
import { sameId } from '../row.ts'
import type { SecurityRule, Subnet } from './model.ts'
import { objectOf, securityRuleObject } from './objects.ts'
import { type AzurePlace, interfaceWith, within } from './place.ts'

/** The wire server of the platform: no security rule holds for it but those on the platform’s own tags. */
const PLATFORM = new Set(['168.63.129.16', '169.254.169.254'])
const PLATFORM_TAGS: Readonly<Record<string, { readonly address: string; readonly port: number }>> =
  {
    azureplatformdns: { address: '168.63.129.16', port: 53 },
    azureplatformimds: { address: '169.254.169.254', port: 80 },
  }

/** Whether an address is one of the platform: its DNS or its metadata. */
export function isPlatform(address: string): boolean {
  return PLATFORM.has(address)
}

/** A flow as security rules see it. */
export interface Crossing extends Pick<Flow, 'protocol' | 'port'> {
  readonly from: End
  readonly to: End
}

/** One end of a flow as security rules see it. */
export interface End {
  /** null: any address of the subnet. */
  readonly ip: Ip | null
  readonly prefixes: readonly string[]
}

/**
 * What the security group of a subnet says of a flow: rules by priority, the first that matches decides. Sources:
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview and
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export function securityHop(
  place: AzurePlace,
  subnet: Subnet,
  direction: SecurityRule['direction'],
  flow: Crossing,
): Hop {
  if (subnet.securityGroup === null) {
    return {
      layer: 'rules',
      outcome: 'pass',
      object: objectOf('subnet', subnet, { line: 'no security group' }),
      says: `subnet ${subnet.name} has no security group`,
    }
  }
  return groupHop(place, subnet.securityGroup, `subnet ${subnet.name}`, direction, flow)
}

/** The rules of the interface that has an address, where it has a security group of its own; else nothing. */
export function interfaceHops(
  place: AzurePlace,
  subnet: Subnet,
  ip: Ip | null,
  direction: SecurityRule['direction'],
  flow: Crossing,
): readonly Hop[] {
  const own = interfaceWith(place, subnet, ip)
  if (own === null || own.securityGroup === null) return []
  return [groupHop(place, own.securityGroup, `interface ${own.name}`, direction, flow)]
}

/** `of`: what the group guards, as people name it. */
function groupHop(
  place: AzurePlace,
  securityGroup: string,
  of: string,
  direction: SecurityRule['direction'],
  flow: Crossing,
): Hop {
  const group = place.azure.securityGroups.find(({ id }) => sameId(id, securityGroup))
  if (group === undefined) {
    return unread(`the security group of ${of} is not in the configuration`)
  }
  const inTurn = group.rules
    .filter((rule) => rule.direction === direction)
    .toSorted((a, b) => a.priority - b.priority)
  const { rule, allows, doubt } = decider(
    inTurn.map((one) => ({
      rule: one,
      match: matches(place, one, flow),
      allows: one.access === 'Allow',
    })),
  )
  if (rule !== null) {
    const object = securityRuleObject(group, rule)
    const says = `rule ${rule.name} (priority ${rule.priority}) of ${group.name} ${allows ? 'allows' : 'denies'} it`
    return { layer: 'rules', outcome: allows ? 'pass' : 'blocked', object, says }
  }
  if (allows === true) {
    return {
      layer: 'rules',
      outcome: 'pass',
      object: objectOf('security-rule', group),
      says: `${group.name} allows it`,
    }
  }
  return unread(whyUnknown(group.name, direction, doubt))
}

function whyUnknown(
  group: string,
  direction: SecurityRule['direction'],
  doubt: SecurityRule | null,
): string {
  if (doubt === null)
    return `${group} has no ${direction.toLowerCase()} rule for it: its default rules are not in the configuration`
  return isFromAnyPort(doubt)
    ? `rule ${doubt.name} of ${group} names what is not in the configuration or in ipRanges`
    : `rule ${doubt.name} of ${group} is for source ports ${doubt.sourcePorts.join(', ')} alone`
}

function unread(says: string): Hop {
  return { layer: 'rules', outcome: 'unreadable', object: null, says }
}

function matches(
  place: AzurePlace,
  rule: SecurityRule,
  { protocol, from, to, port }: Crossing,
): Match {
  const address = to.ip === null ? null : formatIp(to.ip)
  if (address !== null && isPlatform(address)) return onPlatform(rule, address, port)
  return all(
    when(['*', protocol].includes(rule.protocol.toLowerCase())),
    hasPort(rule.ports, port),
    isFromAnyPort(rule) ? 'yes' : 'unknown',
    side(place, to, rule.destinations, rule.destinationGroups),
    side(place, from, rule.sources, rule.sourceGroups),
  )
}

/** By which port a client leaves is not known before. An export made by hand may leave out that any will do. */
function isFromAnyPort({ sourcePorts }: SecurityRule): boolean {
  return sourcePorts.length === 0 || sourcePorts.some((ports) => ANY_PORT.has(ports))
}

const ANY_PORT: ReadonlySet<string> = new Set(['*', '0-65535', '1-65535'])

/** Sources: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
function onPlatform(rule: SecurityRule, address: string, port: number): Match {
  const named = rule.destinations.some((tag) => {
    const of = PLATFORM_TAGS[tag.toLowerCase()]
    return of?.address === address && of.port === port
  })
  return when(named || rule.priority >= 65000)
}

function side(
  place: AzurePlace,
  end: End,
  terms: readonly string[],
  groups: readonly string[],
): Match {
  return any([
    ...terms.map((term) => termHolds(place, end, term)),
    ...groups.map((group) => inGroup(place, end, group)),
  ])
}

function inGroup({ azure }: AzurePlace, { ip }: End, group: string): Match {
  const members = azure.groupMembers.filter((m) => sameId(m.group, group))
  if (azure.groupMembers.length === 0 || ip === null) return 'unknown'
  return when(members.some(({ address }) => inRange(address, ip) === true))
}

function termHolds(place: AzurePlace, end: End, term: string): Match {
  if (term === '*') return 'yes'
  const prefix = parseCidr(term)
  if (prefix !== null) return inPrefix(end, term)
  if (end.ip === null) return tagOfSubnet(term)
  return tagHolds(place, end.ip, term.toLowerCase())
}

/** A subnet of which no address is known is in a prefix that holds all of it, and perhaps in one that it holds. */
function inPrefix({ ip, prefixes }: End, term: string): Match {
  const outer = parseCidr(term)
  if (outer === null) return 'unknown'
  return ip === null ? anyRangeIn(outer, prefixes) : when(covers(outer, ip))
}

function tagOfSubnet(tag: string): Match {
  const known: Readonly<Record<string, Match>> = {
    virtualnetwork: 'yes',
    internet: 'no',
    azureloadbalancer: 'no',
  }
  return known[tag.toLowerCase()] ?? 'unknown'
}

function tagHolds(place: AzurePlace, ip: Ip, tag: string): Match {
  if (tag === 'virtualnetwork') return inVirtualNetwork(place, ip)
  if (tag === 'internet') return inInternet(place, ip)
  if (tag === 'azureloadbalancer') return when(formatIp(ip) === '168.63.129.16')
  if (tag in PLATFORM_TAGS) return 'no'
  const prefixes = place.tags.get(tag)
  return prefixes === undefined ? 'unknown' : when(prefixes.some((prefix) => covers(prefix, ip)))
}

/**
 * The tag holds the network, what is peered unless the peering keeps traffic out, what is reached by a gateway, and the
 * prefixes of own routes.
 */
function inVirtualNetwork(place: AzurePlace, ip: Ip): Match {
  const { network, azure, subnet } = place
  const peered = network.peerings.filter(({ access }) => access).flatMap((p) => p.prefixes)
  if (within([...network.prefixes, ...peered], ip)) return 'yes'
  const table = azure.routeTables.find(({ id }) => sameId(id, subnet.routeTable))
  if (subnet.routeTable !== null && table === undefined) return 'unknown'
  if (within(table?.routes.map(({ prefix }) => prefix) ?? [], ip)) return 'yes'
  return hasGateway(place) && isPrivate(ip) ? 'unknown' : 'no'
}

function inInternet({ network }: AzurePlace, ip: Ip): Match {
  const own = [...network.prefixes, ...network.peerings.flatMap((p) => p.prefixes)]
  return when(!isPrivate(ip) && !within(own, ip))
}

function isPrivate(ip: Ip): boolean {
  return classify(formatIp(ip), EMPTY_BOOK).isPrivate
}

/** Whether routes may come from a gateway of this network or of one that it is peered with. */
export function hasGateway({ azure, network }: AzurePlace): boolean {
  return (
    network.peerings.some(({ remoteGateway }) => remoteGateway) ||
    azure.gateways.some(({ subnet }) =>
      subnet.toLowerCase().startsWith(`${network.id.toLowerCase()}/`),
    )
  )
}
