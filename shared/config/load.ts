import type { Environment } from '../document/environment.ts'
import { check } from '../document/issues.ts'
import { inOrder, type Origin, type Problem, problemAt, within } from '../document/problem.ts'
import { readSource } from '../document/source.ts'
import { type Config, settings } from './schema.ts'

export interface LoadOptions {
  readonly file: string
  readonly env: Environment
}

export type Loaded =
  | { readonly config: Config; readonly problems: readonly [] }
  | { readonly config: null; readonly problems: readonly Problem[] }

/**
 * Reads a configuration: YAML or JSON, with `${NAME}` from the environment. Either everything is right, or every
 * problem comes back at once, in the order of the file. What needs other files (roots, catalogs) is found by `plan`.
 */
export function loadConfig(text: string, { file, env }: LoadOptions): Loaded {
  const { source, problems } = readSource(text, file, env)
  if (source === null) return { config: null, problems: inOrder(problems) }
  const loaded = configFrom(source.value, source)
  if (loaded.config !== null && problems.length === 0) return loaded
  return { config: null, problems: inOrder([...problems, ...notAt(problems, loaded.problems)]) }
}

/** Those that stand elsewhere: what follows from a missing variable, say, is not worth a second message. */
export function notAt(earlier: readonly Problem[], later: readonly Problem[]): readonly Problem[] {
  const taken = new Set(earlier.map(({ line, column }) => `${line}:${column}`))
  return later.filter(({ line, column }) => !taken.has(`${line}:${column}`))
}

/** Checks plain data, wherever it comes from. */
export function configFrom(data: unknown, origin: Origin): Loaded {
  const { value, problems } = check(settings, data, origin)
  const all = [...problems, ...repeatedNames(data, origin)]
  if (value === null || all.length > 0) return { config: null, problems: all }
  const targets = value.targets.map((entry, i) => ({
    ...entry,
    origin: within(origin, ['targets', i]),
  }))
  const catalogs = value.catalogs.map((entry, i) => ({
    ...entry,
    origin: within(origin, ['catalogs', i]),
  }))
  return { config: { ...value, targets, catalogs, origin }, problems: [] }
}

/** Names that stand on two targets. Looks at the data as given, so that other mistakes do not hide these. */
function repeatedNames(data: unknown, origin: Origin): readonly Problem[] {
  const { targets } = data as { targets?: unknown }
  const names = Array.isArray(targets) ? targets.map(nameOf) : []
  const met = new Set<string>()
  return names.flatMap((name, i) => {
    if (name === null || !met.has(name)) {
      if (name !== null) met.add(name)
      return []
    }
    const path = ['targets', i, 'name']
    const message = `${origin.quote(path, name)} is the name of an earlier target, too`
    return [
      problemAt(origin, path, message, 'Give it a name of its own: its history depends on it'),
    ]
  })
}

function nameOf(target: unknown): string | null {
  const { name } = (target ?? {}) as { name?: unknown }
  return typeof name === 'string' ? name : null
}
