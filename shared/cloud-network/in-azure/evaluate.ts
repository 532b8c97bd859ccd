import { EMPTY_BOOK } from '../../address/book.ts'
import { classify } from '../../address/classify.ts'
import { parseIp } from '../../address/ip.ts'
import { type Decision, decided, type Flow, type Hop } from '../decision.ts'
import { mailHops } from '../mail.ts'
import { sameId } from '../row.ts'
import { firewallHop, firewallWith } from './firewall.ts'
import type { PrivateEndpoint } from './model.ts'
import { objectOf } from './objects.ts'
import { outboundHops } from './outbound.ts'
import { type AzurePlace, endpointWith, subnetWith } from './place.ts'
import { type Route, routeTo } from './route.ts'
import { type End, interfaceHops, isPlatform, securityHop } from './rules.ts'

/** The last priority of a rule of one’s own; default rules come after it. */
const LAST_RULE = 4096

/**
 * Would this flow pass? The rules of the subnet, the route, the firewall that it leads to, and at the other end the
 * state of a private endpoint and the rules of its subnet, as far as the configuration has them. No route holds for the
 * addresses of the platform: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export function azureFlow(place: AzurePlace, flow: Flow): Decision {
  const ip = parseIp(flow.address)
  if (ip === null) return decided([])
  const past = pastTheNetwork(place, flow)
  if (past !== null) return decided([past])
  const own = { ip: place.source, prefixes: place.subnet.prefixes }
  const to = { ip, prefixes: [flow.address] }
  const crossing = { ...flow, from: own, to }
  const out = [
    ...interfaceHops(place, place.subnet, place.source, 'Outbound', crossing),
    securityHop(place, place.subnet, 'Outbound', crossing),
  ]
  if (isPlatform(flow.address)) return decided(out)
  const { hop, route } = routeTo(place, ip)
  const way = applianceHops(place, route, flow)
  const mail = route?.nextHop === 'Internet' ? mailHops('Azure', flow) : []
  const last = [
    ...outboundHops(place, route, ip),
    ...mail,
    ...farHops(place, flow, seenFrom(place, route, way)),
  ]
  return decided([...out, unlessAllowed(hop, out), ...way, ...last])
}

/**
 * A peering that keeps traffic out does so by the tag VirtualNetwork: a rule that names the addresses lets it pass. Source:
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
function unlessAllowed(hop: Hop, rules: readonly Hop[]): Hop {
  const { object, outcome } = hop
  if (outcome !== 'blocked' || object?.kind !== 'peering') return hop
  const byName = rules.some(
    (rule) => rule.outcome === 'pass' && (rule.object?.priority ?? LAST_RULE + 1) <= LAST_RULE,
  )
  return byName ? { ...hop, outcome: 'unreadable' } : hop
}

/** An app that leads only private addresses into its network: what is public goes past all of this. */
function pastTheNetwork({ site }: AzurePlace, { address }: Flow): Hop | null {
  if (site === null || site.routeAll === true || classify(address, EMPTY_BOOK).isPrivate)
    return null
  if (site.routeAll === null) {
    return {
      layer: 'route',
      outcome: 'unreadable',
      object: null,
      says: `whether app ${site.name} leads traffic to public addresses into its network is not in the configuration`,
    }
  }
  return {
    layer: 'route',
    outcome: 'pass',
    object: objectOf('app', site, {
      line: 'application traffic to public addresses does not enter the network',
    }),
    says: `app ${site.name} does not lead traffic to public addresses into its network`,
  }
}

function applianceHops(place: AzurePlace, route: Route | null, flow: Flow): readonly Hop[] {
  const ip = parseIp(flow.address)
  if (route?.nextHop !== 'VirtualAppliance' || ip === null) return []
  const firewall = firewallWith(place.azure, route.address)
  if (firewall !== null) return [firewallHop(place, firewall, ip, flow)]
  const says = `the rules of the appliance ${route.address} are not in the configuration`
  return [{ layer: 'firewall', outcome: 'unreadable', object: null, says }]
}

/**
 * Whom the other end sees: the probe; behind an application rule the firewall itself; null: behind an appliance that
 * cannot be read. Source: https://learn.microsoft.com/azure/firewall/snat-private-range
 */
function seenFrom(place: AzurePlace, route: Route | null, way: readonly Hop[]): End | null {
  const own = { ip: place.source, prefixes: place.subnet.prefixes }
  const [firewall] = way
  if (firewall === undefined) return own
  if (firewall.outcome === 'unreadable') return null
  if (!isApplicationRule(firewall)) return own
  const at = firewallWith(place.azure, route?.address ?? null)
  const subnet = place.azure.subnets.find(({ id }) => sameId(id, at?.subnet ?? null))
  return subnet === undefined ? null : { ip: null, prefixes: subnet.prefixes }
}

/** Protocols of application rules have their port: Https:443. */
export function isApplicationRule({ object }: Hop): boolean {
  return object?.kind === 'firewall-rule' && /^\w+ \w+:\d+/.test(object.line)
}

/**
 * At the other end, where that is in the configuration; its rules hold for hosts of its own subnet, too. Source:
 * https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works#intra-subnet-traffic
 */
function farHops(place: AzurePlace, flow: Flow, from: End | null): readonly Hop[] {
  const ip = parseIp(flow.address)
  const subnet = ip === null ? null : subnetWith(place, ip)
  const endpoint = endpointWith(place, flow.address)
  const state = endpoint === null ? [] : [endpointHop(endpoint)]
  if (ip === null || subnet === null) return state
  const guarded =
    endpoint === null ||
    ['Enabled', 'NetworkSecurityGroupEnabled'].includes(subnet.endpointPolicies)
  if (!guarded || from === null) return state
  const to = { ip, prefixes: [flow.address] }
  const far = farPlace(place, subnet.network)
  const crossing = { ...flow, from, to }
  const rules = subnet.securityGroup === null ? [] : [securityHop(far, subnet, 'Inbound', crossing)]
  return [...state, ...rules, ...interfaceHops(far, subnet, ip, 'Inbound', crossing)]
}

/** Rules of another network see its own address space and peerings. */
function farPlace(place: AzurePlace, network: string): AzurePlace {
  const other = place.azure.networks.find(({ id }) => sameId(id, network))
  return other === undefined ? place : { ...place, network: other }
}

/** Source: https://learn.microsoft.com/azure/private-link/private-endpoint-overview (connection states) */
export function endpointHop(endpoint: PrivateEndpoint): Hop {
  const { name, state } = endpoint
  const object = objectOf('private-endpoint', endpoint, { line: `connection ${state}` })
  if (state === 'Approved') {
    return {
      layer: 'endpoint',
      outcome: 'pass',
      object,
      says: `private endpoint ${name} is approved`,
    }
  }
  if (state === 'Unknown') {
    return {
      layer: 'endpoint',
      outcome: 'unreadable',
      object,
      says: `the state of ${name} is not in the configuration`,
    }
  }
  const says = `the connection of private endpoint ${name} is ${state}`
  return { layer: 'endpoint', outcome: 'blocked', object, says }
}
