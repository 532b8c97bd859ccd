import type { Layer } from '../../model/configured.ts'
import { fitsGlob } from '../../target/glob.ts'
import type { Pulled } from '../pull/pulled.ts'
import { NOTHING } from '../pull/pulled.ts'
import type { Row } from '../row.ts'
import { type Arm, armList } from './arm.ts'

/** What the identity must be allowed to read, by the part of the path that is not whole without it. */
const NEEDED: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  dns: [
    'Microsoft.Network/privateDnsZones/read',
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks/read',
    'Microsoft.Network/privateDnsZones/A/read',
    'Microsoft.Network/privateDnsZones/CNAME/read',
    'Microsoft.Network/dnsForwardingRulesets/read',
    'Microsoft.Network/dnsResolvers/inboundEndpoints/read',
  ],
  route: [
    'Microsoft.Network/virtualNetworks/read',
    'Microsoft.Network/routeTables/read',
    'Microsoft.Network/virtualNetworkGateways/read',
    'Microsoft.Network/privateEndpoints/read',
  ],
  rules: [
    'Microsoft.Network/networkSecurityGroups/read',
    'Microsoft.Network/networkInterfaces/read',
  ],
  firewall: [
    'Microsoft.Network/azureFirewalls/read',
    'Microsoft.Network/firewallPolicies/read',
    'Microsoft.Network/ipGroups/read',
  ],
}

/**
 * Resource Graph leaves out what the identity may not read, without a word. What it may read in a subscription is asked
 * here, so that what is missing is told and nothing is concluded from its absence. Sources:
 * https://learn.microsoft.com/azure/governance/resource-graph/overview (permissions) and
 * https://learn.microsoft.com/rest/api/authorization/permissions
 */
export async function missingRights(arm: Arm, subscription: string): Promise<Pulled> {
  const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/permissions`
  const { rows, trouble } = await armList(arm, path, '2022-04-01')
  const what = `rights in subscription ${subscription}`
  if (trouble !== null) {
    const why = `${trouble.says}: what the identity may not read is left out unseen`
    return { ...NOTHING, unread: [{ what, why }] }
  }
  const layers = Object.entries(NEEDED) as [Layer, readonly string[]][]
  const lacking = layers.flatMap(([layer, rights]) => {
    const missing = rights.filter((right) => !rows.some((row) => allows(row, right)))
    return missing.length === 0 ? [] : [{ layer, missing }]
  })
  return {
    entries: [],
    unread: lacking.map(({ layer, missing }) => ({
      what: `${layer} in subscription ${subscription}`,
      why: `may be missing in part: the identity needs ${missing.join(', ')}`,
    })),
    unreadLayers: lacking.map(({ layer }) => layer),
  }
}

/** A role allows what its actions name and its notActions do not. */
function allows(row: Row, right: string): boolean {
  const named = (key: string) => {
    const list = row[key]
    return Array.isArray(list) && list.some((action) => covers(String(action), right))
  }
  return named('actions') && !named('notActions')
}

/** `*` stands for any characters. https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
function covers(action: string, right: string): boolean {
  return fitsGlob(right.toLowerCase(), action.toLowerCase().slice(0, 500))
}
