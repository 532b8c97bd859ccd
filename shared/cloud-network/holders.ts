import type { NetworkObject } from '../model/network-object.ts'
import type { AzureNetwork } from './in-azure/model.ts'
import { firewallRuleObject, routeObject, securityRuleObject } from './in-azure/objects.ts'
import { type AzurePlace, interfaceWith } from './in-azure/place.ts'
import type { GoogleNetwork } from './in-google/model.ts'
import {
  firewallObject,
  policyRuleObject,
  routeObject as vpcRouteObject,
} from './in-google/objects.ts'
import type { GooglePlace } from './in-google/place.ts'
import type { Named } from './object.ts'
import { sameId } from './row.ts'

/** What holds objects: a security group, a route table, a policy, a VPC network; with all that it holds. */
export interface ObjectHolder extends Named {
  readonly objects: readonly NetworkObject[]
}

/** The name of an object in what holds it. */
export function keyIn({ collection, rule, name }: NetworkObject): string {
  return collection === null ? (rule ?? name) : `${collection}/${rule}`
}

/** What decides at the subnet and the interface of the probe, and the policies of firewalls. */
export function azureHolders(place: AzurePlace): readonly ObjectHolder[] {
  const { azure, subnet, source } = place
  const guards = [subnet.securityGroup, interfaceWith(place, subnet, source)?.securityGroup ?? null]
  const groups = azure.securityGroups.map((group) =>
    held(group, group.rules, (rule) => securityRuleObject(group, rule)),
  )
  const tables = azure.routeTables
    .filter(({ id }) => sameId(id, subnet.routeTable))
    .map((table) => held(table, table.routes, (route) => routeObject(table, route)))
  // Those of the probe first: there may be hundreds.
  const isOwn = ({ id }: ObjectHolder) => guards.some((guard) => sameId(id, guard))
  const own = groups.filter(isOwn)
  const others = groups.filter((group) => !isOwn(group))
  return [...own, ...tables, ...azure.policies.map(policyHolder), ...others]
}

function policyHolder(policy: AzureNetwork['policies'][number]): ObjectHolder {
  const { id, name, groups } = policy
  const objects = (groups ?? []).flatMap(({ collections }) =>
    collections.flatMap((collection) =>
      collection.rules.map((rule) => firewallRuleObject(policy, collection, rule)),
    ),
  )
  return { id, name, objects }
}

/** Rules and routes of the network of the probe, which are objects of their own, and the policies in effect. */
export function googleHolders({ google, network }: GooglePlace): readonly ObjectHolder[] {
  const inNetwork = <T extends { readonly network: string }>(items: readonly T[]) =>
    items.filter((item) => item.network === network.id)
  const rules = [
    ...inNetwork(google.firewalls).map(firewallObject),
    ...inNetwork(google.routes).map(vpcRouteObject),
  ]
  return [{ id: network.id, name: network.name, objects: rules }, ...google.policies.map(ofPolicy)]
}

function ofPolicy(policy: GoogleNetwork['policies'][number]): ObjectHolder {
  return held(policy, policy.rules, (rule) => policyRuleObject(policy, rule))
}

function held<T>(
  { id, name }: Named,
  items: readonly T[],
  objectOf: (item: T) => NetworkObject,
): ObjectHolder {
  return { id, name, objects: items.map(objectOf) }
}
