import type { Leg } from '../legs.ts'
import type { TargetView } from '../target-view.ts'

/** Whether caller and service are in one region of Azure, as far as the platform and the published ranges tell. */
export type Proximity = 'same' | 'other' | 'unknown'

/** Compares the region of the probe with that of the address’s owner (`Storage.JapanEast` in the published ranges). */
export function proximityOf({ platform }: TargetView, { about }: Leg): Proximity {
  if (platform.cloud === 'gcp') return 'other'
  const owner = about.owner?.split('.')[1]
  if (platform.region == null || owner === undefined) return 'unknown'
  return plain(platform.region) === plain(owner) ? 'same' : 'other'
}

/** `Japan East`, `JapanEast` and `japaneast` are one. */
function plain(region: string): string {
  return region.replace(/[^a-z0-9]/gi, '').toLowerCase()
}
