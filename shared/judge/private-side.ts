import { isWithin, ownZoneOfName } from '../zone/expected-zone.ts'
import { privateSideOf } from '../zone/private-names.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { BareView } from './bare-view.ts'

/** The zone, served by private DNS alone, that a name lies in: a vendor's, or one of the configuration's; else null. */
export function sideOf(view: Pick<BareView, 'expect'>, name: string): string | null {
  return privateSideOf(name) ?? ownZoneOfName(name, view.expect.zone)
}

/** The zone of one's own that the target's name lies in; null for a name in a zone of a vendor. */
export function ownZoneOfTarget({
  expect,
  target,
}: Pick<BareView, 'expect' | 'target'>): string | null {
  const own = ownZoneOfName(target.host, expect.zone)
  return privateSideOf(target.host) === null && zoneOf(target.host) === null ? own : null
}

/** Whether a zone that spoke is the private zone meant, or lies in it. */
export function isOfSide(said: string, side: string): boolean {
  return privateSideOf(said) !== null || (privateSideOf(side) === null && isWithin(said, side))
}

/** Whether a service of Azure has the name, or a name on its alias chain: only then can a private endpoint be missing. */
export function isOfAzure({ target, names }: Pick<BareView, 'target' | 'names'>): boolean {
  const chain = names.wire.flatMap((w) => w.facts?.chain ?? []).map(({ target: name }) => name)
  return [target.host, ...chain].some((name) => zoneOf(name) !== null)
}
