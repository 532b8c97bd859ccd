import { remembered } from '../address/remembered.ts'
import { apiServerZones } from './api-server.ts'
import type { PrivateZones } from './private-zones.ts'
import type { ZoneRow } from './row.ts'
import { subResourceByName } from './sub-resource.ts'
import { fill, labels, type Suffix, suffixesOver, words } from './suffixes.ts'

export type { PrivateZones } from './private-zones.ts'
export type { AzureCloud } from './suffixes.ts'

/** Resource Manager's suffix is the whole of azure.com, of which private link serves one name. */
const ARM = { suffix: 'azure.com', host: 'management.azure.com' }

/** Resources whose rows list zones of which an endpoint has one, not all. */
const ONE_ZONE_EACH = /staticSites|managedClusters|ContainerRegistry/

/**
 * The private zones that Azure answers a host from once it has a private endpoint, by the longest public suffix
 * of Private Link's table (https://learn.microsoft.com/azure/private-link/private-endpoint-dns). Null for a host that
 * has none, for a suffix itself, and for a name in a private link zone (a client must use the public name: the
 * certificate holds no other), but for the API server of a private AKS cluster, which has no other name.
 */
export const zoneOf = remembered((host): PrivateZones | null => {
  const name = host.toLowerCase()
  if (name.includes('.privatelink')) return apiServerZones(name)
  const own = rowsFor(name)
  const [first] = own
  if (first === undefined) return null
  const known = unique(own.flatMap(({ row }) => words(row[2])))
  const named = subResourceByName(name)
  const zones = unique(own.flatMap((suffix) => filledZones(suffix.zones, suffix, name)))
  return {
    cloud: first.cloud,
    service: unique(own.map(({ row }) => row[0])).join(' / '),
    zones,
    groupIds: named !== null && known.includes(named) ? [named] : known,
    endpointZones: unique([...zones, ...own.flatMap((suffix) => restOfGroup(suffix, name))]),
    suffix: suffixToForwardOf(first, name),
  }
})

/** The suffixes that speak for a name: the longest, of these the sub-resource's own, of these the row with fewest. */
function rowsFor(name: string): readonly Suffix[] {
  const fitting = suffixesOver(name).filter(({ text }) => text !== ARM.suffix || name === ARM.host)
  if (fitting.length === 0) return []
  const longest = Math.max(...fitting.map((suffix) => labels(suffix.text)))
  const best = fitting.filter((suffix) => labels(suffix.text) === longest)
  const named = subResourceByName(name)
  const byName = best.filter(({ row }) => named !== null && words(row[2]).includes(named))
  if (byName.length > 0) return byName
  // A service of its own comes before one that brings the suffix along: Storage before Azure Monitor's scope.
  const fewest = Math.min(...best.map(({ row }) => words(row[4]).length))
  return best.filter(({ row }) => words(row[4]).length === fewest)
}

function filledZones(zones: readonly string[], { pattern }: Suffix, name: string): string[] {
  return zones.map((zone) => fill(zone, pattern, name)).filter((zone) => !zone.includes('{'))
}

function restOfGroup(suffix: Suffix, name: string): readonly string[] {
  const [, resourceType, , zones] = suffix.row
  return ONE_ZONE_EACH.test(resourceType) ? [] : filledZones(words(zones), suffix, name)
}

/** The shortest suffix of the row that covers the name: `azurecr.io` also for a data endpoint of a region. */
function suffixToForwardOf({ row, pattern, text }: Suffix, name: string): string {
  const covering = coveringSuffixes(row, name)
  return covering[0] ?? fill(text, pattern, name)
}

function coveringSuffixes(row: ZoneRow, name: string): readonly string[] {
  return suffixesOver(name)
    .filter((suffix) => suffix.row === row)
    .map(({ text, pattern }) => fill(text, pattern, name))
    .toSorted((a, b) => labels(a) - labels(b))
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
