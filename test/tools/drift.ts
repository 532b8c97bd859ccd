import { contains, isCidr } from '../../shared/address/cidr.ts'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import type { Catalog } from '../../shared/catalog/catalog.ts'
import { expand } from '../../shared/catalog/expand.ts'
import { SERVICE_TAG_NAMES } from '../../shared/recipes/service-tags.ts'

/** How a published list differs from what the catalogs and recipes hold. */
export interface Drift {
  /** What the list is. */
  readonly list: string
  /** In the list and not here. */
  readonly added: readonly string[]
  /** Here, by this list, and not in it. */
  readonly gone: readonly string[]
}

/**
 * Compares a published list with the rows that rest on it. The kind of the list is told by its form: Azure's
 * ServiceTags_*.json, an endpoint list of Azure Local (Markdown), Google's goog.json or cloud.json, GitHub's meta.
 * @throws Error for a text that is none of them
 */
export function driftOf(text: string, file: string): Drift {
  if (text.includes('| Endpoint URL')) return azureLocalDrift(text)
  const json = parsed(text, file)
  if (Array.isArray(json['values'])) return tagDrift(json['values'])
  if (Array.isArray(json['prefixes'])) return rangeDrift(json['prefixes'])
  if (typeof json['domains'] === 'object' && json['domains'] !== null) return gitHubDrift(json)
  throw new Error(
    `${file}: none of ServiceTags_*.json, an endpoint list of Azure Local, goog.json, GitHub's meta`,
  )
}

type Json = Readonly<Record<string, unknown>>

function parsed(text: string, file: string): Json {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file}: neither JSON nor a table of endpoints`, { cause })
  }
}

function difference(list: string, published: Iterable<string>, ours: Iterable<string>): Drift {
  const [theirs, own] = [new Set(published), new Set(ours)]
  return {
    list,
    added: [...theirs.difference(own)].toSorted(),
    gone: [...own.difference(theirs)].toSorted(),
  }
}

/** Lists of a region: `| 1 | component | host | port | ...`. What the catalog says it does not check is not new. */
function azureLocalDrift(text: string): Drift {
  const catalog = catalogNamed('azure-local')
  const cells = text
    .split('\n')
    .filter((line) => /^\|\s*\d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const published = cells.flatMap(([, , , url]) => hostOf(url ?? '') ?? [])
  const region = published.flatMap((host) => /^([a-z0-9]+)-gas\./.exec(host)?.[1] ?? [])[0]
  const shorts = published.flatMap((host) => /^([a-z0-9]+)\.his\./.exec(host)?.[1] ?? [])
  const arcShort = shorts.find((name) => name !== 'gbl') ?? 'x'
  const given = { region: region ?? 'japaneast', arcShort, ...PLACEHOLDERS }
  const { list, added, gone } = difference(
    `Azure Local, ${region ?? 'no region'}`,
    published,
    hostsOf(catalog, given),
  )
  const families = catalog.endpoints.flatMap(({ wildcard }) => wildcard?.slice(1) ?? [])
  const isSaid = (host: string) =>
    catalog.about.includes(host) || families.some((suffix) => host.endsWith(suffix))
  return { list, added: added.filter((host) => !isSaid(host)), gone }
}

/** The names that the lists print where a user has his own. */
const PLACEHOLDERS = { vault: 'yourhcikeyvaultname', gateway: 'yourarcgatewayendpointid' }

/** Of a row its wildcard and its host; hardware, witness and validator are in other lists. */
function hostsOf(catalog: Catalog, given: Readonly<Record<string, string>>): readonly string[] {
  const modes = ['direct', 'gateway'].flatMap(
    (mode) => expand(catalog, { ...given, mode }, (_, item) => item).rows,
  )
  const own = modes.filter(({ row }) => row.source === 'azure-local')
  return [...new Set(own.flatMap(({ url }) => hostOf(url) ?? []))]
}

function hostOf(url: string): string | null {
  const [, host] = /^(?:[a-z]+:\/\/)?([a-z0-9*.-]+\.[a-z]+)/i.exec(url) ?? []
  return host?.toLowerCase() ?? null
}

/** Names of tags that recipes write; a file has hundreds of others, so that nothing is new. */
function tagDrift(values: readonly unknown[]): Drift {
  const names = values.flatMap((one) => textIn(one, 'name'))
  const { gone } = difference('', names, SERVICE_TAG_NAMES)
  return { list: 'Azure service tags', added: [], gone }
}

/** The virtual addresses of Google’s APIs, which goog.json holds. */
const VIPS = ['199.36.153.4/30', '199.36.153.8/30']

function rangeDrift(prefixes: readonly unknown[]): Drift {
  const published = prefixes.flatMap((one) => textIn(one, 'ipv4Prefix'))
  const gone = VIPS.filter((vip) => !published.some((cidr) => covers(cidr, vip)))
  return { list: 'Google address ranges', added: [], gone }
}

function covers(cidr: string, inner: string): boolean {
  return isCidr(cidr) && contains(cidr, inner.split('/')[0] ?? '')
}

/** Hosts of GitHub in rows, which its meta must still name. */
function gitHubDrift({ domains }: Json): Drift {
  const published = JSON.stringify(domains).match(/[a-z0-9*.-]+\.[a-z]+/gi) ?? []
  const rows = CATALOGS.flatMap(({ endpoints }) => endpoints).flatMap(
    ({ url }) => hostOf(url) ?? [],
  )
  const own = [...new Set(rows.filter((host) => /(^|\.)github\.com$/.test(host)))]
  const isNamed = (host: string) =>
    published.some(
      (name) => host === name || (name.startsWith('*') && host.endsWith(name.slice(1))),
    )
  return { list: 'GitHub meta', added: [], gone: own.filter((host) => !isNamed(host)) }
}

function textIn(thing: unknown, key: string): readonly string[] {
  const value = typeof thing === 'object' && thing !== null ? (thing as Json)[key] : undefined
  return typeof value === 'string' ? [value] : []
}

function catalogNamed(name: string): Catalog {
  const found = CATALOGS.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no catalog ${name}`)
  return found
}
