import type { Origin, Problem } from '../document/problem.ts'
import { isCatalogFile } from './catalog-name.ts'
import { RECEIVER_KINDS } from './receivers.ts'
import { itemsOf, KINDS, type Kind, keyOf, LISTS, textAt } from './without-entries.ts'

/** An entry that cannot be used, and is left out so that the rest of the configuration works. */
export interface Disabled {
  readonly kind: Kind
  /** Its place in the file: `alerts.notify[0]`. */
  readonly key: string
  /** As a sentence names it: `the receiver slack`. */
  readonly name: string
  readonly problems: readonly Problem[]
}

/** The entries that problems concern, each with its own; null when one concerns more than an entry. */
export function disabledBy(
  problems: readonly Problem[],
  data: unknown,
  { file, origin }: { readonly file: string; readonly origin: Origin },
): readonly Disabled[] | null {
  const found = new Map<string, Disabled>()
  for (const problem of problems) {
    const places = problem.file === file ? placeOf(problem.key) : usesOf(problem.file, data)
    if (places.length === 0) return null
    for (const { kind, index } of places) {
      const key = keyOf(kind, index)
      const earlier = found.get(key)?.problems ?? []
      const name = `the ${kind} ${nameOf(kind, index, data, origin)}`
      found.set(key, { kind, key, name, problems: [...earlier, problem] })
    }
  }
  return [...found.values()]
}

interface Place {
  readonly kind: Kind
  readonly index: number
}

function placeOf(key: string): readonly Place[] {
  return KINDS.flatMap((kind) => {
    const list = LISTS[kind].join('.')
    const index = key.startsWith(`${list}[`) ? Number.parseInt(key.slice(list.length + 1), 10) : -1
    return index >= 0 ? [{ kind, index }] : []
  })
}

/** The uses of a catalog of one’s own, where that file is at fault. */
function usesOf(file: string, data: unknown): readonly Place[] {
  if (!isCatalogFile(file)) return []
  return (itemsOf(data, LISTS.catalog) ?? []).flatMap((entry, index) =>
    textAt(entry, 'use') === file ? [{ kind: 'catalog' as const, index }] : [],
  )
}

/** What a file calls an entry; a name that the environment gave may be a secret, and is not quoted. */
function nameOf(kind: Kind, index: number, data: unknown, origin: Origin): string {
  const entry = itemsOf(data, LISTS[kind])?.[index]
  const keys = { receiver: ['name'], catalog: ['as', 'use'], target: ['name'] }[kind]
  for (const key of keys) {
    const text = textAt(entry, key)
    if (text !== null) return origin.quote([...LISTS[kind], index, key], text)
  }
  const receiver = kind === 'receiver' && RECEIVER_KINDS.find((one) => textAt(entry, one) !== null)
  return receiver || keyOf(kind, index)
}
