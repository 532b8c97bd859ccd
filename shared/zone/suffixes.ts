import { CHINA_ZONES } from './china.ts'
import { GOVERNMENT_ZONES } from './government.ts'
import { PUBLIC_ZONES } from './public.ts'
import type { ZoneRow } from './row.ts'

/** The clouds, as `az cloud list` names them. */
export type AzureCloud = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud'

/** One public suffix of Private Link's table with what belongs to it. */
export interface Suffix {
  readonly cloud: AzureCloud
  readonly row: ZoneRow
  /** Matches the names below the suffix; a place such as `{regionName}` is a group of that name. */
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
let domains: ReadonlySet<string> | null = null
let byDomain: ReadonlyMap<string, readonly Suffix[]> | null = null

/** Built on first use: a start that judges nothing does without it. */
export function suffixes(): readonly Suffix[] {
  known ??= CLOUDS.flatMap(([cloud, rows]) => rows.flatMap((row) => suffixesOf(cloud, row)))
  return known
}

/** The suffixes that cover a name. Most names are of no service, which their domain tells before a pattern runs. */
export function suffixesOver(name: string): readonly Suffix[] {
  byDomain ??= Map.groupBy(suffixes(), ({ text }) => domainOf(text))
  return (byDomain.get(domainOf(name)) ?? []).filter(({ pattern }) => pattern.test(name))
}

/** Whether a private link zone lies in a domain of Azure’s. */
export function isOfAzure(zone: string): boolean {
  domains ??= new Set(suffixes().flatMap(({ zones }) => zones.map(domainOf)))
  return domains.has(domainOf(zone))
}

/** The last two labels, which no suffix leaves open: a place such as `{regionName}` is further left. */
function domainOf(name: string): string {
  return name.slice(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
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

/** A zone or suffix with its places taken from the name; a place that the name does not have is left. */
export function fill(text: string, pattern: RegExp, name: string): string {
  const places = pattern.exec(name)?.groups ?? {}
  return text.replace(/\{(\w+)\}/g, (place, key: string) => places[key] ?? place)
}

export function labels(name: string): number {
  return name.split('.').length
}

export function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '')
}
