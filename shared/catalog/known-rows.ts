import type { Capability } from '../model/capability.ts'
import type { Target } from '../model/target.ts'
import type { Catalog, EndpointRow } from './catalog.ts'
import { exactHost, freeHosts, type HostPattern, wildcardHosts } from './host-pattern.ts'

/** A row of a catalog, or a target of a configuration, as flows are compared with it. */
export interface KnownRow {
  readonly host: HostPattern
  /** Null takes any port. */
  readonly port: number | null
  /** The catalog's name, or the name of its use; null for a target of no catalog. */
  readonly catalog: string | null
  /** `azure-functions/oryx`, or the id of a target. */
  readonly id: string
  readonly name: string
  readonly optional: boolean
  /** It must not be reached. */
  readonly blocked: boolean
  readonly capabilities: readonly Capability[]
  /** Further capabilities by the item of a row for each. */
  readonly ofItem: Readonly<Record<string, readonly Capability[]>>
}

const URL = /^([a-z]+):\/\/(\[[^\]]*\]|(?:\{[^}]*\}|[^/:{}])+)(?::(\d+|\{[^}]*\}))?/
const PORTS: Readonly<Record<string, number>> = { https: 443, http: 80, dns: 53 }

/** All rows of a catalog, whatever its parameters: for a log of which nothing else is known. */
export function rowsOfCatalog(catalog: Catalog): readonly KnownRow[] {
  const capabilities = new Map(catalog.capabilities.map((c) => [c.id, capabilityOf(catalog, c)]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => capabilities.get(id) ?? [])
  return catalog.endpoints.flatMap((row) => {
    const [, scheme = '', host = '', port] = URL.exec(row.url) ?? []
    const known = {
      port: portOf(scheme, port),
      catalog: catalog.name,
      id: `${catalog.name}/${row.id}`,
      name: row.id,
      optional: row.optional === true,
      blocked: isBlocked(row),
      capabilities: named([...row.for, ...(row.forWhen ?? []).flatMap((more) => more.for)]),
      ofItem: Object.fromEntries(
        Object.entries(row.forItem ?? {}).map(([k, ids]) => [k, named(ids)]),
      ),
    }
    const hosts = freeHosts(host, namesFor(row, catalog))
    return [...hosts, ...wildcardOf(row, catalog)].map((pattern) => ({ ...known, host: pattern }))
  })
}

/** The targets of a plan; with them the wildcards of the rows that they come from. */
export function rowsOfPlan(
  plan: { readonly targets: readonly Target[]; readonly capabilities: readonly Capability[] },
  rowOf: (target: Target) => { readonly row: EndpointRow; readonly catalog: Catalog } | null,
): readonly KnownRow[] {
  const capabilities = new Map(plan.capabilities.map((c) => [c.id, c]))
  return plan.targets.flatMap((target) => {
    const known = {
      port: target.port,
      catalog: target.catalog,
      id: target.id,
      name: target.name,
      optional: target.optional === true,
      blocked: target.expect.reachability === 'blocked',
      capabilities: target.capabilities.flatMap((id) => capabilities.get(id) ?? []),
      ofItem: {},
    }
    const from = rowOf(target)
    const hosts = [
      ...addressesOf(target).map(exactHost),
      ...(from === null ? [] : wildcardOf(from.row, from.catalog)),
    ]
    return hosts.map((host) => ({ ...known, host }))
  })
}

function capabilityOf(catalog: Catalog, { id, name, symptom }: Catalog['capabilities'][number]) {
  return { id: `${catalog.name}/${id}`, name, catalog: catalog.name, symptom }
}

/** What a log shows of a target: its host, the address it is pinned to, or the DNS server that it asks. */
function addressesOf({ host, address, server }: Target): readonly string[] {
  const asked = server?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  if (asked !== undefined) return [asked]
  return address === null ? [host] : [host, address]
}

function wildcardOf(row: EndpointRow, catalog: Catalog): readonly HostPattern[] {
  const names = namesFor(row, catalog)
  return [row.wildcard, row.family].flatMap((listed) =>
    listed === undefined ? [] : wildcardHosts(listed, names),
  )
}

/** In a row for each item of a list, `{item}` is what the list may hold. */
function namesFor(row: EndpointRow, { parameters, lookups }: Catalog) {
  const item = row.each === undefined ? undefined : parameters[row.each]
  const all = item === undefined ? parameters : { ...parameters, item }
  return lookups === undefined ? { parameters: all } : { parameters: all, lookups }
}

function isBlocked(row: EndpointRow): boolean {
  return row.expect?.reachability === 'blocked'
}

function portOf(scheme: string, text: string | undefined): number | null {
  if (text === undefined) return PORTS[scheme] ?? null
  const port = Number(text)
  return Number.isNaN(port) ? null : port
}
