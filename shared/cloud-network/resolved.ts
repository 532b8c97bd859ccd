import type { NetworkObject } from '../model/network-object.ts'

/** What the configuration says of a name. */
export interface Resolved {
  /**
   * - `addresses`: a record of a zone that is used
   * - `unknown-name`: such a zone has no record
   * - `public`: no zone is used, it is asked of the public DNS
   * - `unreadable`: it depends on what is not in the configuration
   */
  readonly answer: 'addresses' | 'unknown-name' | 'public' | 'unreadable'
  readonly addresses: readonly string[]
  /** What decides. */
  readonly object: NetworkObject | null
  readonly says: string
}

export function unreadName(says: string): Resolved {
  return { answer: 'unreadable', addresses: [], object: null, says }
}

/** The item whose domain is the longest that the name lies in; null: none. The root is the empty domain. */
export function longestDomain<T>(
  items: readonly T[],
  name: string,
  domainOf: (item: T) => string,
): T | null {
  const fitting = items.filter((item) => isBelow(name, domainOf(item)))
  const [first] = fitting.toSorted((a, b) => domainOf(b).length - domainOf(a).length)
  return first ?? null
}

/** Of wildcard records that hold a name the one that answers it: the nearest (RFC 4592, section 3.3.1). */
export function nearestWildcard<T extends { readonly name: string }>(
  holding: readonly T[],
): T | undefined {
  return holding.toSorted((a, b) => b.name.length - a.name.length)[0]
}

function isBelow(name: string, domain: string): boolean {
  return domain === '' || name === domain || name.endsWith(`.${domain}`)
}
