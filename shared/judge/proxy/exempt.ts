import { parseIp } from '../../address/ip.ts'
import type { AddressClass } from '../../address/special.ts'
import type { BareView } from '../bare-view.ts'
import { list, serverName } from '../text.ts'

/** Addresses that mean another machine to the proxy than to who asks. */
const LOCAL: ReadonlySet<AddressClass> = new Set([
  'loopback',
  'link-local',
  'metadata',
  'azure-platform',
  'unspecified',
])
/** Names below these exist inside one network or cluster (ICANN 2024 for internal; RFC 6762, 3 and appendix G; RFC 8375; Kubernetes). */
export const INSIDE =
  /(^|\.)(internal|local|localhost|svc|cluster\.local|intranet|private|corp|home|lan|home\.arpa)$/
const PRIVATE_LINK = /(^|\.)privatelink(-[a-z]+)?\./

/**
 * Why a target is one that clients reach without the proxy, as words for a sentence; null when nothing says so. Such a
 * target that a proxy refuses, or cannot find, lacks an exception and no allowance.
 */
export function exemptBecause(view: BareView): string | null {
  const { host } = view.target
  if (parseIp(host) !== null) {
    const { kind, isPrivate, label } = view.classify(host)
    return isPrivate || LOCAL.has(kind) ? `${host} is not a public address: ${label}` : null
  }
  if (!host.includes('.')) return `${host} has no dot, so it is a name of this network`
  if (INSIDE.test(host)) return `${host} is a name that exists inside a network or cluster only`
  if (PRIVATE_LINK.test(host)) return `${host} is the name of a private endpoint`
  if (view.target.expect.resolution === 'private') {
    return `${host} is expected to lead to a private address, which clients reach directly`
  }
  const { application, lookup } = view.names
  if (application.length === 0 || !application.every(({ about }) => about.isPrivate)) return null
  const addresses = list(application.map(({ address }) => address))
  return `${host} is private in this network: ${serverName(lookup?.server ?? null)} answers ${addresses}`
}
