import type { ExpectSettings } from '../config/expect.ts'
import { slug } from '../config/slug.ts'
import type { Catalog, Endpoint } from './catalog.ts'
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
  readonly row: Endpoint
}

export interface Expanded {
  readonly rows: readonly ExpandedRow[]
  readonly problems: readonly ParameterProblem[]
}

/**
 * Puts parameters into a catalog. Rows whose condition does not hold are left out, as are rows that name a
 * parameter which has no value: no Key Vault given, no Key Vault checked.
 */
export function expand(catalog: Catalog, given: Given, quote: Quote): Expanded {
  const { values, problems } = readParameters(catalog, given, quote)
  if (problems.length > 0) return { rows: [], problems }
  const unwanted = catalog.capabilities.filter((c) => !holds(c.when, values)).map((c) => c.id)
  const rows = catalog.endpoints.filter((row) => holds(row.when, values))
  const expanded = rows.flatMap((row) => expandRow(row, values))
  return { rows: expanded.map((row) => without(row, unwanted)), problems }
}

function without(row: ExpandedRow, unwanted: readonly string[]): ExpandedRow {
  return { ...row, capabilities: row.capabilities.filter((id) => !unwanted.includes(id)) }
}

function expandRow(row: Endpoint, values: Values): readonly ExpandedRow[] {
  if (row.each === undefined) return oneRow(row, values, null)
  const items = values[row.each] ?? []
  return [...new Set(items)].flatMap((item) => oneRow(row, { ...values, item }, item))
}

function oneRow(row: Endpoint, values: Values, item: string | null): readonly ExpandedRow[] {
  const url = fill(row.url, values)
  if (url === null) return []
  const conditional = (row.expectWhen ?? []).filter((e) => holds(e.when, values))
  const expect = Object.assign({}, row.expect, ...conditional.map((e) => e.expect))
  const id = item === null ? row.id : `${row.id}/${slug(item)}`
  const extra = item === null ? [] : (row.forItem?.[item] ?? [])
  return [{ id, url, capabilities: [...new Set([...row.for, ...extra])], expect, row }]
}
