import { once } from '../address/remembered.ts'
import { siteOf } from '../zone/site.ts'
import { isPublicAuthority } from './public-authorities.ts'
import type { Shown } from './sweep-facts.ts'
import { isVendorHost } from './vendor-hosts.ts'

/** Hosts in the order of the sweep: the first of them, and how many there are. */
export interface SomeHosts {
  readonly first: readonly string[]
  readonly count: number
}

export const NO_HOSTS: SomeHosts = { first: [], count: 0 }

/** How many a sentence names. */
const MOST_NAMED = 4

/** A company has hosts of its own under several domains, and one private authority for them; seldom of so many. */
const SITES_ENOUGH = 3

/**
 * The hosts of other sites that show the same unknown issuer, where that is evidence of inspection: a public vendor’s
 * is among them, or there are several sites at public addresses of their own. The missing intermediate of a public
 * authority is missing on many sites, too.
 */
export function unrelated(host: string, issuer: string, shown: readonly Shown[]): SomeHosts {
  if (isPublicAuthority(issuer)) return NO_HOSTS
  const { sites, hosts, vendors, atLarge } = sortedOut(shown)
  const site = siteOf(host)
  const count = hosts.size - (sites.get(site) ?? 0)
  if (count === 0) return NO_HOSTS
  const vendor = isVendorHost(host) || vendors.size > (vendors.has(site) ? 1 : 0)
  if (!vendor && atLarge < SITES_ENOUGH) return NO_HOSTS
  return { first: firstOfOtherSites(hosts, site), count }
}

function firstOfOtherSites(hosts: ReadonlyMap<string, string>, site: string): readonly string[] {
  const first: string[] = []
  for (const [host, of] of hosts) {
    if (of !== site) first.push(host)
    if (first.length === MOST_NAMED) break
  }
  return first
}

/** What is the same for every host that asks: with inspection, that is all of the sweep. */
const sortedOut = once((shown: readonly Shown[]) => {
  const hosts = new Map(shown.map(({ host }) => [host, siteOf(host)]))
  const sites = new Map<string, number>()
  for (const site of hosts.values()) sites.set(site, (sites.get(site) ?? 0) + 1)
  const vendors = new Set([...hosts].flatMap(([host, site]) => (isVendorHost(host) ? [site] : [])))
  const open = shown.filter(({ isPublic }) => isPublic)
  const atLarge = Math.min(
    new Set(open.map(({ host }) => hosts.get(host))).size,
    new Set(open.map(({ address }) => address)).size,
  )
  return { hosts, sites, vendors, atLarge }
})
