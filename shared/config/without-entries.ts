import type { KeyPath, Origin } from '../document/problem.ts'

/** The lists of a configuration whose entries stand for themselves: one that is wrong spoils no other. */
export const LISTS = {
  receiver: ['alerts', 'notify'],
  catalog: ['catalogs'],
  target: ['targets'],
} as const satisfies Record<string, KeyPath>

export type Kind = keyof typeof LISTS
export const KINDS = Object.keys(LISTS) as readonly Kind[]

/** Entries by their key: `alerts.notify[0]`. */
export type Without = ReadonlySet<string>

/** Plain data without some entries, and the origin that still finds the places of the others. */
export function withoutEntries(
  data: unknown,
  origin: Origin,
  without: Without,
): { readonly data: unknown; readonly origin: Origin } {
  if (without.size === 0) return { data, origin }
  const kept = KINDS.map((kind) => keptOf(data, kind, without))
  const gone = targetNames(data, without)
  const back = (path: KeyPath) => kept.reduce((at, list) => list.back(at), path)
  return {
    data: kept.reduce(
      (made, { list, items }) =>
        replaced(made, list, items?.map((one) => freed(one, gone)) ?? null),
      data,
    ),
    origin: {
      position: (path, key) => origin.position(back(path), key),
      quote: (path, value, secret) => origin.quote(back(path), value, secret),
      variables: (path) => origin.variables(back(path)),
    },
  }
}

function keptOf(data: unknown, kind: Kind, without: Without) {
  const list: KeyPath = LISTS[kind]
  const all = itemsOf(data, list)
  const indexes = [...(all ?? []).keys()].filter((i) => !without.has(keyOf(kind, i)))
  const items = all === null ? null : indexes.map((i) => all[i])
  const back = (path: KeyPath): KeyPath => {
    const at = path[list.length]
    const inside = list.every((part, i) => path[i] === part) && typeof at === 'number'
    return inside ? [...list, indexes[at] ?? at, ...path.slice(list.length + 1)] : path
  }
  return { list, items, back }
}

function targetNames(data: unknown, without: Without): ReadonlySet<unknown> {
  const entries = itemsOf(data, LISTS.target) ?? []
  return new Set(
    entries.flatMap((entry, i) =>
      without.has(keyOf('target', i)) ? (textAt(entry, 'name') ?? []) : [],
    ),
  )
}

/** An entry that does not depend on what is left out: it can be checked all the same. */
function freed(entry: unknown, gone: ReadonlySet<unknown>): unknown {
  const needs = record(entry)?.['dependsOn']
  if (!Array.isArray(needs) || !needs.some((name) => gone.has(name))) return entry
  return { ...record(entry), dependsOn: needs.filter((name) => !gone.has(name)) }
}

function replaced(
  data: unknown,
  [first, ...rest]: KeyPath,
  items: readonly unknown[] | null,
): unknown {
  if (items === null) return data
  if (first === undefined) return items
  return { ...record(data), [String(first)]: replaced(record(data)?.[String(first)], rest, items) }
}

/** The key of an entry. */
export function keyOf(kind: Kind, index: number): string {
  return `${LISTS[kind].join('.')}[${index}]`
}

/** The entries of a list; null where there is none. */
export function itemsOf(data: unknown, list: KeyPath): readonly unknown[] | null {
  const value = list.reduce<unknown>((at, part) => record(at)?.[String(part)], data)
  return Array.isArray(value) ? value : null
}

/** A text of an entry; null where it has none. */
export function textAt(entry: unknown, key: string): string | null {
  const value = record(entry)?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}
