import { command, groupOf, leadIn } from './command.ts'
import type { Fixes } from './fixing.ts'
import { ruleBefore, vpcRule } from './rule-before.ts'

/** What blocks a flow that these objects let pass. */
export const BLOCKING: Fixes = {
  'security-rule': (object, fixing) => ruleBefore(object, fixing, 'Deny'),
  subnet: ({ id, name }) => {
    const [, network = 'VNET'] = /\/virtualNetworks\/([^/]+)\//i.exec(id) ?? []
    const call = command('az network vnet subnet update', {
      'resource-group': groupOf(id),
      'vnet-name': network,
      name,
      'network-security-group': 'NSG',
    })
    return `Give subnet ${name} a security group that denies it: ${call}`
  },
  'firewall-rule': ({ rule, collection, name }, { view }) =>
    `Take ${view.target.host} out of rule ${rule} of collection ${collection} in ${name}, or deny it in a collection before that one`,
  app: ({ name, id }) =>
    `Lead all traffic of ${name} into its network, where rules can block it: ${leadIn(id)}`,
  'vpc-firewall-rule': ({ id, name, priority }, fixing) =>
    `Deny it with rule ${name} or before it: ${vpcRule(id, fixing, 'DENY', Math.max((priority ?? 1000) - 1, 0))}`,
  'firewall-policy-rule': ({ name, rule }) =>
    `Rule ${rule} of firewall policy ${name} lets it pass before any rule of the network: who keeps the policy narrows it, or adds a rule of a lower number that denies`,
  'vpc-network': ({ id }, fixing) =>
    `No rule names it, and the implied rule lets everything leave: ${vpcRule(id, fixing, 'DENY', 1000)}`,
}
