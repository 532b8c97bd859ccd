import type { Cloud } from '../../model/cloud.ts'
import type { Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'

/** Whether caller and service are in one region of Azure, as far as the platform and the published ranges tell. */
export type Proximity = 'same' | 'other' | 'unknown'

/** Clouds none of whose regions is one of Azure; a machine elsewhere may be in one. */
const NO_REGION_OF_AZURE: Readonly<Record<Cloud, boolean>> = {
  azure: false,
  gcp: true,
  other: false,
}

/** Compares the region of the probe with that of the address’s owner (`Storage.JapanEast` in the published ranges). */
export function proximityOf({ platform }: TargetView, { about }: Leg): Proximity {
  if (NO_REGION_OF_AZURE[platform.cloud]) return 'other'
  const owner = about.owner?.split('.')[1]
  if (platform.region == null || owner === undefined) return 'unknown'
  return plain(platform.region) === plain(owner) ? 'same' : 'other'
}

/** `Japan East`, `JapanEast` and `japaneast` are one. */
function plain(region: string): string {
  return region.replace(/[^a-z0-9]/gi, '').toLowerCase()
}
