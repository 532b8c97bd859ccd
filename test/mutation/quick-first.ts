import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Of what vitest remembers of a file: how long its tests took, in ms. */
interface Remembered {
  readonly projects: Readonly<
    Record<string, { readonly files: Readonly<Record<string, { readonly duration: number }>> }>
  >
}

/** A file that takes longer is run after all others: a few dozen of them take most of the time of all, in ms. */
const SLOW = 2_000

/** How long each file of tests took when it was last run, in ms; empty where vitest has run none. */
export function readDurations(root: string): ReadonlyMap<string, number> {
  const [file] = globSync('node_modules/.vite/vitest/*/results.json', { cwd: root })
  if (file === undefined) return new Map()
  const { projects } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Remembered
  return new Map(
    Object.values(projects).flatMap(({ files }) =>
      Object.entries(files).map(([name, { duration }]) => [name, duration] as const),
    ),
  )
}

/** The same files in the same order, but for those that take long. */
export function quickFirst(
  tests: readonly string[],
  durations: ReadonlyMap<string, number>,
): readonly string[] {
  const isSlow = (test: string) => (durations.get(test) ?? 0) > SLOW
  const slow = tests
    .filter(isSlow)
    .toSorted((a, b) => (durations.get(a) ?? 0) - (durations.get(b) ?? 0))
  return [...tests.filter((test) => !isSlow(test)), ...slow]
}
