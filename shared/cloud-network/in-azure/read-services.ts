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

/** Cosmos DB has its lists beside the switch, and one that is not empty closes it for the rest. */
function listed(s: {
  readonly ipRules: readonly { readonly ipAddressOrRange: string | null }[]
  readonly virtualNetworkRules: readonly { readonly id: string | null }[]
}): z.output<typeof rules> {
  return {
    defaultAction: 'Deny',
    ipRules: s.ipRules.map((rule) => ({ ...rule, value: null, action: null })),
    virtualNetworkRules: s.virtualNetworkRules.map((rule) => ({
      ...rule,
      virtualNetworkResourceId: null,
    })),
  }
}

/**
 * A resource with a switch for public access. Sources: https://learn.microsoft.com/azure/templates/ for
 * microsoft.storage/storageaccounts, microsoft.keyvault/vaults, microsoft.containerregistry/registries,
 * microsoft.documentdb/databaseaccounts, microsoft.dbforpostgresql/flexibleservers.
 */
export const service = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    publicNetworkAccess: maybe,
    network: z.object({ publicNetworkAccess: maybe }).nullish(),
    networkAcls: rules,
    networkRuleSet: rules,
    ipRules: z.array(z.object({ ipAddressOrRange: maybe })).nullish(),
    virtualNetworkRules: listOf(z.object({ id: maybe })),
    vaultUri: maybe,
  })
  .transform((s) => {
    const ipRules = s.ipRules ?? []
    const own = ipRules.length + s.virtualNetworkRules.length > 0
    const set = s.networkAcls ?? s.networkRuleSet ?? (own ? listed({ ...s, ipRules }) : null)
    const some = (set?.ipRules.length ?? 0) + (set?.virtualNetworkRules.length ?? 0) > 0
    const access = s.publicNetworkAccess ?? s.network?.publicNetworkAccess ?? null
    // A list of resources without their properties says nothing of them; a vault has its URI with them.
    const isRead = [access, set, s.ipRules, s.vaultUri].some((read) => read != null)
    return {
      id: s.id,
      name: s.name,
      type: s.type.toLowerCase(),
      publicAccess: capital(access ?? (isRead ? 'Enabled' : 'Unknown')),
      // Search has a list alone: one that is not empty closes it for the rest.
      defaultAction: capital(set?.defaultAction ?? (some ? 'Deny' : 'Allow')),
      prefixes: (set?.ipRules ?? []).flatMap((r) => r.value ?? r.ipAddressOrRange ?? []),
      subnets: (set?.virtualNetworkRules ?? []).flatMap(
        (r) => r.id ?? r.virtualNetworkResourceId ?? [],
      ),
    }
  })

/** Services write the same word in capitals or not: `enabled`, `Enabled`. */
function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

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
