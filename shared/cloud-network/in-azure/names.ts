import { longestDomain, nearestWildcard, type Resolved, unreadName } from '../resolved.ts'
import { sameId } from '../row.ts'
import type { AzureNetwork, PrivateZone } from './model.ts'
import { objectOf } from './objects.ts'
import type { AzurePlace } from './place.ts'

/** What resolves names: the network that Azure’s DNS answers for. */
type Network = AzureNetwork['networks'][number]

const AZURE_DNS = '168.63.129.16'
const MOST_ALIASES = 10

/**
 * How a name is resolved from the place of the probe: own DNS servers, private zones linked to the network by the
 * longest name, the fallback of the link, forwarding rules by the longest domain, then the public DNS. Sources:
 * https://learn.microsoft.com/azure/dns/dns-private-resolver-overview,
 * https://learn.microsoft.com/azure/dns/private-dns-fallback and
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances
 */
export function azureName(
  place: AzurePlace,
  name: string,
  asked: readonly string[] = [],
): Resolved {
  const servers = asked.length > 0 ? asked : place.network.dnsServers
  return ask(place.azure, place.network, servers, name.toLowerCase(), 0)
}

function ask(
  azure: AzureNetwork,
  network: Network,
  servers: readonly string[],
  name: string,
  depth: number,
): Resolved {
  if (depth > MOST_ALIASES)
    return unreadName('the zones and forwarders of the configuration lead in a circle')
  const custom = servers.filter((server) => server !== AZURE_DNS)
  if (custom.length === 0) return inNetwork(azure, network, name, depth)
  const answers = servers.map((server) => byServer(azure, network, server, name, depth + 1))
  const [first] = answers
  const alike = answers.every((one) => one.answer === first?.answer && one.says === first.says)
  return alike && first !== undefined
    ? first
    : unreadName(`the DNS servers of ${network.name} may answer differently`)
}

/** A DNS server of the configuration: an inbound endpoint, or a firewall that is a DNS proxy. */
function byServer(
  azure: AzureNetwork,
  at: Network,
  server: string,
  name: string,
  depth: number,
): Resolved {
  if (server === AZURE_DNS) return inNetwork(azure, at, name, depth)
  const inbound = azure.inboundEndpoints.find(({ addresses }) => addresses.includes(server))
  const behind = networkOf(azure, inbound?.network ?? null)
  if (behind !== null) return inNetwork(azure, behind, name, depth)
  const firewall = azure.firewalls.find(({ addresses }) => addresses.includes(server))
  const policy = azure.policies.find(({ id }) => sameId(id, firewall?.policy ?? null))
  const around = networkOf(azure, networkIdOf(firewall?.subnet ?? null))
  if (policy?.dnsProxy === true && around !== null) {
    return ask(azure, around, policy.dnsServers, name, depth)
  }
  return unreadName(`what the DNS server ${server} answers is not in the configuration`)
}

function networkOf({ networks }: AzureNetwork, id: string | null): Network | null {
  return networks.find((network) => sameId(network.id, id)) ?? null
}

function networkIdOf(subnet: string | null): string | null {
  return subnet?.split('/').slice(0, -2).join('/') ?? null
}

/** What Azure’s DNS answers in a network. */
function inNetwork(azure: AzureNetwork, network: Network, name: string, depth: number): Resolved {
  const zone = longestDomain(
    azure.zones.filter(({ links }) => links.some((link) => sameId(link.network, network.id))),
    name,
    (one) => one.name,
  )
  if (zone !== null) return inZone(azure, network, zone, name, depth)
  const rules = azure.rulesets
    .filter(({ networks }) => networks.some((id) => sameId(id, network.id)))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ ruleset, rule })))
    .filter(({ rule }) => rule.enabled)
  const forward = longestDomain(rules, name, ({ rule }) => rule.domain)
  if (forward === null) return publicName(azure, network, name)
  const { ruleset, rule } = forward
  const object = objectOf('dns-forwarding-rule', ruleset, {
    rule: rule.name,
    line: `${rule.domain || '.'} to ${rule.servers.join(', ')}`,
  })
  const says = `rule ${rule.name} of ${ruleset.name} forwards ${rule.domain || '.'} to ${rule.servers.join(', ')}`
  const answer = ask(azure, network, rule.servers, name, depth + 1)
  if (answer.answer === 'unreadable') return { answer: 'unreadable', addresses: [], object, says }
  return { ...answer, object, says: `${says}; there ${answer.says}` }
}

