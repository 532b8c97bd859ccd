import { z } from 'zod'
import { listOf, maybe } from '../row.ts'

/** What limits who may come to a resource; each service spells it in one of these ways. */
const rules = z
  .object({
    defaultAction: maybe,
    ipRules: listOf(z.object({ value: maybe, action: maybe, ipAddressOrRange: maybe })),
    virtualNetworkRules: listOf(z.object({ id: maybe, virtualNetworkResourceId: maybe })),
  })
  .nullish()

/**
 * A resource with a switch for public access. Sources: https://learn.microsoft.com/azure/templates/ for
 * microsoft.storage/storageaccounts, microsoft.keyvault/vaults, microsoft.containerregistry/registries.
 */
export const service = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    publicNetworkAccess: maybe,
    networkAcls: rules,
    networkRuleSet: rules,
  })
  .transform((s) => {
    const set = s.networkAcls ?? s.networkRuleSet
    return {
      id: s.id,
      name: s.name,
      type: s.type.toLowerCase(),
      publicAccess: s.publicNetworkAccess ?? 'Enabled',
      defaultAction: set?.defaultAction ?? 'Allow',
      prefixes: (set?.ipRules ?? []).flatMap((r) => r.value ?? r.ipAddressOrRange ?? []),
      subnets: (set?.virtualNetworkRules ?? []).flatMap(
        (r) => r.id ?? r.virtualNetworkResourceId ?? [],
      ),
    }
  })

/**
 * An app with its integration. Flex Consumption and newer API versions say the routing in `outboundVnetRouting`.
 * Source: https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing
 */
export const site = z
  .object({
    id: z.string(),
    name: z.string(),
    virtualNetworkSubnetId: maybe,
    vnetRouteAllEnabled: z.boolean().nullish(),
    siteConfig: z.object({ vnetRouteAllEnabled: z.boolean().nullish() }).nullish(),
    outboundVnetRouting: z
      .object({ allTraffic: z.boolean().nullish(), applicationTraffic: z.boolean().nullish() })
      .nullish(),
  })
  .transform((s) => ({
    id: s.id,
    name: s.name,
    subnet: s.virtualNetworkSubnetId,
    routeAll:
      s.outboundVnetRouting?.allTraffic === true
        ? true
        : (s.outboundVnetRouting?.applicationTraffic ??
          s.vnetRouteAllEnabled ??
          s.siteConfig?.vnetRouteAllEnabled ??
          null),
  }))
