import type { Evidence } from '../model/evidence.ts'

/** The names that a target's answer listed: in this sweep and in the one before; null: there was none before. */
export interface ListedNames {
  readonly now: ReadonlySet<string>
  readonly before: ReadonlySet<string> | null
}

/** What each list named, by the id of the target that published it. */
export type Lists = Readonly<Record<string, readonly string[]>>

/** Compares the lists of a sweep with those of the last. */
export function compareLists(
  evidence: Evidence,
  before: Lists | undefined,
): ReadonlyMap<string, ListedNames> {
  const now = Map.groupBy(evidence.targets, ({ target }) => target.discoveredBy ?? null)
  now.delete(null)
  return new Map(
    [...now].flatMap(([id, found]) => {
      if (id === null) return []
      const last = before?.[id]
      const names = new Set(found.map(({ target }) => target.host))
      return [[id, { now: names, before: last === undefined ? null : new Set(last) }] as const]
    }),
  )
}
