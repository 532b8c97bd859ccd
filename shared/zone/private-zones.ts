import type { AzureCloud } from './suffixes.ts'

/** What answers for a host when it has a private endpoint. */
export interface PrivateZones {
  readonly cloud: AzureCloud
  /** The service; services that share the suffix are joined by " / ". */
  readonly service: string
  /** The zones that may hold the host's record. More than one where the name alone does not tell: feed and global zone of Virtual Desktop. */
  readonly zones: readonly string[]
  /** Sub-resources that the private endpoint of the host can be for: one where the name tells it. */
  readonly groupIds: readonly string[]
  /** Every zone that the zone group of such an endpoint holds, the host's own among them. */
  readonly endpointZones: readonly string[]
  /** The public suffix that a DNS server of one's own must forward for the host: never a privatelink zone. */
  readonly suffix: string
}
