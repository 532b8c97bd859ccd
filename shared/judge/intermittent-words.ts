import { isVipClass } from './google/vip-words.ts'
import type { PartlyLost } from './intermittent.ts'
import { routeClass } from './route-class.ts'
import type { TargetView } from './target-view.ts'
import { wayToldAsOf } from './unknown-place.ts'
import type { Words } from './words.ts'

const AZURE_SNAT =
  'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-intermittent-outbound-connection-errors'
const CLOUD_NAT = 'https://docs.cloud.google.com/nat/docs/troubleshooting'

/**
 * What loses a part of the connections to one address: ports for address translation where the address is public, and
 * what shares the load where they are refused or the address is private. In the words of the cloud that the probe runs
 * in. Sources: the two pages above; https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource (64,512 ports an
 * address).
 */
export function intermittentWords(view: TargetView, { leg, tally }: PartlyLost): Words {
  const refused = tally.lost.some(({ opening }) => opening.failure?.code === 'connection_refused')
  if (refused) return REFUSED
  if (tally.lost.every(({ opening }) => opening.failure?.code === 'connection_reset')) return RESET
  if (leg.about.isPrivate) return PRIVATE
  const kind = routeClass(view, view.target.host, leg)
  if (isVipClass(kind) || kind === 'google-front') return TO_GOOGLE
  return PUBLIC[wayToldAsOf(view)]
}

const REFUSED: Words = {
  cause:
    'One of several backends behind the address does not listen; or the service was starting or stopping during the sweep; or it refuses connections above a limit',
  fix: 'Look at the health of each backend behind the address, and at restarts of the service at this time',
}

/** Used-up ports of address translation lose the first packet without a word. */
const RESET: Words = {
  cause:
    'A firewall or load balancer on the way resets what is above its limit, or what it sends to a dead backend; or one of several backends behind the address resets; or the service limits connections',
  fix: 'Look at the connection counts and the resets of the firewall and load balancer on the way, then at the health of each backend behind the address; compare repeated sweeps',
}

const PRIVATE: Words = {
  cause:
    'A firewall or load balancer on the way is at its limit of connections or sends some to a dead backend; or requests and replies take different firewalls; or the service is overloaded',
  fix: 'Look at the connection counts and the drops of the firewall and load balancer on the way, then at each backend behind the address; compare repeated sweeps',
}

/** Traffic to Google’s APIs by a VIP or Private Google Access is not translated (nat/docs/nat-product-interactions). */
const TO_GOOGLE: Words = {
  cause:
    'Cloud NAT has no part in what goes to Google’s APIs. An appliance, a tunnel or an attachment on the way loses some connections; or routes of equal priority lead to next hops of which one is dead; or the path of a fresh instance is still opening',
  fix: 'List the routes that hold the address (`gcloud compute routes list --filter="network:NETWORK"`) and look at each next hop; compare repeated sweeps, and let clients reuse connections',
  docs: 'https://docs.cloud.google.com/nat/docs/nat-product-interactions',
}

const PUBLIC: Readonly<Record<TargetView['platform']['cloud'], Words>> = {
  azure: {
    cause:
      'SNAT ports towards this address and port are used up (128 for an instance without a NAT gateway); or the firewall on the way has too few public addresses for its connections; or the service is overloaded or limits connections',
    fix: 'Attach a NAT gateway to the integration subnet or give the firewall more public addresses (64,512 ports an address), or use a private or service endpoint, whose connections take no SNAT port; and let the app reuse connections',
    docs: AZURE_SNAT,
  },
  gcp: {
    cause:
      'The ports of Cloud NAT for this instance are used up towards this address and port (dropped with OUT_OF_RESOURCES); or a firewall on the way is at its limit; or the service is overloaded or limits connections',
    fix: 'Look for drops of Cloud NAT (`gcloud logging read \'resource.type="nat_gateway" AND jsonPayload.allocation_status="DROPPED"\'`, when its logging is on); give it more ports (`gcloud compute routers nats update NAT --router=ROUTER --region=REGION --enable-dynamic-port-allocation`, or a higher --min-ports-per-vm) or more addresses; and let the app reuse connections',
    docs: CLOUD_NAT,
  },
  other: {
    cause:
      'The ports that address translation on the way (SNAT, NAT) has for this address and port are used up; or a firewall on the way is at its limit of connections; or the service is overloaded or limits connections',
    fix: 'Look at the port use and the drops of the NAT device on the way, give it more addresses, and let clients reuse connections; compare repeated sweeps',
  },
}
