import { EMPTY_BOOK } from '../address/book.ts'
import { parseCidr } from '../address/cidr.ts'
import { classify } from '../address/classify.ts'
import { parseIp } from '../address/ip.ts'
import { isPrivateLinkName } from '../zone/private-names.ts'
import type { AzureResource } from './azure-resource.ts'
import { hostIn } from './host-in.ts'
import { listAt, textAt, textsAt, valueAt } from './lookup.ts'
import { type Found, found, plainTarget } from './part.ts'

/** Apps in an environment without a public side: https://learn.microsoft.com/azure/container-apps/networking */
function appEnvironment({ facts }: AzureResource): Found {
  const isInternal =
    valueAt(facts, 'vnetConfiguration.internal') ?? valueAt(facts, 'internal_load_balancer_enabled')
  const domain = hostIn(textAt(facts, 'defaultDomain'))
  return found({ insideDomains: isInternal === true && domain !== null ? [domain] : [] })
}

const READERS: Readonly<Record<string, (resource: AzureResource) => Found>> = {
  'microsoft.network/virtualnetworks': virtualNetwork,
  'microsoft.network/privatednszones/a': record,
  'microsoft.network/dnsresolvers/inboundendpoints': inboundEndpoint,
  'microsoft.network/loadbalancers': loadBalancer,
  'microsoft.app/managedenvironments': appEnvironment,
}

/** What the network itself gives to check, or to know; null for what is no part of it. */
export function azureNetwork(resource: AzureResource): Found | null {
  return READERS[resource.type]?.(resource) ?? null
}

function virtualNetwork({ name, facts }: AzureResource): Found {
  const prefixes = textsAt(facts, 'addressSpace.addressPrefixes', 'address_space')
  const servers = textsAt(facts, 'dhcpOptions.dnsServers', 'dns_servers').filter(
    (server) => parseIp(server) !== null,
  )
  return found({
    ranges: publicLooking(prefixes),
    notes: servers.map(
      (server) =>
        `virtual network ${name}: its DNS server ${server} can be compared under resolvers`,
    ),
  })
}

/** Prefixes that nobody would take for private by themselves. */
function publicLooking(prefixes: readonly string[]): readonly string[] {
  return prefixes.filter((prefix) => {
    const [address = ''] = prefix.split('/')
    return parseCidr(prefix) !== null && !classify(address, EMPTY_BOOK).isPrivate
  })
}

function inboundEndpoint({ name, facts }: AzureResource): Found {
  const address = textAt(
    facts,
    'ipConfigurations.privateIpAddress',
    'ip_configurations.private_ip_address',
  )
  return address === null || parseIp(address) === null
    ? found({})
    : found({
        notes: [
          `DNS resolver, inbound endpoint ${name}: ${address} can be compared under resolvers`,
        ],
      })
}

/** A record of a zone of one’s own; those of private link zones come with their endpoints. */
function record({ name, facts }: AzureResource): Found {
  const zone =
    textAt(facts, 'zone_name') ?? zoneInId(textAt(facts, 'id')) ?? name.split('/')[0] ?? ''
  const label = name.split('/').at(-1) ?? ''
  const host = hostIn(label === '@' ? zone : `${label}.${zone}`)
  const records = textsAt(facts, 'records')
  const addresses = [
    ...records,
    ...listAt(facts, 'aRecords').flatMap((one) => textAt(one, 'ipv4Address') ?? []),
  ].filter((address) => parseIp(address) !== null)
  if (host === null || isPrivateLinkName(host) || addresses.length === 0) return found({})
  const what = `record in the private zone ${zone}`
  return found({ targets: [{ ...plainTarget(`dns://${host}`, what), addresses }] })
}

function zoneInId(id: string | null): string | null {
  return /\/privateDnsZones\/([^/]+)\//i.exec(id ?? '')?.[1] ?? null
}

/** Each private front of a load balancer at each port of its rules. */
function loadBalancer({ name, facts }: AzureResource): Found {
  const fronts = listAt(facts, 'frontendIPConfigurations').flatMap(
    (front) => textAt(front, 'privateIPAddress') ?? [],
  )
  const ports = listAt(facts, 'loadBalancingRules').flatMap((rule) => {
    const port = valueAt(rule, 'frontendPort')
    return textAt(rule, 'protocol')?.toLowerCase() === 'tcp' && typeof port === 'number' && port > 0
      ? [port]
      : []
  })
  const what = `load balancer ${name}`
  return found({
    targets: fronts
      .filter((front) => parseIp(front) !== null)
      .flatMap((front) => ports.map((port) => plainTarget(`tcp://${front}:${port}`, what))),
  })
}
