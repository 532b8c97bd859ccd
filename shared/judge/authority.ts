import { googleDomain } from '../zone/google-domains.ts'
import { isOwnZone } from '../zone/own-zone.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { WireAnswer } from './names.ts'
import type { TargetView } from './target-view.ts'

/** The name server in the SOA of Azure's private zones (https://learn.microsoft.com/azure/dns/private-dns-privatednszone). */
export const AZURE_PRIVATE = 'azureprivatedns.net'
/** Cloud DNS names its private name server so; not in a page of Google’s that was read: UNVERIFIED. */
export const GOOGLE_PRIVATE = 'ns-gcp-private.googledomains.com'

/** The zone that spoke, and the name server that its SOA carries. */
export interface Zone {
  readonly zone: string
  readonly mname: string
  /** The answer that holds the SOA. */
  readonly by: WireAnswer
}

/** The zone that a server puts a name in, by the question for it or by a negative answer; null: it did not say. */
export function zoneSaidBy(view: TargetView, server: string, name: string): Zone | null {
  const { authority, wire } = view.names
  const asked = authority.find((w) => w.server === server && w.seen.name === name)
  const negative = wire.find((w) => w.server === server && w.facts?.soa && endOf(w) === name)
  const by = [asked, negative].find((w) => w?.facts?.soa)
  return by?.facts?.soa ? { zone: by.facts.soa.zone, mname: by.facts.soa.mname, by } : null
}

/** Whether a zone of its own answers: a private zone of a cloud, or one that the server asked holds itself. */
export function isPrivateZone({ mname, by }: Zone): boolean {
  return mname === AZURE_PRIVATE || mname === GOOGLE_PRIVATE || (by.facts?.flags.aa ?? false)
}

/** The last name of an answer's alias chain: the one whose zone decides. */
export function endOf(w: WireAnswer): string {
  return w.facts?.chain.at(-1)?.target ?? w.seen.name
}

/** Whether a server answers for the root, so that it has a way to public DNS. */
export function knowsRoot(view: TargetView, server: string): boolean {
  return view.names.authority.some((w) => {
    return w.server === server && w.seen.name === '.' && w.facts !== null && w.seen.failure === null
  })
}

/**
 * Whether a zone carries the name of a public suffix of a cloud service, or of something above it: then it hides every
 * public name in it that it does not list. A zone for one resource, or below the suffix, hides nothing of others'.
 */
export function coversSuffix(zone: string, host: string): boolean {
  if (googleDomain(zone)?.name === zone) return true
  const suffix = zoneOf(host)?.suffix
  if (suffix === undefined) return false
  const covers = suffix === zone || suffix.endsWith(`.${zone}`)
  return covers && zone.includes('.') && !isOwnZone(host, zone)
}
