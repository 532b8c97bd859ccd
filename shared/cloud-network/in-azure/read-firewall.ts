import { z } from 'zod'
import { lastOf, listOf, maybe, parentOf, reference, texts } from '../row.ts'
import type { RuleCollection } from './model.ts'

const protocols = listOf(
  z.union([
    z.string(),
    z
      .object({ protocolType: z.string(), port: z.int() })
      .transform(({ protocolType, port }) => `${protocolType}:${port}`),
  ]),
)

/** A rule of any kind, of a policy or classic; each kind has some of these. */
const rule = z
  .object({
    name: z.string(),
    ruleType: maybe,
    protocols,
    ipProtocols: texts,
    sourceAddresses: texts,
    sourceIpGroups: texts,
    destinationAddresses: texts,
    destinationIpGroups: texts,
    destinationFqdns: texts,
    targetFqdns: texts,
    fqdnTags: texts,
    targetUrls: texts,
    webCategories: texts,
    destinationPorts: texts,
    terminateTLS: z.boolean().nullish(),
  })
  .transform((r) => ({
    isApplication: r.ruleType === 'ApplicationRule',
    rule: {
      name: r.name,
      protocols: [...r.ipProtocols, ...r.protocols],
      sources: r.sourceAddresses,
      sourceGroups: r.sourceIpGroups,
      destinations: r.destinationAddresses,
      destinationGroups: r.destinationIpGroups,
      fqdns: [...r.targetFqdns, ...r.destinationFqdns].map((name) => name.toLowerCase()),
      tags: r.fqdnTags,
      other: [...r.targetUrls, ...r.webCategories],
      ports: r.destinationPorts,
      inspects: r.terminateTLS === true,
    },
  }))

const collection = z.object({
  name: z.string(),
  priority: z.int(),
  action: z.object({ type: z.string() }),
  rules: listOf(rule),
})
type Collection = z.output<typeof collection>

function ofKind(given: Collection, kind: RuleCollection['kind']): RuleCollection {
  const { name, priority, rules } = given
  const denies = given.action.type.toLowerCase() === 'deny'
  const action = kind === 'nat' ? 'Dnat' : denies ? 'Deny' : 'Allow'
  return { name, priority, kind, action, rules: rules.map((row) => row.rule) }
}

/** The collections of a policy say their kind by their rules; all rules of one have one kind. */
const policyCollection = collection.extend({ ruleCollectionType: maybe }).transform((given) => {
  if (given.ruleCollectionType === 'FirewallPolicyNatRuleCollection') return ofKind(given, 'nat')
  return ofKind(given, given.rules.some((r) => r.isApplication) ? 'application' : 'network')
})

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies/rulecollectiongroups */
export const collectionGroup = z
  .object({
    id: z.string(),
    name: z.string(),
    priority: z.int(),
    ruleCollections: listOf(policyCollection),
  })
  .transform(({ id, name, priority, ruleCollections }) => ({
    policy: parentOf(id),
    group: { name: lastOf(name), priority, collections: ruleCollections },
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/firewallpolicies */
export const firewallPolicy = z
  .object({
    id: z.string(),
    name: z.string(),
    basePolicy: reference,
    dnsSettings: z.object({ enableProxy: z.boolean().nullish(), servers: texts }).nullish(),
    threatIntelMode: maybe,
    ruleCollectionGroups: z.array(z.unknown()).nullish(),
  })
  .transform((p) => ({
    groupCount: p.ruleCollectionGroups?.length ?? null,
    id: p.id,
    name: p.name,
    parent: p.basePolicy,
    dnsProxy: p.dnsSettings?.enableProxy === true,
    dnsServers: p.dnsSettings?.servers ?? [],
    threatIntelligence: p.threatIntelMode ?? 'Off',
  }))

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
export const firewall = z
  .object({
    id: z.string(),
    name: z.string(),
    ipConfigurations: listOf(z.object({ privateIPAddress: maybe, subnet: reference })),
    hubIPAddresses: z.object({ privateIPAddress: maybe }).nullish(),
    firewallPolicy: reference,
    threatIntelMode: maybe,
    networkRuleCollections: listOf(collection),
    applicationRuleCollections: listOf(collection),
    natRuleCollections: listOf(collection),
  })
  .transform((f) => {
    const own = [...f.ipConfigurations, ...(f.hubIPAddresses ? [f.hubIPAddresses] : [])]
    const collections = [
      ...f.natRuleCollections.map((c) => ofKind(c, 'nat')),
      ...f.networkRuleCollections.map((c) => ofKind(c, 'network')),
      ...f.applicationRuleCollections.map((c) => ofKind(c, 'application')),
    ]
    return {
      id: f.id,
      name: f.name,
      subnet: f.ipConfigurations.find(({ subnet }) => subnet !== null)?.subnet ?? null,
      addresses: own.flatMap(({ privateIPAddress }) => privateIPAddress ?? []),
      policy: f.firewallPolicy,
      groups: collections.length === 0 ? [] : [{ name: 'classic rules', priority: 0, collections }],
      threatIntelligence: f.threatIntelMode ?? 'Off',
    }
  })

/** Source: https://learn.microsoft.com/azure/templates/microsoft.network/ipgroups */
export const ipGroup = z
  .object({ id: z.string(), name: z.string(), ipAddresses: texts })
  .transform(({ id, name, ipAddresses }) => ({ id, name, prefixes: ipAddresses }))
