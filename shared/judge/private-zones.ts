import { zoneOf } from '../zone/zone-of.ts'

/**
 * The private zone that Azure would answer a host from; null for a name that has none, or that lies in a private
 * zone itself. Catalogs set `expect.zone`; this serves targets that a user writes by hand. Where the name alone leaves
 * several zones, it is the first.
 */
export function privateZoneOf(host: string): string | null {
  return zoneOf(host)?.zones[0] ?? null
}
