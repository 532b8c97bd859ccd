import { isOwnZone } from '../zone/own-zone.ts'
import { nameTrouble } from './name-trouble.ts'
import { answersA, decisive, privateLinkZone, type WireAnswer } from './names.ts'
import { privateZoneOf } from './private-zones.ts'
import type { TargetView } from './target-view.ts'

/** A private zone that answered for the name and has no address for it. */
export interface EmptyZone {
  readonly zone: string
  /** The name that the zone lacks. */
  readonly name: string
  readonly by: WireAnswer
  /** Whether the SOA is the one that Azure’s private zones carry (azure.md 3.1). */
  readonly azure: boolean
  /** Whether it is a private link zone; else it is named otherwise. */
  readonly privateLink: boolean
  /** Whether it is named after a public suffix of a cloud service. */
  readonly shadows: boolean
}

/** Suffixes of Google that workloads put private zones on (gcp.md 1.3 and 1.4). */
const GOOGLE = /^(googleapis\.com|gcr\.io|pkg\.dev|run\.app|cloudfunctions\.net|gstatic\.com)$/
/** Cloud DNS names its private name server so; not in a page of Google’s that was read: UNVERIFIED. */
const GOOGLE_PRIVATE = 'ns-gcp-private.googledomains.com'
const AZURE_PRIVATE = 'azureprivatedns.net'

/** The private zone in which the name ended without an address, when the answer shows one. */
export function emptyPrivateZone(view: TargetView): EmptyZone | null {
  const trouble = nameTrouble(view)
  if (trouble !== 'not-found' && trouble !== 'no-answer') return null
  for (const by of answersA(decisive(view.names))) {
    const found = emptyZoneIn(view.target.host, by)
    if (found !== null) return found
  }
  return null
}

function emptyZoneIn(host: string, by: WireAnswer): EmptyZone | null {
  const { facts } = by
  if (facts === null || facts.addresses.length > 0) return null
  const name = facts.chain.at(-1)?.target ?? host
  const soa = facts.soa
  const azure = soa?.mname === AZURE_PRIVATE
  const ofName = privateLinkZone(name)
  const inPrivateLink =
    ofName !== null && (soa === null || azure || privateLinkZone(soa.zone) !== null)
  if (inPrivateLink) {
    return { zone: soa?.zone ?? ofName, name, by, azure, privateLink: true, shadows: false }
  }
  if (soa === null) return null
  const google = soa.mname === GOOGLE_PRIVATE && GOOGLE.test(soa.zone)
  const azureSuffix =
    azure && privateZoneOf(`any.${soa.zone}`) !== null && !isOwnZone(host, soa.zone)
  const shadows = google || azureSuffix
  return { zone: soa.zone, name, by, azure, privateLink: false, shadows }
}
