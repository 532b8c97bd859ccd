import { parseIp } from '../address/ip.ts'
import { likelySubnet } from '../address/likely-subnet.ts'
import { once } from '../address/remembered.ts'
import { cloudOf } from './cloud-of.ts'
import { silentPrivate } from './google/private-words.ts'
import type { Leg } from './legs.ts'
import type { Control } from './sweep-facts.ts'
import type { TargetView } from './target-view.ts'
import { isPlaceUnknown, SILENT_ENDPOINT } from './unknown-place.ts'
import type { Words } from './words.ts'

/**
 * What keeps a private endpoint from answering, where it is one of Google Cloud (approval and security groups are of
 * another cloud), or where another one beside it answers. Empty for all others. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis
 */
export function endpointWords(view: TargetView, leg: Leg): Words {
  if (cloudOf(view) === 'gcp') return silentPrivate(view, leg)
  if (neighbourOf(view, leg) !== null) return BESIDE_ONE_THAT_ANSWERS
  return isPlaceUnknown(view) ? SILENT_ENDPOINT : {}
}

const BESIDE_ONE_THAT_ANSWERS: Words = {
  cause:
    'A rule of a network security group or firewall denies this address or port; or the endpoint was deleted and its record left, or its connection is not approved; or a route for this address alone leads elsewhere',
  fix: 'Check that the endpoint exists with this address and is approved; then the security groups in both subnets and the effective routes for this address. The way to the subnet is there: the neighbour is reached',
}

/** `; 10.1.0.13 of the same /24 answers (kv.vault.azure.net)`, for the end of a summary; empty without a neighbour. */
export function besideText(view: TargetView, leg: Leg): string {
  const neighbour = neighbourOf(view, leg)
  if (neighbour === null) return ''
  return `; ${neighbour.address} of the same /24 answers (${neighbour.host})`
}

/** Somebody reached directly in the same /24: mostly the same network, behind the same peering. */
function neighbourOf(view: TargetView, { address }: Leg): Control | null {
  if (parseIp(address)?.family !== 4) return null
  const beside = reachedBySubnet(view.sweep.controls).get(likelySubnet(address)) ?? []
  return beside.find((control) => control.address !== address) ?? null
}

/** What was reached directly at private addresses: found out once for a sweep, in which thousands may be silent. */
const reachedBySubnet = once((controls: readonly Control[]) =>
  Map.groupBy(
    controls.filter(({ proxied, isPrivate }) => !proxied && isPrivate),
    ({ address }) => likelySubnet(address),
  ),
)
