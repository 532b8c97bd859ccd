import { CHINA_ZONES } from './china.ts'
import { GOVERNMENT_ZONES } from './government.ts'
import { PUBLIC_ZONES } from './public.ts'
import type { ZoneRow } from './row.ts'

/** The clouds, as `az cloud list` names them. */
export type AzureCloud = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud'

/** What answers for a host when it has a private endpoint. */
export interface PrivateZones {
  readonly cloud: AzureCloud
  /** The service; services that share the suffix are joined by " / ". */
  readonly service: string
  /** Usually one. More where the name alone does not tell: feed and global zone of Virtual Desktop. */
  readonly zones: readonly string[]
  /** Sub-resources that a private endpoint of the service can be for. */
  readonly groupIds: readonly string[]
}

/** One public suffix with what belongs to it. */
interface Suffix {
  readonly cloud: AzureCloud
  readonly row: ZoneRow
  readonly pattern: RegExp
  readonly text: string
  readonly zones: readonly string[]
}

const CLOUDS: readonly (readonly [AzureCloud, readonly ZoneRow[]])[] = [
  ['AzureCloud', PUBLIC_ZONES],
  ['AzureUSGovernment', GOVERNMENT_ZONES],
  ['AzureChinaCloud', CHINA_ZONES],
]

let known: readonly Suffix[] | null = null

/** Made when it is first asked for: a start that judges nothing does without it. */
function suffixes(): readonly Suffix[] {
  known ??= CLOUDS.flatMap(([cloud, rows]) => rows.flatMap((row) => suffixesOf(cloud, row)))
  return known
}

/** Resource Manager's suffix is the whole of azure.com, of which private link serves one name (azure.md 1a-4). */
const ARM = { suffix: 'azure.com', host: 'management.azure.com' }

/**
 * The private zones that Azure answers a host from once it has a private endpoint, by the longest public suffix
 * of Private Link's table. Null for a host that has none, for a suffix itself, and for a name in a private link zone
 * (a client must use the public name: the certificate holds no other).
 */
export function zoneOf(host: string): PrivateZones | null {
  const name = host.toLowerCase()
  if (name.includes('.privatelink')) return null
  const fitting = suffixes().filter(
    ({ pattern, text }) => pattern.test(name) && (text !== ARM.suffix || name === ARM.host),
  )
  const longest = Math.max(...fitting.map((suffix) => labels(suffix.text)))
  const best = fitting.filter((suffix) => labels(suffix.text) === longest)
  // A service of its own comes before one that brings the suffix along: Storage before Azure Monitor's scope.
  const fewest = Math.min(...best.map(({ row }) => words(row[4]).length))
  const own = best.filter(({ row }) => words(row[4]).length === fewest)
  const [first] = own
  if (first === undefined) return null
  const filled = own.flatMap(({ zones, pattern }) => zones.map((z) => fill(z, pattern, name)))
  return {
    cloud: first.cloud,
    service: unique(own.map(({ row }) => row[0])).join(' / '),
    zones: unique(filled.filter((zone) => !zone.includes('{'))),
    groupIds: unique(own.flatMap(({ row }) => words(row[2]))),
  }
}

function suffixesOf(cloud: AzureCloud, row: ZoneRow): readonly Suffix[] {
  return words(row[4]).map((text, i) => ({
    cloud,
    row,
    text,
    pattern: patternOf(text),
    zones: zonesFor(text, i, row),
  }))
}

/** The zones of a row that answer for one of its suffixes. */
function zonesFor(suffix: string, index: number, row: ZoneRow): readonly string[] {
  const zones = words(row[3])
  const paired = zones[index]
  if (zones.length === words(row[4]).length && paired !== undefined) return [paired]
  const above = zones.filter((zone) => `.${suffix}`.endsWith(`.${stem(zone)}`))
  const longest = Math.max(...above.map((zone) => labels(stem(zone))))
  return above.length === 0 ? zones : above.filter((zone) => labels(stem(zone)) === longest)
}

/** What a private zone is the private side of: `privatelink.azurecr.io` of `azurecr.io`. */
function stem(zone: string): string {
  return zone.replace(/^(.+\.)?privatelink(-global)?\./, '')
}

function patternOf(suffix: string): RegExp {
  const escaped = suffix.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^.]+)')
  return new RegExp(`^.+\\.${escaped}$`)
}

function fill(zone: string, pattern: RegExp, name: string): string {
  const places = pattern.exec(name)?.groups ?? {}
  return zone.replace(/\{(\w+)\}/g, (place, key: string) => places[key] ?? place)
}

function labels(name: string): number {
  return name.split('.').length
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '')
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
