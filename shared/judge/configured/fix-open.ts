import { parseIp } from '../../address/ip.ts'
import { inRange } from '../../cloud-network/match.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { command, groupOf, projectOf, regionOf } from './command.ts'
import type { Fixes, Fixing } from './fixing.ts'
import { isIngress, nameOf, prefixOf, ruleBefore, vpcIngress, vpcRule } from './rule-before.ts'

/** Commands: https://learn.microsoft.com/cli/azure/network/vnet/peering */
function openPeering({ id, rule, name, line }: NetworkObject): string {
  const at = { 'resource-group': groupOf(id), 'vnet-name': name, name: rule ?? '' }
  if (line.endsWith('is off')) {
    const on = { ...at, set: 'allowVirtualNetworkAccess=true' }
    return `Let peering ${rule} carry traffic: ${command('az network vnet peering update', on)}`
  }
  if (line.includes('not synced'))
    return `Sync peering ${rule}: ${command('az network vnet peering sync', at)}`
  return line.endsWith('Initiated')
    ? `Make the peering in the other network, too: peering ${rule} of ${name} waits for it`
    : `Peering ${rule} of ${name} is not connected: delete it on both sides and make it again`
}

/** Another network of the configuration has the address: peerings lead to their two networks alone. */
function peerNetworks({ name, id }: NetworkObject, { network, flow }: Fixing): string | null {
  const ip = parseIp(flow?.address ?? '')
  const other = network.configuration.azure.networks.find(
    (one) =>
      one.id !== id && ip !== null && one.prefixes.some((prefix) => inRange(prefix, ip) === true),
  )
  if (other === undefined) return null
  const call = command('az network vnet peering create', {
    'resource-group': groupOf(id),
    'vnet-name': name,
    name: `to-${other.name}`,
    'remote-vnet': other.id,
    'allow-vnet-access': '',
  })
  return `The address is in ${other.name}, and peerings are not transitive: peer the two, in both directions (${call}), or lead the prefix by a route to a firewall or gateway of a network that both are peered with`
}

/** What lets a flow pass that these objects block. */
export const OPENING: Fixes = {
  'security-rule': (object, fixing) => ruleBefore(object, fixing, 'Allow'),
  route: ({ id, name, rule, line }, { flow }) => {
    const call = command('az network route-table route create', {
      'resource-group': groupOf(id),
      'route-table-name': name,
      name: `to-${nameOf(flow)}`,
      'address-prefix': prefixOf(flow),
      'next-hop-type': 'NEXT_HOP',
    })
    return `Route ${rule} (${line}) leads it nowhere: delete it, or lead this address elsewhere: ${call}`
  },
  peering: openPeering,
  'virtual-network': peerNetworks,
  subnet: ({ id, name, line }) => {
    if (!line.startsWith('private subnet')) return null
    const call = command('az network vnet subnet update', { ids: id, 'nat-gateway': 'NAT_GATEWAY' })
    return `Give subnet ${name} a way out, a NAT gateway (${call}), or lead it by a route to a firewall`
  },
  firewall: ({ name }, { flow }) =>
    `Allow ${flow?.name ?? flow?.address} port ${flow?.port} in ${name}: \`perimeter rules --for azure-firewall-cli --missing\` prints the rule`,
  'firewall-rule': ({ rule, collection, name, line }, { view: { target } }) => {
    const where = `rule ${rule} of collection ${collection} in ${name}`
    if (line.endsWith('TLS inspected'))
      return `Allow ${target.host} without TLS inspection by a rule before ${where}`
    return line.startsWith('Deny')
      ? `Take ${target.host} out of ${where}, or allow it in a collection before that one`
      : `Link the private zone to the network that the firewall resolves names in, or pass this traffic by a network rule instead of ${where}`
  },
  'vpc-firewall-rule': (object, fixing) => {
    const { id, name, priority } = object
    if (priority === null || priority === 0)
      return `Change firewall rule ${name}: no rule can come before priority 0`
    const call = isIngress(object)
      ? vpcIngress(object, fixing, priority - 1)
      : vpcRule(id, fixing, 'ALLOW', priority - 1)
    return `Allow it before rule ${name}: ${call}`
  },
  'firewall-policy-rule': ({ name, rule }) =>
    `Rule ${rule} of firewall policy ${name} must spare it: who keeps the policy adds a rule of a lower number that allows it`,
  'vpc-network': (object, fixing) => {
    const { id, name, line } = object
    const { flow } = fixing
    if (isIngress(object))
      return `Let it in where it arrives, for the tags or the account of the host where others must not: ${vpcIngress(object, fixing, 1000)}`
    if (!line.startsWith('no route')) return null
    const call = command(`gcloud compute routes create to-${nameOf(flow)}`, {
      project: projectOf(id),
      network: name,
      'destination-range': prefixOf(flow),
      'next-hop-gateway': 'default-internet-gateway',
    })
    return `Make a route: ${call}`
  },
  'vpc-subnet': ({ id, name, line }) => {
    const at = { project: projectOf(id), region: regionOf(id) }
    if (line.startsWith('Private Google Access')) {
      const call = command(`gcloud compute networks subnets update ${name}`, {
        ...at,
        'enable-private-ip-google-access': '',
      })
      return `Turn Private Google Access on: ${call}`
    }
    const call = command('gcloud compute routers nats create NAT', {
      ...at,
      router: 'ROUTER',
      'auto-allocate-nat-external-ips': '',
      'nat-custom-subnet-ip-ranges': name,
    })
    return `Give the subnet Cloud NAT: ${call}`
  },
}
