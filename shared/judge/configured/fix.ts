import type { NetworkAt } from '../../cloud-network/at.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { allowBefore, command, groupOf, projectOf, slug } from './command.ts'

/** Whom the fix is for. */
export interface Fixing {
  readonly view: TargetView
  readonly network: NetworkAt
}

type Telling = (object: NetworkObject, fixing: Fixing) => string | null

/**
 * What changes an object so that the flow passes, with the command. Null: it is another’s to change, or no command
 * changes it alone. Commands: https://learn.microsoft.com/cli/azure/network and
 * https://docs.cloud.google.com/sdk/gcloud/reference/compute
 */
export function fixOf(object: NetworkObject, fixing: Fixing): string | null {
  return FIXES[object.kind]?.(object, fixing) ?? null
}

const FIXES: Partial<Record<NetworkObject['kind'], Telling>> = {
  'security-rule': allowBefore,
  route: ({ id, name, rule, line }, { view }) => {
    const [prefix = ''] = prefixesOf(view)
    const words = [
      'az network route-table route create',
      '--resource-group',
      groupOf(id),
      '--route-table-name',
      name,
    ]
    const to = [
      '--name',
      `to-${slug(view.target.host)}`,
      '--address-prefix',
      prefix,
      '--next-hop-type',
      'NEXT_HOP',
    ]
    return `Route ${rule} (${line}) leads it nowhere: delete it, or lead this address elsewhere: ${command([...words, ...to])}`
  },
  peering: ({ rule, name }) =>
    `Peering ${rule} of ${name} is not connected: delete it on both sides and make it again`,
  'dns-zone': (object, { view, network }) =>
    network.cloud === 'azure' ? linkZone(object, { view, network }) : null,
  'private-endpoint': ({ id, name }, { network }) => {
    const service = network.configuration.azure.endpoints.find((e) => e.id === id)?.service
    if (service == null) return null
    return `Approve the connection of ${name} at the resource: ${command(['az network private-endpoint-connection list', '--id', service])} has its id for ${command(['az network private-endpoint-connection approve', '--id', 'CONNECTION_ID'])}`
  },
  firewall: ({ name }, { view }) =>
    `Allow ${view.target.host} port ${view.target.port} in ${name}: \`perimeter rules --for azure-firewall-cli --missing\` prints the rule`,
  'firewall-rule': ({ rule, collection, name }, { view }) =>
    `Take ${view.target.host} out of rule ${rule} of collection ${collection} in ${name}, or allow it in a collection before that one`,
  'vpc-firewall-rule': ({ id, name, priority }, { view, network }) => {
    const before = priority === null || priority === 0 ? null : priority - 1
    if (before === null) return `Change firewall rule ${name}: no rule can come before priority 0`
    const [prefix = ''] = prefixesOf(view)
    const words = [
      'gcloud compute firewall-rules create',
      `allow-${slug(view.target.host)}`,
      '--project',
      projectOf(id),
    ]
    const rest = [
      '--network',
      network.network.name,
      '--direction',
      'EGRESS',
      '--action',
      'ALLOW',
      '--rules',
      `tcp:${view.target.port}`,
    ]
    return `Allow it before rule ${name}: ${command([...words, ...rest, '--destination-ranges', prefix, '--priority', String(before)])}`
  },
  'firewall-policy-rule': ({ name, rule }) =>
    `Rule ${rule} of firewall policy ${name} must spare it: who keeps the policy adds a rule of a lower number that allows it`,
  'vpc-network': ({ id, name, line }, { view }) => {
    const [prefix = ''] = prefixesOf(view)
    if (!line.startsWith('no route')) return null
    const words = [
      'gcloud compute routes create',
      `to-${slug(view.target.host)}`,
      '--project',
      projectOf(id),
    ]
    return `Make a route: ${command([...words, '--network', name, '--destination-range', prefix, '--next-hop-gateway', 'default-internet-gateway'])}`
  },
  'vpc-subnet': ({ id, name, line }) => {
    const [, region = 'REGION'] = /regions\/([\w-]+)\//.exec(id) ?? []
    const at = ['--project', projectOf(id), '--region', region]
    return line.startsWith('Private Google Access')
      ? `Turn Private Google Access on: ${command(['gcloud compute networks subnets update', name, ...at, '--enable-private-ip-google-access'])}`
      : `Give the subnet Cloud NAT: ${command(['gcloud compute routers nats create', 'NAT', ...at, '--router', 'ROUTER', '--auto-allocate-nat-external-ips', '--nat-custom-subnet-ip-ranges', name])}`
  },
  'forwarding-rule': ({ name, line }) =>
    `The connection of endpoint ${name} is not accepted (${line}): who publishes the service must accept it`,
}

/** Of each address of the target, itself alone. */
function prefixesOf({ legs }: TargetView): readonly string[] {
  return legs.map(({ address }) => `${address}/${address.includes(':') ? 128 : 32}`)
}

function linkZone({ id, name, line }: NetworkObject, { network }: Fixing): string | null {
  if (!line.includes('not linked')) return null
  const own = network.network
  const words = [
    'az network private-dns link vnet create',
    '--resource-group',
    groupOf(id),
    '--zone-name',
    name,
  ]
  const to = [
    '--name',
    `link-${own.name}`,
    '--virtual-network',
    own.id,
    '--registration-enabled',
    'false',
  ]
  return `Link the zone to ${own.name}: ${command([...words, ...to])}`
}
