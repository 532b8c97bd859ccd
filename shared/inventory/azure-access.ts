import type { AzureResource } from './azure-resource.ts'
import { textAt, valueAt } from './lookup.ts'

/**
 * Settings that say the same of several services: the value under which no public address answers. `SecuredByPerimeter`
 * is none of them: a network security perimeter may let public callers in.
 */
const OFF: readonly (readonly [path: string, value: string | boolean])[] = [
  ['publicNetworkAccess', 'Disabled'],
  ['network.publicNetworkAccess', 'Disabled'],
  ['public_network_access_enabled', false],
  ['public_network_access', 'Disabled'],
  ['virtualNetworkType', 'Internal'],
]

/** A server with its own addresses in a subnet (https://learn.microsoft.com/azure/postgresql/network/concepts-networking-private). */
const IN_SUBNET = ['network.delegatedSubnetResourceId', 'delegated_subnet_id']

/** Whether a resource takes nothing from public addresses. False where the file does not say. */
export function isPublicAccessOff({ facts }: AzureResource): boolean {
  const isOff = OFF.some(([path, value]) => same(valueAt(facts, path), value))
  return isOff || textAt(facts, ...IN_SUBNET) !== null
}

/** Resource Manager's values are the same in any case. */
function same(given: unknown, value: string | boolean): boolean {
  return typeof given === 'string'
    ? given.toLowerCase() === String(value).toLowerCase()
    : given === value
}
