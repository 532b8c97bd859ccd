import { EMPTY_BOOK } from './book.ts'
import { contains } from './cidr.ts'
import { classify } from './classify.ts'
import type { AddressClass } from './special.ts'

/**
 * The kinds that a caller may have connected to: what networks and services have. All else is the host itself, its
 * links, the platform under it, or no place at all. A kind that is added to the table later is refused until it
 * stands here.
 */
const REACHABLE: readonly AddressClass[] = [
  'private',
  'cgnat',
  'google-restricted',
  'google-private',
  'google-directpath',
  'public',
]

/** Addresses within the ranges above that are not a service of the network. */
const NOT_A_SERVICE: readonly { readonly cidr: string; readonly name: string }[] = [
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  { cidr: 'fd00:ec2::/64', name: 'metadata service of AWS, IPv6' },
  // https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
  { cidr: '100.100.100.200/32', name: 'metadata service of Alibaba Cloud' },
  // RFC 4291, 2.5.5.1: deprecated, and some systems still take the last four bytes for an IPv4 address.
  { cidr: '::/96', name: 'IPv4-compatible IPv6 address' },
]

/**
 * Why an address must not be connected to for somebody who merely asks for it; null: it may be. The network's own
 * `privateRanges` have no say: they tell what is private, not what is harmless.
 */
export function refusedBecause(address: string): string | null {
  const { kind, label } = classify(address, EMPTY_BOOK)
  if (!REACHABLE.includes(kind)) return label
  return NOT_A_SERVICE.find(({ cidr }) => contains(cidr, address))?.name ?? null
}

/** Names of the host itself and of metadata servers, which systems resolve without any DNS. */
const NAMES =
  /(^|\.)(localhost|localdomain|metadata\.google\.internal)$|^(metadata|instance-data)(\.|$)/

/** Likewise for a name, in lower case and without a final dot, before anybody is asked for it. */
export function refusedName(name: string): string | null {
  return NAMES.test(name) ? 'the host itself or a metadata server' : null
}

/**
 * A check that somebody asked for led to where it must not: the host itself, a metadata server, the platform. It is
 * no observation and no finding, and nothing of it is stored.
 */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError'

  /** `what` is the address or name; `because` says what it is. */
  constructor(what: string, because: string) {
    super(`${what} is not checked on demand: ${because}`)
  }
}
