import { z } from 'zod'
import { listOf, maybe, texts } from '../row.ts'
import { lastPart, maybePath, named, path, paths } from './read-vpc.ts'

const classicLayer4 = z
  .object({ IPProtocol: z.string(), ports: texts })
  .transform(({ IPProtocol: protocol, ports }) => ({ protocol, ports }))

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export const firewall = z
  .object({
    ...named,
    network: path,
    direction: z.enum(['INGRESS', 'EGRESS']).nullish(),
    priority: z.int().nullish(),
    disabled: z.boolean().nullish(),
    allowed: listOf(classicLayer4),
    denied: listOf(classicLayer4),
    destinationRanges: texts,
    sourceRanges: texts,
    targetTags: texts,
    targetServiceAccounts: texts,
    sourceTags: texts,
    sourceServiceAccounts: texts,
  })
  .transform((f) => ({
    id: f.selfLink,
    name: f.name,
    network: f.network,
    direction: f.direction ?? ('INGRESS' as const),
    priority: f.priority ?? 1000,
    action: f.denied.length > 0 ? ('deny' as const) : ('allow' as const),
    disabled: f.disabled === true,
    layer4: f.denied.length > 0 ? f.denied : f.allowed,
    destinations: f.destinationRanges,
    sources: f.sourceRanges,
    targetTags: f.targetTags,
    targetAccounts: f.targetServiceAccounts,
    sourceTags: f.sourceTags,
    sourceAccounts: f.sourceServiceAccounts,
  }))

const layer4 = z
  .object({ ipProtocol: z.string(), ports: texts })
  .transform(({ ipProtocol: protocol, ports }) => ({ protocol, ports }))

const match = z.object({
  destIpRanges: texts,
  srcIpRanges: texts,
  layer4Configs: listOf(layer4),
  destFqdns: texts,
  destRegionCodes: texts,
  destThreatIntelligences: texts,
  destAddressGroups: texts,
  destNetworkScope: maybe,
  destNetworkType: maybe,
  destNetworkContext: maybe,
  srcSecureTags: listOf(z.object({ name: z.string() })),
  srcAddressGroups: texts,
  srcFqdns: texts,
  srcRegionCodes: texts,
  srcThreatIntelligences: texts,
  srcNetworks: texts,
  srcNetworkScope: maybe,
  srcNetworkType: maybe,
  srcNetworkContext: maybe,
})

/** What of a condition is not evaluated. */
function notEvaluated(of: z.output<typeof match>): readonly string[] {
  const scopes = [of.destNetworkScope, of.destNetworkType, of.destNetworkContext]
  const from = [of.srcNetworkScope, of.srcNetworkType, of.srcNetworkContext]
  return [
    ...of.destFqdns,
    ...of.destRegionCodes,
    ...of.destThreatIntelligences,
    ...of.destAddressGroups,
    ...of.srcAddressGroups,
    ...of.srcFqdns,
    ...of.srcRegionCodes,
    ...of.srcThreatIntelligences,
    ...of.srcNetworks,
    ...of.srcSecureTags.map(({ name }) => name),
    ...[...scopes, ...from].filter((scope) => scope !== null),
  ]
}

const rule = z
  .object({
    priority: z.int(),
    action: z.string(),
    direction: z.enum(['INGRESS', 'EGRESS']),
    disabled: z.boolean().nullish(),
    match,
    tlsInspect: z.boolean().nullish(),
    targetResources: paths,
    targetServiceAccounts: texts,
    targetSecureTags: listOf(z.object({ name: z.string() })),
  })
  .transform((r) => ({
    priority: r.priority,
    action: r.action,
    direction: r.direction,
    disabled: r.disabled === true,
    destinations: r.match.destIpRanges,
    sources: r.match.srcIpRanges,
    layer4: r.match.layer4Configs,
    inspects: r.tlsInspect === true,
    networks: r.targetResources,
    accounts: r.targetServiceAccounts,
    tags: r.targetSecureTags.map(({ name }) => name),
    other: [...notEvaluated(r.match)],
  }))

const TYPES: Readonly<Record<string, 'hierarchical' | 'system' | 'global' | 'regional'>> = {
  HIERARCHY: 'hierarchical',
  SYSTEM: 'system',
  SYSTEM_GLOBAL: 'system',
  SYSTEM_REGIONAL: 'system',
  NETWORK: 'global',
  NETWORK_REGIONAL: 'regional',
}

/** Source: https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks/getEffectiveFirewalls */
const policy = z
  .object({
    name: z.string(),
    shortName: maybe,
    displayName: maybe,
    type: z.string(),
    region: maybe,
    rules: listOf(rule),
  })
  .transform((p, ctx) => {
    const type = TYPES[p.type]
    if (type === undefined) ctx.addIssue({ code: 'custom', message: `type ${p.type} is not known` })
    return {
      id: p.name,
      name: p.shortName ?? p.displayName ?? p.name,
      type: type ?? ('global' as const),
      region: p.region === null ? null : lastPart(p.region),
      rules: p.rules,
    }
  })

/**
 * What `gcloud compute networks get-effective-firewalls` prints: the rules of the network and, from the organization
 * down, the policies. It does not name the network; its own firewall rules do, or `network` beside them.
 */
export const effectiveFirewalls = z
  .object({
    network: maybePath,
    firewalls: listOf(firewall),
    firewallPolicys: listOf(policy),
  })
  .transform(({ network, firewalls, firewallPolicys }) => {
    const of = network ?? firewalls[0]?.network ?? null
    const networks = of === null ? [] : [of]
    return { firewalls, policies: firewallPolicys.map((p) => ({ ...p, networks })) }
  })
