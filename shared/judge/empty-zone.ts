import { privateLinkZone, privateSideOf } from '../zone/private-names.ts'
import { zoneOf } from '../zone/zone-of.ts'
import {
  AZURE_PRIVATE,
  coversSuffix,
  endOf,
  isPrivateZone,
  type Zone,
  zoneSaidBy,
} from './authority.ts'
import { nameTrouble } from './name-trouble.ts'
import { answersA, decisive, type WireAnswer } from './names.ts'
import { isOfSide, ownZoneOfTarget, sideOf } from './private-side.ts'
import { isPrivateAnswer } from './resolution.ts'
import type { TargetView } from './target-view.ts'

/** A private zone that answered for the name and has no address for it. */
export interface EmptyZone {
  readonly zone: string
  /** The name that the zone lacks. */
  readonly name: string
  readonly by: WireAnswer
  /** The answer that holds the SOA; null: no SOA was seen, and the alias alone leads here. */
  readonly said: Zone | null
  /** Whether the SOA is the one that Azure’s private zones carry. */
  readonly azure: boolean
  /** Whether it is a private link zone, or one of one's own that is meant to answer; else it is named otherwise. */
  readonly privateLink: boolean
  /** Whether it is named after a public suffix of a cloud service. */
  readonly shadows: boolean
  /** The private link zone that the record belongs in, when the one that answered lies below it and so hides it. */
  readonly hides: string | null
}

/** The private zone in which the name ended without an address, when the answer shows one. */
export function emptyPrivateZone(view: TargetView): EmptyZone | null {
  const trouble = nameTrouble(view)
  if (trouble !== 'not-found' && trouble !== 'no-answer') return null
  const found = answersA(decisive(view.names)).flatMap((by) => emptyZoneIn(view, by) ?? [])
  // A stub may leave out whose answer it passes on, and the server behind it says so.
  return found.find(({ said }) => said !== null) ?? found[0] ?? null
}

function emptyZoneIn(view: TargetView, by: WireAnswer): EmptyZone | null {
  const { facts } = by
  if (facts === null || facts.addresses.length > 0) return null
  const name = endOf(by)
  const side = sideOf(view, name)
  const said = zoneOfAnswer(view, by, name, side)
  if (said === null) return side === null ? null : withoutSoa(by, name, side)
  if (isKnownElsewhere(view, side)) return null
  const azure = said.mname === AZURE_PRIVATE
  const vendors = side !== null && privateSideOf(name) !== null
  const privateLink = side !== null && ((vendors && azure) || isOfSide(said.zone, side))
  const { host } = view.target
  return {
    ...{ zone: said.zone, name, by, said, azure, privateLink },
    shadows: !privateLink && isPrivateZone(said) && coversSuffix(said.zone, host),
    hides: privateLink ? hiddenBy(said.zone, host) : null,
  }
}

/** A zone of one's own that another server has the name in: this server has another zone of that name, or none. */
function isKnownElsewhere(view: TargetView, side: string | null): boolean {
  if (side === null || side !== ownZoneOfTarget(view)) return false
  return answersA(view.names.wire).some((w) => isPrivateAnswer(view, w))
}

/** By the negative answer itself; where that came without its SOA, by the question for the private zone. */
function zoneOfAnswer(
  view: TargetView,
  by: WireAnswer,
  name: string,
  side: string | null,
): Zone | null {
  const own = zoneSaidBy(view, by.server, name)
  return own !== null || side === null ? own : zoneSaidBy(view, by.server, side)
}

/**
 * An alias into the zone that ends there without an address is the private zone's doing: public DNS would follow it
 * on. A name in the zone that no alias led to may as well be one that public DNS does not know.
 */
function withoutSoa(by: WireAnswer, name: string, zone: string): EmptyZone | null {
  if ((by.facts?.chain.length ?? 0) === 0) return null
  const none = { said: null, azure: false, shadows: false, hides: null }
  return { zone, name, by, privateLink: true, ...none }
}

/** The zone of Private Link's table that a deeper zone hides; a zone of one cluster or region is such by design. */
function hiddenBy(zone: string, host: string): string | null {
  const zones = zoneOf(host)?.zones ?? []
  if (zones.includes(zone)) return null
  const table = zones.find((z) => zone.endsWith(`.${z}`))
  return table !== undefined && privateLinkZone(zone) === table ? table : null
}
