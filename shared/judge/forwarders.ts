import { suffixToForward } from '../zone/suffix-to-forward.ts'
import { zoneOf } from '../zone/zone-of.ts'
import { cloudOf } from './cloud-of.ts'
import type { TargetView } from './target-view.ts'

/** The suffix that a forwarder or forwarding rule for a host would carry: the public suffix, or the parent domain. */
export function forwardedSuffix(host: string): string {
  return (
    suffixToForward(host) ?? (host.split('.').length > 2 ? host.slice(host.indexOf('.') + 1) : host)
  )
}

/**
 * What to know of a silent forwarder in the cloud that the target belongs to; empty for any other. Sources:
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 (reachable from inside only) and
 * https://docs.cloud.google.com/dns/docs/server-policies-overview (queries come from 35.199.192.0/19).
 */
export function forwarderHint(view: TargetView): string {
  if (zoneOf(view.target.host) !== null) {
    return '. 168.63.129.16 is reachable from inside an Azure network only: from elsewhere forward to the inbound endpoint of a DNS private resolver, whose subnet must allow UDP and TCP 53'
  }
  if (cloudOf(view) === 'gcp') {
    return '. In Google Cloud that is the target of a forwarding zone, or an alternative name server of an outbound server policy, here or in the network that a peering zone leads to: it must allow 35.199.192.0/19, have a route back to it, and answer within 4 s'
  }
  return ''
}
