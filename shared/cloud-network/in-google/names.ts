import type { NetworkObject } from '../../model/network-object.ts'
import { longestDomain, nearestWildcard, type Resolved, unreadName } from '../resolved.ts'
import type { GoogleNetwork } from './model.ts'
import { objectOf } from './objects.ts'
import type { GooglePlace } from './place.ts'

/** The metadata server, which is Cloud DNS for what runs in a network. */
const CLOUD_DNS = '169.254.169.254'
const MOST_ALIASES = 10
type Zone = GoogleNetwork['zones'][number]

/**
 * How Cloud DNS resolves a name in the network of the probe: alternative name servers, response policies, private,
 * forwarding and peering zones by the longest name, then the public DNS. Source:
 * https://docs.cloud.google.com/dns/docs/vpc-name-res-order
 */
export function googleName(
  { google, network }: GooglePlace,
  name: string,
  asked: readonly string[] = [],
): Resolved {
  const behind = asked.map((server) => ({ server, of: networkBehind(google, network.id, server) }))
  const other = behind.find(({ of }) => of === null)
  if (other !== undefined)
    return unreadName(`what the DNS server ${other.server} answers is not in the configuration`)
  const networks = [...new Set(behind.map(({ of }) => of ?? network.id))]
  if (networks.length > 1) return unreadName('the DNS servers are of different networks')
  return inNetwork(google, networks[0] ?? network.id, name.toLowerCase(), 0)
}

/** The network as which a server answers: of the probe, or of the subnet that an inbound policy took its address from. */
function networkBehind(google: GoogleNetwork, own: string, server: string): string | null {
  if (server === CLOUD_DNS) return own
  const entry = google.entryPoints.find(({ address }) => address === server)
  return google.subnets.find(({ id }) => id === entry?.subnet)?.network ?? null
}

function inNetwork(google: GoogleNetwork, network: string, name: string, depth: number): Resolved {
  if (depth > MOST_ALIASES) return unreadName('the zones of the configuration lead in a circle')
  const policy = google.dnsPolicies.find(
    ({ networks, servers }) => networks.includes(network) && servers.length > 0,
  )
  if (policy !== undefined) {
    const servers = policy.servers.join(', ')
    const object = objectOf('dns-policy', policy, { line: `alternative name servers ${servers}` })
    return elsewhere(object, `policy ${policy.name} sends every name to ${servers}`)
  }
  return byResponsePolicy(google, network, name, depth) ?? byZone(google, network, name, depth)
}

/** What another DNS server answers is not in the configuration; what leads there is. */
function elsewhere(object: NetworkObject, says: string): Resolved {
  return { answer: 'unreadable', addresses: [], object, says }
}

function byResponsePolicy(
  google: GoogleNetwork,
  network: string,
  name: string,
  depth: number,
): Resolved | null {
  const rules = google.responsePolicies
    .filter(({ networks }) => networks.includes(network))
    .flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })))
  const exact = rules.find(({ rule }) => rule.domain === name)
  const wild = rules.filter(
    ({ rule: { domain } }) =>
      domain === '*' || (domain.startsWith('*.') && name.endsWith(domain.slice(1))),
  )
  const found = exact ?? wild.toSorted((a, b) => b.rule.domain.length - a.rule.domain.length)[0]
  if (found === undefined || found.rule.bypass) return null
  const { policy, rule } = found
  if (rule.alias === null && rule.values.length === 0)
    return unreadName(`rule ${rule.name} of response policy ${policy.name} answers no IPv4 address`)
  const object = objectOf('response-policy-rule', policy, {
    rule: rule.name,
    line: `${rule.domain} ${rule.alias ?? rule.values.join(', ')}`,
  })
  const says = `rule ${rule.name} of response policy ${policy.name} answers ${rule.alias ?? rule.values.join(', ')}`
  if (rule.alias === null) return { answer: 'addresses', addresses: rule.values, object, says }
  return { ...inNetwork(google, network, rule.alias, depth + 1), object, says }
}

function byZone(google: GoogleNetwork, network: string, name: string, depth: number): Resolved {
  const zone = longestDomain(
    google.zones.filter(({ networks }) => networks.includes(network)),
    name,
    ({ domain }) => domain,
  )
  if (zone === null) return publicName(google, network, name)
  if (zone.peer !== null) return inPeer(google, zone, zone.peer, name, depth)
  if (zone.forwardTo.length > 0) {
    const servers = zone.forwardTo.join(', ')
    const object = objectOf('dns-zone', zone, { line: `${zone.domain} forwards to ${servers}` })
    return elsewhere(object, `zone ${zone.name} forwards ${zone.domain} to ${servers}`)
  }
  return inZone(google, network, zone, name, depth)
}

/** Zones of a project that was not read are not in the configuration, and their network is neither. */
function inPeer(
  google: GoogleNetwork,
  zone: Zone,
  peer: string,
  name: string,
  depth: number,
): Resolved {
  if (google.networks.some(({ id }) => id === peer)) {
    return inNetwork(google, peer, name, depth + 1)
  }
  const short = peer.split('/').at(-1)
  const object = objectOf('dns-zone', zone, { line: `${zone.domain} is asked of network ${short}` })
  return elsewhere(object, `zone ${zone.name} asks network ${short} for ${zone.domain}`)
}

function inZone(
  google: GoogleNetwork,
  network: string,
  zone: Zone,
  name: string,
  depth: number,
): Resolved {
  if (zone.records === null)
    return unreadName(`the records of zone ${zone.name} are not in the configuration`)
  const record =
    zone.records.find((one) => one.name === name) ??
    nearestWildcard(
      zone.records.filter((one) => one.name.startsWith('*.') && name.endsWith(one.name.slice(1))),
    )
  if (record === undefined) {
    const object = objectOf('dns-zone', zone, { line: `${zone.domain}: no record ${name}` })
    const says = `zone ${zone.name} (${zone.domain}) has no record for ${name}`
    return { answer: 'unknown-name', addresses: [], object, says }
  }
  const [alias = ''] = record.values
  if (record.values.length === 0)
    return unreadName(
      `what record ${record.name} of zone ${zone.name} answers depends on its policy`,
    )
  if (record.type === 'CNAME') return inNetwork(google, network, alias, depth + 1)
  const object = objectOf('dns-record', zone, {
    rule: record.name,
    line: `${record.name} A ${record.values.join(', ')}`,
  })
  const says = `record ${record.name} of zone ${zone.name} is ${record.values.join(', ')}`
  return { answer: 'addresses', addresses: record.values, object, says }
}

/** A private zone that exists and is not visible in this network is why no zone is used. */
function publicName({ zones }: GoogleNetwork, network: string, name: string): Resolved {
  const hidden = longestDomain(zones, name, ({ domain }) => domain)
  if (hidden === null) {
    return { answer: 'public', addresses: [], object: null, says: `no private zone holds ${name}` }
  }
  const short = network.split('/').at(-1)
  const object = objectOf('dns-zone', hidden, { line: `${hidden.domain}: not visible in ${short}` })
  const says = `zone ${hidden.name} (${hidden.domain}) is not visible in network ${short}`
  return { answer: 'public', addresses: [], object, says }
}
