import type { ExpectSettings } from '../target/expect.ts'
import { slug } from '../target/slug.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { companionsOf } from '../zone/companions.ts'
import { zoneOf } from '../zone/zone-of.ts'
import type { Catalog, EndpointRow } from './catalog.ts'
import { needs } from './needed-for.ts'
import {
  type Given,
  holds,
  type ParameterProblem,
  type Quote,
  readParameters,
} from './parameters.ts'
import { fill, type Values } from './template.ts'

/** A row of a catalog with the parameters put in. */
export interface ExpandedRow {
  /** The row's id, and the item's behind a slash when it stands for one of several. */
  readonly id: string
  readonly url: string
  readonly capabilities: readonly string[]
  /** What the catalog expects with these parameters. */
  readonly expect: ExpectSettings
  /** The row with wildcard and zone filled; a private row whose host is Azure's has the zone of Azure's table. */
  readonly row: EndpointRow
}

export interface Expanded {
  readonly rows: readonly ExpandedRow[]
  readonly problems: readonly ParameterProblem[]
}

/**
 * Puts parameters into a catalog. Rows whose condition does not hold are omitted, as are rows that name a
 * parameter which has no value: no Key Vault given, no Key Vault checked.
 */
export function expand(catalog: Catalog, given: Given, quote: Quote): Expanded {
  const { values, problems } = readParameters(catalog, given, quote)
  if (problems.length > 0) return { rows: [], problems }
  const unwanted = catalog.capabilities.filter((c) => !holds(c.when, values)).map((c) => c.id)
  const rows = catalog.endpoints.filter((row) => counts(row, values))
  const expanded = rows.flatMap((row) => expandRow(row, values))
  return { rows: expanded.map((row) => withoutCapabilities(row, unwanted)), problems }
}

function counts({ when, without: given }: EndpointRow, values: Values): boolean {
  return holds(when, values) && (given === undefined || values[given] === undefined)
}

function withoutCapabilities(row: ExpandedRow, unwanted: readonly string[]): ExpandedRow {
  return { ...row, capabilities: row.capabilities.filter((id) => !unwanted.includes(id)) }
}

function expandRow(row: EndpointRow, values: Values): readonly ExpandedRow[] {
  if (row.each === undefined) return oneRow(row, values, null)
  const items = [...new Set(values[row.each] ?? [])]
  return [
    ...items.flatMap((item) => oneRow(row, { ...values, item }, item)),
    ...(row.companions === true ? companionRows(row, items, values) : []),
  ]
}

/** The row once more for each name that must be private with an item and is not one itself. */
function companionRows(
  row: EndpointRow,
  items: readonly string[],
  values: Values,
): readonly ExpandedRow[] {
  const given = new Set(items.map((item) => item.toLowerCase()))
  const found = items.flatMap(companionsOf).filter(({ host }) => !given.has(host))
  const unique = new Map(found.map((companion) => [companion.host, companion]))
  return [...unique.values()].flatMap(({ host, always, why }) => {
    const own = { ...row, note: why, ...(!always && { optional: true }) }
    return oneRow(own, { ...values, item: host }, host)
  })
}

function oneRow(row: EndpointRow, values: Values, item: string | null): readonly ExpandedRow[] {
  const url = fill(row.url, values)
  if (url === null) return []
  const zone = zoneFor(row.private?.zone, url, values)
  const conditional = (row.expectWhen ?? []).filter((e) => holds(e.when, values))
  const expect: ExpectSettings = Object.assign(
    {},
    row.expect,
    ...conditional.map((e) => e.expect),
    wantedAddresses(row, values),
  )
  const id = item === null ? row.id : `${row.id}/${slug(item)}`
  return [
    {
      id,
      url,
      capabilities: needs(row, values, item),
      expect: zone !== null && expect.resolution === 'private' ? { zone, ...expect } : expect,
      row: filled(row, zone, values),
    },
  ]
}

function filled(row: EndpointRow, zone: string | null, values: Values): EndpointRow {
  const { wildcard, private: mayBePrivate, ...rest } = row
  const star = wildcard === undefined ? null : fill(wildcard, values)
  return {
    ...rest,
    ...(star !== null && { wildcard: star }),
    ...(mayBePrivate !== undefined && {
      private: { ...mayBePrivate, ...(zone !== null && { zone }) },
    }),
  }
}

/** The zone that a row names, else Azure's for the host, when the host alone decides it. */
function zoneFor(named: string | undefined, url: string, values: Values): string | null {
  if (named !== undefined) return fill(named, values)
  const { endpoint } = parseTargetUrl(url)
  const [zone, ...others] = endpoint === null ? [] : (zoneOf(endpoint.host)?.zones ?? [])
  return zone === undefined || others.length > 0 ? null : zone
}

/** Where the user has said which addresses the name must have. */
function wantedAddresses(row: EndpointRow, values: Values): ExpectSettings {
  const wanted = values[row.private?.addresses ?? ''] ?? []
  return typeof wanted === 'string' || wanted.length === 0 ? {} : { addresses: [...wanted] }
}
