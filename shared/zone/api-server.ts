import type { PrivateZones } from './private-zones.ts'
import type { AzureCloud } from './suffixes.ts'

/**
 * The API server of a private AKS cluster: its private name lies in `privatelink.REGION.azmk8s.io` or in a zone below
 * it (a GUID with the zone that AKS makes itself, a label of one's own with a custom zone), and the certificate holds
 * it. Source: https://learn.microsoft.com/azure/aks/private-clusters
 */
const PRIVATE_NAME =
  /^[^.]+\.(?:([^.]+)\.)?(privatelink\.([^.]+\.(?:azmk8s\.io|cx\.aks\.containerservice\.azure\.us|cx\.prod\.service\.azk8s\.cn)))$/

const CLOUDS: readonly (readonly [string, AzureCloud])[] = [
  ['.azure.us', 'AzureUSGovernment'],
  ['.azk8s.cn', 'AzureChinaCloud'],
]

/** The zones that may hold the private name of an API server; null for any other name. */
export function apiServerZones(name: string): PrivateZones | null {
  const [, below, zone, suffix] = PRIVATE_NAME.exec(name) ?? []
  if (zone === undefined || suffix === undefined) return null
  const zones = below === undefined ? [zone] : [`${below}.${zone}`, zone]
  return {
    cloud: CLOUDS.find(([end]) => name.endsWith(end))?.[1] ?? 'AzureCloud',
    service: 'AKS API server',
    zones,
    groupIds: ['management'],
    endpointZones: zones,
    suffix,
  }
}
