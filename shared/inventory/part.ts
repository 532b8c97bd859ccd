/** One endpoint that an inventory names. Nothing else is kept of the resource that it was read from. */
export interface FoundTarget {
  /** As a configuration takes it. */
  readonly url: string
  /** What it is, for the comment: `Key Vault kv-contoso`. */
  readonly what: string
  /** Whether its public access is off, or it has a private endpoint: its name must lead to a private address. */
  readonly isPrivate: boolean
  /** Whether a private endpoint is known, so that its private link zone must answer; else the zone may be any. */
  readonly hasEndpoint: boolean
  /** The resource behind it, type and name; null where none is known. */
  readonly resource: string | null
  /** The very addresses that its name must have; none where the inventory does not say. */
  readonly addresses: readonly string[]
}

/** An endpoint of which no more is known than how it is called. */
export function plainTarget(url: string, what: string): FoundTarget {
  return { url, what, isPrivate: false, hasEndpoint: false, resource: null, addresses: [] }
}

/** One use of a catalog that an inventory calls for. */
export interface FoundCatalog {
  readonly use: string
  readonly with: Readonly<Record<string, string | readonly string[]>>
  readonly what: string
  /** The resource that it is about; uses of one subject are one use, and lists in `with` grow. */
  readonly subject: string
}

/** What one file says. */
export interface Found {
  readonly targets: readonly FoundTarget[]
  readonly catalogs: readonly FoundCatalog[]
  /** Prefixes of the network that are private without being RFC 1918. */
  readonly ranges: readonly string[]
  /** Domains in which every name must lead to a private address. */
  readonly insideDomains: readonly string[]
  /** Google Cloud: ranges that private services access gives addresses from. */
  readonly servicesRanges: readonly string[]
  /** How the network leads to Google’s APIs: parameters that all of Google’s catalogs share. */
  readonly googleWays: readonly FoundCatalog['with'][]
  /** What somebody should decide, each a line. */
  readonly notes: readonly string[]
  /** Types of resources that are not known here, each as often as it was seen. */
  readonly unknown: readonly string[]
}

/** A part of what is found; the rest is empty. */
export function found(part: Partial<Found>): Found {
  const { targets = [], catalogs = [], ranges = [], insideDomains = [] } = part
  const { servicesRanges = [], googleWays = [], notes = [], unknown = [] } = part
  return {
    ...{ targets, catalogs, ranges, insideDomains },
    ...{ servicesRanges, googleWays, notes, unknown },
  }
}

/** Several of these as one, in their order. */
export function together(parts: readonly Found[]): Found {
  return {
    targets: parts.flatMap((part) => part.targets),
    catalogs: parts.flatMap((part) => part.catalogs),
    ranges: parts.flatMap((part) => part.ranges),
    insideDomains: parts.flatMap((part) => part.insideDomains),
    servicesRanges: parts.flatMap((part) => part.servicesRanges),
    googleWays: parts.flatMap((part) => part.googleWays),
    notes: parts.flatMap((part) => part.notes),
    unknown: parts.flatMap((part) => part.unknown),
  }
}
