import type { Candidate, CauseWords, Part } from './candidate.ts'
import type { Traits } from './traits.ts'

/** Where a statement holds, and the words for it. */
export interface Scope {
  readonly subject: string
  readonly parts: readonly Part[]
  /** Whether a target lies in it, failing or not. */
  holds(traits: Traits): boolean
}

/** Whether a target came through the step at which others fail. */
export type Came = (traits: Traits) => boolean

/**
 * The scope as a candidate; none when it has fewer than two of the failing targets, or when a target came through
 * inside it: one that did refutes the statement.
 */
export function scoped(
  scope: Scope,
  { failing, all, came }: { failing: readonly Traits[]; all: readonly Traits[]; came: Came },
  tell: (covered: readonly Traits[], passing: number) => CauseWords,
): readonly Candidate[] {
  const { subject, parts, holds } = scope
  const members = failing.filter(holds)
  if (members.length < 2 || all.some((t) => holds(t) && came(t))) return []
  const contrastedBy = (other: Traits) => !holds(other) && came(other)
  return [{ subject, scope: parts, members, contrastedBy, tell }]
}

/**
 * Failing targets by what they share, each group with two targets or more in which none came through. The keys of a
 * target that passes count against its groups, so that this takes one look at each target.
 */
export function sharing(
  keysOf: (traits: Traits) => readonly string[],
  { failing, all, came }: { failing: readonly Traits[]; all: readonly Traits[]; came: Came },
): ReadonlyMap<string, readonly Traits[]> {
  const refuted = new Set(all.filter(came).flatMap((traits) => keysOf(traits)))
  const groups = new Map<string, Traits[]>()
  for (const traits of failing) {
    for (const key of keysOf(traits)) {
      if (refuted.has(key)) continue
      const members = groups.get(key)
      if (members === undefined) groups.set(key, [traits])
      else members.push(traits)
    }
  }
  return new Map([...groups].filter(([, members]) => members.length > 1))
}

/** Those whose very name did not come through for another target: a name that did is on no list of names that fail. */
export function neverThrough(
  failing: readonly Traits[],
  all: readonly Traits[],
  came: Came,
): readonly Traits[] {
  const through = new Set(all.filter(came).map(({ host, path }) => `${host} ${path}`))
  return failing.filter(({ host, path }) => !through.has(`${host} ${path}`))
}

/** How many names these targets have. */
export function hostsOf(targets: readonly Traits[]): readonly string[] {
  return [...new Set(targets.map(({ host }) => host))]
}
