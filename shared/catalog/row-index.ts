import type { Capability } from '../model/capability.ts'
import type { HostPattern } from './host-pattern.ts'
import type { KnownRow } from './known-rows.ts'

/** A row that a flow belongs to. */
export interface MatchedRow {
  readonly id: string
  readonly name: string
  readonly catalog: string | null
  readonly optional: boolean
  readonly blocked: boolean
  readonly how: HostPattern['kind']
  readonly pattern: string
  readonly capabilities: readonly Capability[]
}

export interface RowMatch {
  /** The rows that match best, of each catalog. */
  readonly rows: readonly MatchedRow[]
  /** Ports of rows for this host, when none is for the flow's port. */
  readonly otherPorts: readonly number[]
}

const NONE: RowMatch = { rows: [], otherPorts: [] }
const RANK = { exact: 2, pattern: 1, wildcard: 0 }

/** Rows ready to be asked for the host of a flow. */
export class RowIndex {
  readonly #exact = new Map<string, KnownRow[]>()
  /** By the last two labels, or what is fixed of them. */
  readonly #patterns = new Map<string, KnownRow[]>()

  constructor(rows: readonly KnownRow[]) {
    for (const row of rows) {
      const { kind, text } = row.host
      if (kind === 'exact') push(this.#exact, text, row)
      else push(this.#patterns, tails(text).find((tail) => !tail.includes('*')) ?? '', row)
    }
  }

  /** The best rows of each catalog for a host and port, the best of all first. Where a log does not say the port, any may be meant. */
  match(
    host: string,
    { port, protocol }: { readonly port: number | null; readonly protocol: string },
  ): RowMatch {
    const about = this.#about(host)
    if (about.length === 0) return NONE
    const here = about.filter(
      (row) => protocol === 'dns' || port === null || row.port === null || row.port === port,
    )
    if (here.length === 0) {
      const ports = about.flatMap((row) => row.port ?? [])
      return { rows: [], otherPorts: [...new Set(ports)].sort((a, b) => a - b) }
    }
    const matches = bestOf(here).map((row) => matched(row, host, isOptional(row, here)))
    return { rows: distinct(matches), otherPorts: [] }
  }

  #about(host: string): readonly KnownRow[] {
    const candidates = tails(host).flatMap((tail) => this.#patterns.get(tail) ?? [])
    const fitting = candidates.filter((row) => row.host.test?.test(host) === true)
    return [...(this.#exact.get(host) ?? []), ...fitting]
  }
}

/**
 * Exact before pattern, more fixed letters before fewer, in each catalog; a wildcard says something only where no
 * catalog knows more, and a pattern for any name below a suffix only where none knows the very host or its family.
 */
function bestOf(rows: readonly KnownRow[]): readonly KnownRow[] {
  const known = rows.some((row) => row.host.kind === 'exact' || isFamily(row))
  const special = rows.filter(
    (row) => (row.host.kind !== 'wildcard' || isFamily(row)) && !(known && isAnyName(row)),
  )
  const catalogs = Map.groupBy(special.length > 0 ? special : rows, (row) => row.catalog)
  const best = [...catalogs.values()].flatMap((own) => {
    const most = own.reduce((highest, row) => Math.max(highest, rank(row)), 0)
    return own.filter((row) => rank(row) === most)
  })
  return best.toSorted((a, b) => rank(b) - rank(a))
}

/** Names that begin alike, `azgn*.servicebus.windows.net`: one system alone has them. */
function isFamily({ host }: KnownRow): boolean {
  return host.kind === 'wildcard' && !host.text.startsWith('*')
}

/** A pattern for whatever name people choose below a suffix; one of a closed list of names has items. */
function isAnyName({ host, ofItem }: KnownRow): boolean {
  return host.kind === 'pattern' && host.text.startsWith('*') && Object.keys(ofItem).length === 0
}

function rank({ host }: KnownRow): number {
  return RANK[host.kind] * 1000 + host.fixed
}

/** Not when a less special row of the same catalog needs the host for the same capability. */
function isOptional(row: KnownRow, here: readonly KnownRow[]): boolean {
  const needed = here.filter((other) => other.catalog === row.catalog && !other.optional)
  const needs = needed.flatMap((other) => other.capabilities)
  return row.optional && !row.capabilities.some((capability) => needs.includes(capability))
}

function matched(row: KnownRow, host: string, optional: boolean): MatchedRow {
  const item = row.host.test?.exec(host)?.groups?.['item']
  const more = item !== undefined && Object.hasOwn(row.ofItem, item) ? (row.ofItem[item] ?? []) : []
  return {
    id: row.id,
    name: row.name,
    catalog: row.catalog,
    optional,
    blocked: row.blocked,
    how: row.host.kind,
    pattern: row.host.text,
    capabilities: [...new Set([...row.capabilities, ...more])],
  }
}

function distinct(rows: readonly MatchedRow[]): readonly MatchedRow[] {
  return rows.filter((row, i) => rows.findIndex((other) => other.id === row.id) === i)
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** The last two labels of a host, the last one, and nothing. */
function tails(host: string): readonly string[] {
  const last = host.lastIndexOf('.')
  const before = last === -1 ? -1 : host.lastIndexOf('.', last - 1)
  return [...new Set([host.slice(before + 1), host.slice(last + 1), ''])]
}
