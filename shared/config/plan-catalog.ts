import { authorityOf } from '../address/authority.ts'
import { CATALOGS } from '../catalog/builtin.ts'
import { type Catalog, catalog } from '../catalog/catalog.ts'
import { derive } from '../catalog/derive/derive.ts'
import type { DerivedValue } from '../catalog/derive/derived.ts'
import { type ExpandedRow, expand } from '../catalog/expand.ts'
import { sandboxesOf } from '../catalog/left-open.ts'
import type { ParameterProblem } from '../catalog/parameters.ts'
import { check } from '../document/issues.ts'
import { fileName, problemAt, quoteValue } from '../document/problem.ts'
import { readSource } from '../document/source.ts'
import type { Capability } from '../model/capability.ts'
import { SCHEMES } from '../model/scheme.ts'
import type { Target } from '../model/target.ts'
import type { Endpoint } from '../target/endpoint.ts'
import type { ExpectSettings } from '../target/expect.ts'
import { expectComplaint } from '../target/expect-complaint.ts'
import { parseTargetUrl } from '../target/target-url.ts'
import { isCatalogFile } from './catalog-name.ts'
import { makeTarget, type Planning, rootsOf } from './planning.ts'
import type { CatalogEntry } from './schema.ts'

export interface PlannedCatalog {
  /** The name of this use, the start of its targets’ ids. */
  readonly name: string
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  /** The parameters that the environment says; those that the file gives go before. */
  readonly derived: readonly DerivedValue[]
  /** The row behind each target, by the target’s id. */
  readonly rows: readonly (readonly [string, PlannedRow])[]
}

/** A row of a catalog with its parameters put in. */
export interface PlannedRow {
  readonly row: ExpandedRow['row']
  readonly catalog: Catalog
}

/** Expands one use of a catalog. A capability is there when the parameters leave it at least one target. */
export function planCatalog(planning: Planning, entry: CatalogEntry): PlannedCatalog {
  const found = findCatalog(planning, entry)
  if (found === null) {
    return { name: entry.as ?? entry.use, targets: [], capabilities: [], derived: [], rows: [] }
  }
  const name = entry.as ?? found.name
  const derived = isCatalogFile(entry.use) ? [] : derive(found, entry.with, planning.env)
  const said = Object.fromEntries(derived.map((fact) => [fact.name, fact.value]))
  const quote = (key: string, item: string) => quoteItem(entry, derived, key, item)
  const { rows, problems } = expand(found, { ...said, ...entry.with }, quote)
  planning.problems.push(...problems.map((wrong) => parameterProblem(entry, wrong)))
  const sandboxes = new Map(found.capabilities.map((one) => [one.id, sandboxesOf(one)]))
  const targets = rows.flatMap((row) => {
    const used = row.capabilities.flatMap((id) => sandboxes.get(id) ?? [])
    return planRow(planning, entry, name, row).map((target) => ({
      ...target,
      sandboxes: [...new Set(used)],
    }))
  })
  const needed = new Set(targets.flatMap((target) => target.capabilities))
  const capabilities = found.capabilities
    .map((capability) => ({
      id: `${name}/${capability.id}`,
      name: capability.name,
      catalog: name,
      symptom: capability.symptom,
      sandboxes: sandboxesOf(capability),
    }))
    .filter(({ id }) => needed.has(id))
  const origins = rows.map(({ id, row }) => [`${name}/${id}`, { row, catalog: found }] as const)
  return { name, targets, capabilities, derived, rows: origins }
}

/** A built-in catalog by name, or a user's own by file. The schema has let no other name pass. */
function findCatalog(planning: Planning, entry: CatalogEntry): Catalog | null {
  if (isCatalogFile(entry.use)) return readCatalog(planning, entry)
  return CATALOGS.find((c) => c.name === entry.use) ?? null
}

function readCatalog(planning: Planning, entry: CatalogEntry): Catalog | null {
  let text: string
  try {
    text = planning.readFile(entry.use)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const message = `The catalog ${entry.origin.quote(['use'], entry.use)} cannot be read: ${why}`
    const remedy = 'Check the path, which counts from the folder of the configuration'
    planning.problems.push(problemAt(entry.origin, ['use'], message, remedy))
    return null
  }
  const file = fileName(entry.origin, ['use'], entry.use)
  const { source, problems } = readSource(text, file, planning.env)
  planning.problems.push(...problems)
  if (source === null) return null
  const checked = check(catalog, source.value, source)
  planning.problems.push(...checked.problems)
  return checked.value
}

