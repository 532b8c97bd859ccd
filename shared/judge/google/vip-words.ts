import { SPECIAL_RANGES } from '../../address/special.ts'
import { reachedIn } from '../contrast.ts'
import { isIpv6, type Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'
import { inOrder, type Words } from '../words.ts'
import { allowEgress, PRIVATE_GOOGLE_ACCESS, routeToInternetGateway } from './commands.ts'
import { deniedByRule, FIND_DENYING_RULE } from './egress-rules.ts'

const PGA = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access'
const HYBRID = 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid'

/** Names for the routes and rules of the ranges that lead to Google’s APIs besides their public addresses. */
const NAMES = {
  'google-restricted': 'restricted-googleapis',
  'google-private': 'private-googleapis',
  'google-directpath': 'directpath-googleapis',
} as const
export type VipClass = keyof typeof NAMES

export function isVipClass(kind: string): kind is VipClass {
  return Object.hasOwn(NAMES, kind)
}

/** The range of a class in the family of an address. */
export function vipRange(kind: VipClass, address: string): string {
  const of = SPECIAL_RANGES.filter((row) => row.kind === kind)
  const row = of.find(({ cidr }) => cidr.includes(':') === isIpv6(address))
  return row?.cidr ?? address
}

/**
 * Why a VIP is silent, in the order in which it can be looked up: the route, the rule, the switch of the subnet. What
 * answers at addresses of the internet shows that the default route leads there, and not that it is Google’s gateway.
 * Sources: the pages above (the VIP is served by routes to the default internet gateway alone; on premises its range
 * must be announced by the Cloud Router).
 */
export function silentVip(view: TargetView, kind: VipClass, { address, connect }: Leg): Words {
  const port = connect?.port ?? view.target.port
  const range = vipRange(kind, address)
  const name = `${NAMES[kind]}${isIpv6(address) ? '-ipv6' : ''}`
  const internet = reachedIn(view, 'public', address).length > 0
  const onPremises = view.platform.cloud === 'gcp' ? '' : HYBRID_CAUSE
  const appliance = internet
    ? 'the internet is reached, so there is a default route; where it leads to an appliance or on premises it does not serve this range'
    : 'a default route to an appliance or on premises does not serve this range'
  return {
    cause: `The network has no route for ${range} with the default internet gateway as next hop (${appliance}); or ${deniedByRule(`TCP ${port} to it`)}; or Private Google Access is off for the subnet${onPremises}`,
    fix: inOrder([
      `Route: ${routeToInternetGateway(name, range)}`,
      `${FIND_DENYING_RULE}; ${allowEgress(`allow-${name}`, range, port)} where the VPC’s own rules deny`,
      `Private Google Access: ${PRIVATE_GOOGLE_ACCESS}`,
    ]),
    docs: onPremises === '' ? PGA : HYBRID,
  }
}

const HYBRID_CAUSE =
  '; or, from on premises, the Cloud Router does not announce the range over the tunnel or attachment'