function inZone(
  azure: AzureNetwork,
  network: Network,
  zone: PrivateZone,
  name: string,
  depth: number,
): Resolved {
  if (zone.records === null)
    return unreadName(`the records of zone ${zone.name} are not in the configuration`)
  const label = name === zone.name ? '@' : name.slice(0, -zone.name.length - 1)
  const record =
    zone.records.find((one) => one.name === label) ??
    nearestWildcard(
      zone.records.filter((one) => one.name.startsWith('*') && isWild(label, one.name)),
    )
  if (record === undefined) return missing(azure, network, zone, name)
  const [alias = ''] = record.values
  if (record.type === 'CNAME') return ask(azure, network, [], alias.toLowerCase(), depth + 1)
  const object = objectOf('dns-record', zone, {
    rule: record.name,
    line: `${record.name} A ${record.values.join(', ')}`,
  })
  const says = `record ${record.name} of zone ${zone.name} is ${record.values.join(', ')}`
  return { answer: 'addresses', addresses: record.values, object, says }
}

/** `*` stands for what is below it, of any depth (RFC 4592). */
function isWild(label: string, pattern: string): boolean {
  return pattern === '*' ? label !== '@' : label.endsWith(pattern.slice(1))
}

function missing(azure: AzureNetwork, network: Network, zone: PrivateZone, name: string): Resolved {
  const link = zone.links.find((one) => sameId(one.network, network.id))
  if (link?.fallback === true) {
    const object = objectOf('dns-link', zone, {
      rule: link.name,
      line: `${link.name}: fallback to internet`,
    })
    const says = `zone ${zone.name} has no record for ${name}, and link ${link.name} falls back to the public DNS`
    return { ...publicName(azure, network, name), object, says }
  }
  const object = objectOf('dns-zone', zone, { line: `${zone.name}: no record ${name}` })
  const says = `zone ${zone.name}, linked to ${network.name} by ${link?.name}, has no record for ${name}`
  return { answer: 'unknown-name', addresses: [], object, says }
}

/** No zone is used. One that exists and is not linked to this network is why, or a ruleset that forwards the name. */
function publicName(azure: AzureNetwork, network: Network, name: string): Resolved {
  const unlinked = longestDomain(azure.zones, name, (zone) => zone.name)
  if (unlinked === null) {
    const nowhere = { object: null, says: `no private zone holds ${name}` }
    return { answer: 'public', addresses: [], ...(unlinkedRule(azure, network, name) ?? nowhere) }
  }
  if (!unlinked.linksRead)
    return unreadName(`the links of zone ${unlinked.name} are not in the configuration`)
  const object = objectOf('dns-zone', unlinked, {
    line: `${unlinked.name}: not linked to ${network.name}`,
  })
  const says = `zone ${unlinked.name} is not linked to ${network.name}`
  return { answer: 'public', addresses: [], object, says }
}

/** Rulesets that are linked to other networks: of those without any link, the links may not have been read. */
function unlinkedRule({ rulesets }: AzureNetwork, network: Network, name: string) {
  const rules = rulesets
    .filter(({ networks }) => networks.length > 0 && !networks.some((id) => sameId(id, network.id)))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ ruleset, rule })))
    .filter(({ rule }) => rule.enabled && rule.domain !== '')
  const forward = longestDomain(rules, name, ({ rule }) => rule.domain)
  if (forward === null) return null
  const { ruleset, rule } = forward
  const line = `${rule.domain} to ${rule.servers.join(', ')}; ruleset: not linked to ${network.name}`
  return {
    object: objectOf('dns-forwarding-rule', ruleset, { rule: rule.name, line }),
    says: `ruleset ${ruleset.name}, whose rule ${rule.name} forwards the name, is not linked to ${network.name}`,
  }
}
