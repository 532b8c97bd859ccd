import { inOrder, type Problem } from '../document/problem.ts'
import { readSource } from '../document/source.ts'
import { type Disabled, disabledBy } from './disabled.ts'
import { configFrom, type LoadOptions, notAt } from './load.ts'
import { referenceTargets } from './reference-targets.ts'
import type { Config } from './schema.ts'
import { withoutEntries } from './without-entries.ts'

export type LoadedSound =
  | {
      readonly config: Config
      readonly disabled: readonly Disabled[]
      readonly problems: readonly []
    }
  | { readonly config: null; readonly disabled: readonly []; readonly problems: readonly Problem[] }

/**
 * As `loadConfig`, for a probe that nobody watches: a receiver, catalog or target that is wrong is left out and
 * reported, and the rest is used. What concerns more than one of them refuses the whole. `furtherProblems` are those
 * that show only when a configuration is put to use.
 */
export function loadSound(
  text: string,
  { file, env }: LoadOptions,
  furtherProblems: (config: Config) => readonly Problem[],
): LoadedSound {
  const { source, problems: reading } = readSource(text, file, env)
  if (source === null) return { config: null, disabled: [], problems: inOrder(reading) }
  const also = referenceTargets(env, source.value)
  const disabled = new Map<string, Disabled>()
  for (;;) {
    const kept = withoutEntries(source.value, source, new Set(disabled.keys()))
    const { config, problems } = configFrom(withTargets(kept.data, also), kept.origin)
    const entries = [...disabled.keys()]
    const read = reading.filter(({ key }) => !entries.some((entry) => isIn(key, entry)))
    const found = [...read, ...notAt(read, problems), ...(config ? furtherProblems(config) : [])]
    if (config !== null && found.length === 0) {
      return { config, disabled: [...disabled.values()], problems: [] }
    }
    const more = disabledBy(found, source.value, { file, origin: source })
    if (more === null || more.every(({ key }) => disabled.has(key))) {
      const earlier = [...disabled.values()].flatMap((entry) => entry.problems)
      return { config: null, disabled: [], problems: inOrder([...earlier, ...found]) }
    }
    for (const entry of more) disabled.set(entry.key, entry)
  }
}

function isIn(key: string, entry: string): boolean {
  return key === entry || key.startsWith(`${entry}.`)
}

function withTargets(data: unknown, also: readonly unknown[]): unknown {
  if (also.length === 0 || typeof data !== 'object' || data === null) return data
  const { targets = [] } = data as { targets?: unknown }
  return Array.isArray(targets) ? { ...data, targets: [...targets, ...also] } : data
}
