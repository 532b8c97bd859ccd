import type { NetworkObject } from '../../model/network-object.ts'
import { type Named, objectAt } from '../object.ts'
import type { FirewallRule, RuleCollection, SecurityRule, UserRoute } from './model.ts'

/** The page of a resource in the portal; none for what has no resource id. */
function portal(id: string): string | null {
  return /^\/subscriptions\/[\w./()-]+$/.test(id)
    ? `https://portal.azure.com/#@/resource${id}`
    : null
}

/** An object of Azure; `rest` adds the rule in it. */
export function objectOf(
  kind: NetworkObject['kind'],
  named: Named,
  rest: Partial<NetworkObject> = {},
): NetworkObject {
  return objectAt({ kind, link: portal(named.id) }, named, rest)
}

export function securityRuleObject(group: Named, rule: SecurityRule): NetworkObject {
  const { name, priority, direction, access, protocol } = rule
  const to = [...rule.destinations, ...rule.destinationGroups.map(lastName)]
  const from = [...rule.sources, ...rule.sourceGroups.map(lastName)]
  const line = `${priority} ${direction} ${access} ${protocol} from ${few(from)} to ${few(to)} port ${few(rule.ports)}`
  return objectOf('security-rule', group, { rule: name, priority, line })
}

export function routeObject(table: Named, route: UserRoute): NetworkObject {
  const to = route.address === null ? route.nextHop : `${route.nextHop} ${route.address}`
  return objectOf('route', table, { rule: route.name, line: `${route.prefix} to ${to}` })
}

export function firewallRuleObject(
  policy: Named,
  collection: RuleCollection,
  rule: FirewallRule,
): NetworkObject {
  const to = [
    ...rule.fqdns,
    ...rule.tags,
    ...rule.destinations,
    ...rule.destinationGroups.map(lastName),
  ]
  const from = [...rule.sources, ...rule.sourceGroups.map(lastName)]
  const ports = rule.ports.length === 0 ? '' : ` port ${few(rule.ports)}`
  return objectOf('firewall-rule', policy, {
    rule: rule.name,
    priority: collection.priority,
    collection: collection.name,
    line: `${collection.action} ${few(rule.protocols)} from ${few(from)} to ${few(to)}${ports}${rule.inspects ? ', TLS inspected' : ''}`,
  })
}

function lastName(id: string): string {
  return id.split('/').at(-1) ?? id
}

/** A rule may list hundreds. */
function few(items: readonly string[]): string {
  const rest = items.length - 4
  const shown = items.slice(0, 4).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown || 'nothing'
}
