import { parseCidr } from '../../address/cidr.ts'
import { formatIp, type Ip } from '../../address/ip.ts'
import type { Flow, Hop } from '../decision.ts'
import {
  all,
  any,
  anyRangeIn,
  decider,
  hasName,
  hasPort,
  inRange,
  type Match,
  type Matched,
  when,
} from '../match.ts'
import { sameId } from '../row.ts'
import type { AzureNetwork, FirewallRule, RuleCollection } from './model.ts'
import { firewallRuleObject, objectOf } from './objects.ts'
import type { AzurePlace } from './place.ts'

type Firewall = AzureNetwork['firewalls'][number]
type Holder = { readonly id: string; readonly name: string }

/** A rule with what holds it, in the order of evaluation. */
interface Placed {
  readonly holder: Holder
  readonly collection: RuleCollection
  readonly rule: FirewallRule
}

/** The firewall of Azure that has an address; null: it is none of the configuration. */
export function firewallWith({ firewalls }: AzureNetwork, address: string | null): Firewall | null {
  return firewalls.find(({ addresses }) => address !== null && addresses.includes(address)) ?? null
}

/**
 * What Azure Firewall says of a flow: network rules before application rules, those of the parent policy before its
 * own, then groups and collections by priority; what no rule names is denied. A network rule decides for good.
 * Source: https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function firewallHop(place: AzurePlace, firewall: Firewall, ip: Ip, flow: Flow): Hop {
  const policies = policiesOf(place.azure, firewall)
  if (policies === null)
    return unread(`the rules of the policy of ${firewall.name} are not in the configuration`)
  const placed = policies.flatMap(({ holder, groups }) => inTurn(holder, groups))
  const ofKind = (kind: RuleCollection['kind']) => placed.filter((p) => p.collection.kind === kind)
  const network = decided(ofKind('network'), ({ rule }) => networkRule(place, rule, ip, flow))
  if (network !== null) return network
  const application =
    flow.protocol === 'tcp'
      ? decided(ofKind('application'), ({ rule }) => applicationRule(place, rule, flow))
      : null
  if (application !== null) return application
  return {
    layer: 'firewall',
    outcome: 'blocked',
    object: objectOf('firewall', policies.at(-1)?.holder ?? firewall, {
      line: 'what no rule names is denied',
    }),
    says: `no rule of ${policies.at(-1)?.holder.name ?? firewall.name} allows it`,
  }
}

function unread(says: string): Hop {
  return { layer: 'firewall', outcome: 'unreadable', object: null, says }
}

interface PolicyGroups {
  readonly holder: Holder
  readonly groups: Firewall['groups']
}

/** The parent policy first; null where one, or its rules, are not in the configuration. */
function policiesOf(azure: AzureNetwork, firewall: Firewall): readonly PolicyGroups[] | null {
  if (firewall.policy === null) return [{ holder: firewall, groups: firewall.groups }]
  const chain: PolicyGroups[] = []
  const seen = new Set<string>()
  for (let id: string | null = firewall.policy; id !== null; ) {
    const policy = azure.policies.find((p) => sameId(p.id, id))
    if (policy === undefined || policy.groups === null || seen.has(policy.id)) return null
    seen.add(policy.id)
    chain.unshift({ holder: policy, groups: policy.groups })
    id = policy.parent
  }
  return chain
}

function inTurn(holder: Holder, groups: Firewall['groups']): readonly Placed[] {
  const byPriority = (a: { priority: number }, b: { priority: number }) => a.priority - b.priority
  return groups
    .toSorted(byPriority)
    .flatMap(({ collections }) => collections.toSorted(byPriority))
    .flatMap((collection) => collection.rules.map((rule) => ({ holder, collection, rule })))
}

