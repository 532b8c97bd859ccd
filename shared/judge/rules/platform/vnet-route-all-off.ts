import { contains } from '../../../address/cidr.ts'
import { isOn } from '../../../model/sandbox.ts'
import { isFlex, isLedIn } from '../../platform.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'

/**
 * Without route-all only these go into the VNet, whatever prefixes the network has
 * (https://learn.microsoft.com/azure/azure-functions/functions-networking-options).
 */
const RFC_1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
/** Addresses that no route leads into a VNet. */
const LOCAL = new Set(['loopback', 'link-local', 'metadata', 'azure-platform'])

/**
 * Route-all is not shown to be on, and the target has an address outside RFC 1918: its traffic may leave past the
 * VNet. A hint, since the property of the site goes before the environment. Source:
 * https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing.
 */
export const vnetRouteAllOff: Rule = {
  code: 'vnet-route-all-off',
  judge(view) {
    const { platform, target, legs, classify, expect } = view
    const { privateIp, routeAll } = platform.facts
    const integrated = platform.cloud === 'azure' && privateIp !== undefined && !isFlex(platform)
    if (!integrated || isOn(routeAll) || isLedIn(view) || target.proxy !== null) return null
    const blocked = expect.reachability === 'blocked'
    const outside = legs.find(
      ({ address, connect }) =>
        connect !== null &&
        (!blocked || connect.failure === null) &&
        !LOCAL.has(classify(address).kind) &&
        !RFC_1918.some((cidr) => contains(cidr, address)),
    )
    if (outside === undefined) return null
    const setting = routeAll === undefined ? 'is not set' : `is ${shown(routeAll, 20)}`
    return {
      subject: 'outbound VNet routing of the app',
      summary: `Traffic to ${target.host} (${outside.address}) may not take the VNet: WEBSITE_VNET_ROUTE_ALL ${setting}, and the address is outside RFC 1918`,
      evidence: cite(outside.connect),
    }
  },
}
