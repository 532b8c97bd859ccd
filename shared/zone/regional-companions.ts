import { regionsOf } from './azure-regions.ts'
import type { AzureCloud } from './suffixes.ts'

/** Another name of the same service that clients of the first use, so that it must be private with it. */
export interface Companion {
  readonly host: string
  /** Whether every client needs it; else its failure is a warning. */
  readonly always: boolean
  /** Whether the resource may be without it: then only an alias into a private link zone shows that it counts. */
  readonly perhaps: boolean
  readonly why: string
}

interface Kind {
  readonly pattern: RegExp
  /** `$1` and `$2` are the parentheses; `{region}` is filled in. */
  readonly host: string
  readonly why: string
}

/**
 * Services with one name for each region that a resource has. Sources at https://learn.microsoft.com/azure:
 * cosmos-db/how-to-configure-private-endpoints (an address for the account and one for each region) and
 * container-registry/container-registry-private-link (a data endpoint for each replica).
 */
const KINDS: readonly Kind[] = [
  {
    pattern: /^([a-z0-9-]+)\.(documents\.azure\.(?:com|us|cn))$/,
    host: '$1-{region}.$2',
    why: 'Clients read the regions from the account and call a name for each, which has a record of its own',
  },
  {
    pattern: /^([a-z0-9]+)\.(azurecr\.(?:io|us|cn))$/,
    host: '$1.{region}.data.$2',
    why: 'Layers of images come from the data endpoint of a replica, which has a record of its own',
  },
]

const CLOUDS: readonly (readonly [string, AzureCloud])[] = [
  ['.us', 'AzureUSGovernment'],
  ['.cn', 'AzureChinaCloud'],
]

/** The names by region that a resource may have; none for the name of one region, and for other services. */
export function regionalCompanions(host: string): readonly Companion[] {
  const kind = KINDS.find(({ pattern }) => pattern.test(host))
  if (kind === undefined) return []
  const regions = regionsOf(CLOUDS.find(([end]) => host.endsWith(end))?.[1] ?? 'AzureCloud')
  const label = host.slice(0, host.indexOf('.'))
  if (regions.some((region) => label.endsWith(`-${region}`))) return []
  return regions.map((region) => ({
    host: host.replace(kind.pattern, kind.host.replace('{region}', region)),
    always: true,
    perhaps: true,
    why: kind.why,
  }))
}