/** The hop of the rule that decides; null: no rule names the flow. */
function decided(placed: readonly Placed[], match: (one: Placed) => Match): Hop | null {
  const matched = placed.map(
    (one): Matched<Placed> => ({
      rule: one,
      match: match(one),
      allows: one.collection.action === 'Allow',
    }),
  )
  const { rule: by, allows, doubt } = decider(matched)
  if (by === null && doubt === null) return null
  if (by === null || allows === null) {
    return unread(
      `rule ${doubt?.rule.name} of ${doubt?.holder.name} may name it: its conditions cannot be read`,
    )
  }
  const { holder, collection, rule } = by
  return {
    layer: 'firewall',
    outcome: allows ? 'pass' : 'blocked',
    object: firewallRuleObject(holder, collection, rule),
    says: `rule ${rule.name} of collection ${collection.name} (priority ${collection.priority}) of ${holder.name} ${allows ? 'allows' : 'denies'} it`,
    inspects: allows && rule.inspects,
  }
}

function networkRule(place: AzurePlace, rule: FirewallRule, ip: Ip, flow: Flow): Match {
  const protocols = rule.protocols.map((protocol) => protocol.toLowerCase())
  const named =
    rule.fqdns.length === 0 ? [] : [flow.name === null ? 'unknown' : hasName(rule.fqdns, flow.name)]
  return all(
    when(protocols.some((protocol) => protocol === flow.protocol || protocol === 'any')),
    hasPort(rule.ports, flow.port),
    fromHere(place, rule),
    any([...addressed(place, rule, ip), ...named] as Match[]),
  )
}

function addressed(place: AzurePlace, rule: FirewallRule, ip: Ip): readonly Match[] {
  return [
    ...rule.destinations.map((term) => termHolds(place, term, ip)),
    ...rule.destinationGroups.map((group) => inGroup(place, group, ip)),
  ]
}

function fromHere(place: AzurePlace, rule: FirewallRule): Match {
  return any([
    ...rule.sources.map((term) => sourceHolds(place, term)),
    ...rule.sourceGroups.map((group) => groupHolds(place, group)),
  ])
}

function sourceHolds({ source, subnet }: AzurePlace, term: string): Match {
  if (term === '*') return 'yes'
  if (source !== null) {
    const held = inRange(term, source)
    return held === null ? 'unknown' : when(held)
  }
  const outer = parseCidr(term)
  return outer === null ? 'unknown' : anyRangeIn(outer, subnet.prefixes)
}

function groupHolds(place: AzurePlace, id: string): Match {
  const group = place.azure.ipGroups.find((one) => sameId(one.id, id))
  return group === undefined
    ? 'unknown'
    : any(group.prefixes.map((term) => sourceHolds(place, term)))
}

function inGroup({ azure }: AzurePlace, id: string, ip: Ip): Match {
  const group = azure.ipGroups.find((one) => sameId(one.id, id))
  return group === undefined
    ? 'unknown'
    : when(group.prefixes.some((term) => inRange(term, ip) === true))
}

function termHolds({ tags }: AzurePlace, term: string, ip: Ip): Match {
  if (term === '*') return 'yes'
  const held = inRange(term, ip)
  if (held !== null) return when(held)
  const prefixes = tags.get(term.toLowerCase())
  return prefixes === undefined
    ? 'unknown'
    : when(prefixes.some((p) => inRange(`${formatIp(p)}/${p.bits}`, ip)))
}

/** A rule of FQDN tags need not say its protocols: then the tag has them. */
function speaksAt({ protocols, tags }: FirewallRule, port: number): boolean {
  const isOpen = tags.length > 0 && protocols.length === 0
  return isOpen || protocols.some((protocol) => protocol.endsWith(`:${port}`))
}

/** Names that Microsoft keeps behind a tag, and conditions on the URL, are not in an export. */
function applicationRule(place: AzurePlace, rule: FirewallRule, { name, port }: Flow): Match {
  const hidden: readonly Match[] = rule.tags.length + rule.other.length > 0 ? ['unknown'] : []
  const named =
    rule.fqdns.length === 0 ? [] : [name === null ? 'unknown' : hasName(rule.fqdns, name)]
  return all(
    when(speaksAt(rule, port)),
    fromHere(place, rule),
    any([...(named as Match[]), ...hidden]),
  )
}
