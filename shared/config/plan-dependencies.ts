import { didYouMean } from '../document/nearest.ts'
import { problemAt } from '../document/problem.ts'
import { slug } from '../target/slug.ts'
import type { Planning } from './planning.ts'
import type { TargetEntry } from './schema.ts'

/** Refuses names in `dependsOn` that no own target has, and circles: nothing could be the first to fail. */
export function refuseWrongDependencies(planning: Planning, entries: readonly TargetEntry[]): void {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const inOrder = withoutCircle(entries, byName)
  for (const entry of entries) {
    for (const name of entry.dependsOn ?? []) {
      if (byName.has(name)) continue
      const message = `${entry.origin.quote(['dependsOn'], name)} is the name of no target of this file`
      const remedy = `${didYouMean(name, [...byName.keys()])}Write the name of one of targets`
      planning.problems.push(problemAt(entry.origin, ['dependsOn'], message, remedy))
    }
    const circle = inOrder.has(entry) ? null : circleFrom(entry, byName)
    if (circle === null) continue
    const message = `${circle.join(' depends on ')}: a circle, in which nothing is the first to fail`
    const remedy = 'Remove the dependency that is not needed'
    planning.problems.push(problemAt(entry.origin, ['dependsOn'], message, remedy))
  }
}

/** The entries from which no circle can be reached: what they depend on comes to an end. */
function withoutCircle(
  entries: readonly TargetEntry[],
  byName: ReadonlyMap<string, TargetEntry>,
): ReadonlySet<TargetEntry> {
  const needs = entries.flatMap((entry) =>
    (entry.dependsOn ?? []).flatMap((name) => {
      const needed = byName.get(name)
      return needed === undefined ? [] : [{ entry, needed }]
    }),
  )
  const byNeeded = Map.groupBy(needs, ({ needed }) => needed)
  const open = Map.groupBy(needs, ({ entry }) => entry)
  const settled = new Set(entries.filter((entry) => !open.has(entry)))
  // A set that grows while it is walked is walked to its end.
  for (const one of settled) {
    for (const { entry } of byNeeded.get(one) ?? []) {
      open.get(entry)?.pop()
      if (open.get(entry)?.length === 0) settled.add(entry)
    }
  }
  return settled
}

/** The names from an entry back to itself; null: there is no such way. */
function circleFrom(
  entry: TargetEntry,
  byName: ReadonlyMap<string, TargetEntry>,
): readonly string[] | null {
  const seen = new Set<string>()
  const open: (readonly string[])[] = [[entry.name]]
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    for (const name of byName.get(path.at(-1) ?? '')?.dependsOn ?? []) {
      if (name === entry.name) return [...path, name]
      if (seen.has(name)) continue
      seen.add(name)
      open.push([...path, name])
    }
  }
  return null
}

/** The ids of the targets that one depends on. */
export function dependenciesOf({ dependsOn }: TargetEntry): { readonly dependsOn?: string[] } {
  return dependsOn === undefined ? {} : { dependsOn: dependsOn.map(slug) }
}
