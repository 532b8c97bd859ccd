import type { NetworkObject } from '../../model/network-object.ts'
import { type Named, objectAt } from '../object.ts'
import type { GoogleNetwork, PolicyRule, VpcFirewall, VpcRoute } from './model.ts'

/** An object of Google Cloud; `rest` adds the rule in it. */
export function objectOf(
  kind: NetworkObject['kind'],
  named: Named,
  rest: Partial<NetworkObject> = {},
): NetworkObject {
  return objectAt({ kind, link: console(kind, named.id) }, named, rest)
}

/** The pages of the console, by the kind of what they show. */
const PAGES: Partial<Record<NetworkObject['kind'], string>> = {
  'vpc-firewall-rule': 'networking/firewalls/details',
  'vpc-route': 'networking/routes/details',
  'vpc-network': 'networking/networks/details',
}

function console(kind: NetworkObject['kind'], id: string): string | null {
  const [, project, name] = /^projects\/([\w.:-]+)\/global\/\w+\/([\w-]+)$/.exec(id) ?? []
  const page = PAGES[kind]
  if (project === undefined || page === undefined) return null
  return `https://console.cloud.google.com/${page}/${name}?project=${project}`
}

export function firewallObject(rule: VpcFirewall): NetworkObject {
  const targets = [...rule.targetTags, ...rule.targetAccounts]
  const where =
    rule.direction === 'EGRESS' ? `to ${few(rule.destinations)}` : `from ${few(rule.sources)}`
  const line = `${rule.priority} ${rule.direction} ${rule.action} ${layer4(rule.layer4)} ${where}`
  return objectOf('vpc-firewall-rule', rule, {
    priority: rule.priority,
    line: targets.length === 0 ? line : `${line} for ${few(targets)}`,
  })
}

export function policyRuleObject(
  policy: GoogleNetwork['policies'][number],
  rule: PolicyRule,
): NetworkObject {
  const where =
    rule.direction === 'EGRESS' ? `to ${few(rule.destinations)}` : `from ${few(rule.sources)}`
  return objectOf('firewall-policy-rule', policy, {
    rule: String(rule.priority),
    priority: rule.priority,
    line: `${rule.priority} ${rule.direction} ${rule.action} ${layer4(rule.layer4)} ${where}${rule.inspects ? ', TLS inspected' : ''}`,
  })
}

export function routeObject(route: VpcRoute): NetworkObject {
  const to = route.to === null ? route.nextHop : `${route.nextHop} ${route.to}`
  const line = `${route.prefix} to ${to} (priority ${route.priority})`
  return objectOf('vpc-route', route, {
    priority: route.priority,
    line: route.tags.length === 0 ? line : `${line} for ${few(route.tags)}`,
  })
}

function layer4(
  of: readonly { readonly protocol: string; readonly ports: readonly string[] }[],
): string {
  const texts = of.map(({ protocol, ports }) =>
    ports.length === 0 ? protocol : `${protocol}:${ports.join('+')}`,
  )
  return few(texts.length === 0 ? ['all'] : texts)
}

function few(items: readonly string[]): string {
  const rest = items.length - 4
  const shown = items.slice(0, 4).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown || 'any'
}