function quoteItem(
  entry: CatalogEntry,
  derived: readonly DerivedValue[],
  key: string,
  item: string,
): string {
  const fact = derived.find(({ name }) => name === key)
  if (fact !== undefined) return `what ${fact.variable} says`
  const given = entry.with[key]
  const path = Array.isArray(given) ? ['with', key, given.indexOf(item)] : ['with', key]
  return given === undefined ? quoteValue(item) : entry.origin.quote(path, item)
}

function parameterProblem(entry: CatalogEntry, { name, message, remedy }: ParameterProblem) {
  const known = name !== null && Object.hasOwn(entry.with, name)
  return known
    ? problemAt(entry.origin, ['with'], message, remedy, name)
    : problemAt(entry.origin, ['with'], message, remedy)
}

function planRow(
  planning: Planning,
  entry: CatalogEntry,
  use: string,
  expanded: ExpandedRow,
): readonly Target[] {
  const { row, url, capabilities } = expanded
  const { endpoint, complaint } = parseTargetUrl(url)
  if (complaint !== null) {
    const message = `The row ${row.id} with these parameters ${complaint.message}`
    planning.problems.push(problemAt(entry.origin, ['with'], message, complaint.remedy))
    return []
  }
  const named = {
    id: `${use}/${expanded.id}`,
    name: titleOf(endpoint),
    catalog: use,
    capabilities: capabilities.map((id) => `${use}/${id}`),
    optional: row.optional === true,
    ...(row.discovers !== undefined && { discovers: { url: row.discovers } }),
    ...(entry.interval !== undefined && { interval: entry.interval }),
  }
  const way = {
    origin: entry.origin,
    ...(entry.proxy !== undefined && { proxy: entry.proxy }),
    ordered: false,
    address: null,
    ca: rootsOf(planning, entry.ca ?? [], entry.origin),
  }
  const expect = expectOf(expanded, entry.expect, endpoint)
  const target = makeTarget(planning, named, endpoint, expect, way)
  return [entry.expect.resolution === undefined ? withoutUnasked(target) : target]
}

/**
 * A row that expects public addresses compares what the names show with the mode that was told. Through a proxy they show
 * nothing, and nobody asked for more: only what must be private is left open there.
 */
function withoutUnasked(target: Target): Target {
  const { expect, proxy } = target
  if (proxy === null || expect.resolution !== 'public') return target
  return { ...target, expect: { ...expect, resolution: 'any' } }
}

/** The host, and the port where it is not the usual one. */
function titleOf({ scheme, host, port, server }: Endpoint): string {
  if (server !== undefined) return `${host} by ${server}`
  return port === SCHEMES[scheme].port ? host : authorityOf({ host, port })
}

function hasAny(settings: object): boolean {
  return Object.keys(settings).length > 0
}

/**
 * What the user expects of the whole catalog goes over what the row expects, as far as it can be true of the row:
 * `resolution` and `addresses` only where a name may lead to a private address, so that `private` does not
 * turn the public names next to it; and nothing of an answer where none is wanted.
 */
function expectOf(
  { row, expect }: ExpandedRow,
  user: ExpectSettings,
  endpoint: Endpoint,
): ExpectSettings {
  const { resolution, addresses, ...rest } = user
  const names =
    row.private === undefined
      ? {}
      : { ...(resolution && { resolution }), ...(addresses && { addresses }) }
  const tls = { ...expect.tls, ...user.tls }
  let merged: ExpectSettings = { ...expect, ...names, ...rest, ...(hasAny(tls) && { tls }) }
  const zone = row.private?.zone
  if (merged.resolution === 'private' && zone !== undefined) merged = { zone, ...merged }
  for (;;) {
    const wrong = expectComplaint(endpoint.scheme, merged)
    if (wrong === null) return merged
    const { [wrong.key]: _, ...kept } = merged
    merged = kept
  }
}
