import type { Flow } from '../../cloud-network/decision.ts'
import type { SecurityRule } from '../../cloud-network/in-azure/model.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { capital } from '../text.ts'
import { command, groupOf, projectOf, slug } from './command.ts'
import type { Fixing } from './fixing.ts'

/** A security group takes priorities from 100 to 4096. */
const FIRST = 100
const LAST = 4096

/** A rule of a security group at the highest free number before the one that decides. */
export function ruleBefore(
  object: NetworkObject,
  fixing: Fixing,
  access: SecurityRule['access'],
): string | null {
  const beside = rulesBeside(object, fixing)
  const own = beside.find(({ name }) => name === object.rule)
  if (own === undefined) return null
  const taken = new Set(beside.map(({ priority }) => priority))
  let free = Math.min(own.priority, LAST + 1) - 1
  while (free >= FIRST && taken.has(free)) free -= 1
  if (free < FIRST)
    return `No number before rule ${own.name} is free in ${object.name}: change that rule, or number the rules anew`
  const { flow, addresses } = fixing
  const call = command('az network nsg rule create', {
    'resource-group': groupOf(object.id),
    'nsg-name': object.name,
    name: `${access.toLowerCase()}-${nameOf(flow)}`,
    priority: String(free),
    direction: own.direction,
    access,
    protocol: isDns(flow) ? '*' : capital(flow?.protocol ?? 'tcp'),
    'destination-address-prefixes': addresses.length === 0 ? 'ADDRESS' : addresses,
    'destination-port-ranges': String(flow?.port ?? 'PORT'),
  })
  return `${access} it before rule ${own.name}: ${call}`
}

/** The rules of a security group in the direction of one of them. */
function rulesBeside({ id, rule }: NetworkObject, { network }: Fixing): readonly SecurityRule[] {
  const group = network.configuration.azure.securityGroups.find((one) => one.id === id)
  const own = group?.rules.find(({ name }) => name === rule)
  return group?.rules.filter(({ direction }) => direction === own?.direction) ?? []
}

/** A firewall rule of a VPC network at a priority: the lower number comes first, and of equal ones the one that denies. */
export function vpcRule(
  id: string,
  { flow, addresses, network }: Fixing,
  action: 'ALLOW' | 'DENY',
  priority: number,
): string {
  const name = `${action.toLowerCase()}-${nameOf(flow)}`
  return command(`gcloud compute firewall-rules create ${name}`, {
    project: projectOf(id),
    network: network.network.name,
    direction: 'EGRESS',
    action,
    ...servedBy({ flow, addresses }),
    priority: String(priority),
  })
}

function servedBy({ flow, addresses }: Pick<Fixing, 'flow' | 'addresses'>) {
  return {
    rules: isDns(flow) ? 'udp:53,tcp:53' : `${flow?.protocol ?? 'tcp'}:${flow?.port ?? 'PORT'}`,
    'destination-ranges': addresses.map(alone).join(',') || 'ADDRESS/32',
  }
}

/** A question over UDP is asked again over TCP where its answer is cut: RFC 7766, 5. */
function isDns(flow: Fixing['flow']): boolean {
  return flow?.protocol === 'udp' && flow.port === 53
}

/** Whether a rule of a VPC network, or its implied one, is about what arrives. */
export function isIngress({ kind, line }: NetworkObject): boolean {
  return kind === 'vpc-network' ? line.includes('ingress is denied') : /^\d+ INGRESS /.test(line)
}

/** A rule that lets in what comes from the subnet of the probe, in the network where it arrives. */
export function vpcIngress(
  { id, kind, name }: NetworkObject,
  { flow, addresses, network: { place, configuration, network } }: Fixing,
  priority: number,
): string {
  const { firewalls, subnets } = configuration.google
  const of = kind === 'vpc-network' ? name : firewalls.find((one) => one.id === id)?.network
  const own = subnets.find((one) => one.network === network.id && place.endsWith(`/${one.name}`))
  return command(`gcloud compute firewall-rules create allow-${nameOf(flow)}`, {
    project: projectOf(id),
    network: of?.split('/').at(-1) ?? 'NETWORK',
    direction: 'INGRESS',
    action: 'ALLOW',
    ...servedBy({ flow, addresses }),
    'source-ranges': own?.prefixes[0] ?? 'SUBNET_RANGE',
    priority: String(priority),
  })
}

/** What a rule or route for a flow is called. */
export function nameOf(flow: Flow | null): string {
  return slug(flow?.name ?? flow?.address ?? 'it')
}

/** The address of a flow alone, as a prefix. */
export function prefixOf(flow: Flow | null): string {
  return alone(flow?.address ?? 'ADDRESS')
}

function alone(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`
}
