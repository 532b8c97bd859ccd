import type { SecurityRule } from '../../cloud-network/in-azure/model.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import type { TargetView } from '../target-view.ts'
import { command, groupOf, projectOf, slug } from './command.ts'
import type { Fixing } from './fix.ts'

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
  const { view } = fixing
  const call = command('az network nsg rule create', {
    'resource-group': groupOf(object.id),
    'nsg-name': object.name,
    name: `${access.toLowerCase()}-${slug(view.target.host)}`,
    priority: String(free),
    direction: own.direction,
    access,
    protocol: 'Tcp',
    'destination-address-prefixes': prefixOf(view, false),
    'destination-port-ranges': String(view.target.port),
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
  { view, network }: Fixing,
  action: 'ALLOW' | 'DENY',
  priority: number,
): string {
  return command(
    `gcloud compute firewall-rules create ${action.toLowerCase()}-${slug(view.target.host)}`,
    {
      project: projectOf(id),
      network: network.network.name,
      direction: 'EGRESS',
      action,
      rules: `tcp:${view.target.port}`,
      'destination-ranges': prefixOf(view, true),
      priority: String(priority),
    },
  )
}

/** The first address of the target; of Google Cloud and of routes as a prefix. */
export function prefixOf({ legs }: TargetView, withBits: boolean): string {
  const [leg] = legs
  if (leg === undefined) return withBits ? 'ADDRESS/32' : 'ADDRESS'
  const bits = leg.address.includes(':') ? 128 : 32
  return withBits ? `${leg.address}/${bits}` : leg.address
}
