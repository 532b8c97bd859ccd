import { expect } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import type { Catalog } from '../../../shared/catalog/catalog.ts'
import { type ExpandedRow, expand } from '../../../shared/catalog/expand.ts'
import type { Given } from '../../../shared/catalog/parameters.ts'

export function byName(name: string): Catalog {
  const found = CATALOGS.find((c) => c.name === name)
  if (found === undefined) throw new Error(`no catalog ${name}`)
  return found
}

/** The rows that good parameters leave of a built-in catalog. */
export function rowsOf(name: string, given: Given): readonly ExpandedRow[] {
  const { rows, problems } = expand(byName(name), given, (_, item) => item)
  expect(problems).toEqual([])
  return rows
}

/** Ids and URLs of these rows. */
export function urlsOf(name: string, given: Given): Record<string, string> {
  return Object.fromEntries(rowsOf(name, given).map((row) => [row.id, row.url]))
}

/** The names as a published list has them: the wildcard where it lists one, else the host. Sorted, each once. */
export function listed(rows: readonly ExpandedRow[]): readonly string[] {
  const names = rows.map(({ url, row }) => row.wildcard ?? new URL(url).hostname)
  return [...new Set(names)].toSorted()
}
