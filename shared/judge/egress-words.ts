import { isOn } from '../model/sandbox.ts'
import { homeOf } from './cloud-of.ts'
import { isFlex, isLedIn } from './platform.ts'
import type { TargetView } from './target-view.ts'
import { shown } from './text.ts'
import type { Words } from './words.ts'

const OTHER_WAY =
  'the default route of its subnet does not lead to the firewall or NAT gateway that was meant, or that has got another public address'
const CHECK_WAY =
  'Check the effective route of 0.0.0.0/0 of the subnet, then the public addresses of the firewall or NAT gateway that it leads to'
const NETWORKING = 'https://learn.microsoft.com/azure/app-service/overview-vnet-integration'

/**
 * Why the internet sees another address than expected, by the way that the traffic took; empty where only the table of
 * findings says what there is. Sources: https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing
 * and https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan (all traffic takes the VNet).
 */
export function egressWords(view: TargetView): Words {
  if (view.target.proxy !== null) return THROUGH_PROXY
  const home = homeOf(view)
  if (home === 'azure') return inAzure(view)
  return home === 'other' && view.network === null ? ANYWHERE : {}
}

const THROUGH_PROXY: Words = {
  cause:
    'The request went through the proxy: what the service sees is the address by which the proxy itself goes out',
  fix: 'Compare it with the public addresses of the proxy, and expect those; or have the target reached directly (`noProxy`) to see the way out of this network',
  docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6',
}

const ANYWHERE: Words = {
  cause:
    'Traffic leaves by another line, NAT or firewall than expected, or that has got another public address; or a VPN or proxy on the way carries it',
  fix: 'Follow the default route of this machine to what translates its addresses, and compare the public addresses there',
  docs: 'https://www.rfc-editor.org/rfc/rfc3022',
}

function inAzure(view: TargetView): Words {
  const { privateIp, routeAll, site } = view.platform.facts
  if (isFlex(view.platform)) return taken('All traffic of this plan takes the VNet')
  if (isLedIn(view)) return taken('By the configuration of the network the traffic takes the VNet')
  if (site !== undefined && privateIp === undefined) return NOT_INTEGRATED
  if (routeAll === undefined) return {}
  if (isOn(routeAll))
    return taken('WEBSITE_VNET_ROUTE_ALL is on, so that the traffic takes the VNet')
  return {
    cause: `WEBSITE_VNET_ROUTE_ALL is ${shown(routeAll, 20)}: traffic to public addresses leaves past the VNet, by the outbound addresses of the platform, unless outboundVnetRouting of the site says otherwise`,
    fix: `Set properties.outboundVnetRouting.applicationTraffic of the site to true. Then, if the address is still another: ${CHECK_WAY}`,
  }
}

function taken(why: string): Words {
  return { cause: `${why}, and ${OTHER_WAY}`, fix: CHECK_WAY }
}

const NOT_INTEGRATED: Words = {
  cause:
    'The environment shows no VNet integration (WEBSITE_PRIVATE_IP is not set): the app leaves by the outbound addresses of the platform',
  fix: 'Integrate the app with the VNet and lead all its traffic there (outboundVnetRouting); or expect possibleOutboundIpAddresses of the site',
  docs: NETWORKING,
}
