import type { Classification } from './classify.ts'
import type { AddressClass } from './special.ts'

/**
 * Addresses that a network leads to by a rule or a route of their own: the VIPs need one when the default route leads
 * elsewhere (https://docs.cloud.google.com/vpc/docs/configure-private-google-access).
 */
const OWN_ROUTE: ReadonlySet<AddressClass> = new Set([
  'google-restricted',
  'google-private',
  'google-directpath',
  'azure-platform',
  'metadata',
  'link-local',
  'loopback',
])

/** Whether nothing but a default route leads to an address. */
export function takesDefaultRoute({ kind, isPrivate }: Classification): boolean {
  return !isPrivate && !OWN_ROUTE.has(kind)
}
