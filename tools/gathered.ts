import type { CodeSplittingGroup, Plugin } from 'rolldown'

/** Gathers modules into one chunk. */
export interface Gathered {
  /** Sees the modules of the bundle. */
  readonly plugin: Plugin
  readonly group: CodeSplittingGroup
}

/**
 * One chunk, `name`, of some late parts and all that their import statements lead to and those of the entries do not.
 * Otherwise what several parts share becomes a chunk for each set of sharers, and Node resolves, reads and links some
 * twenty files one by one before the first answer. Modules are named by their absolute paths.
 */
export function gathered(
  name: string,
  late: readonly string[],
  entries: readonly string[],
): Gathered {
  const imports = new Map<string, readonly string[]>()
  let wanted: ReadonlySet<string> | null = null
  return {
    plugin: {
      name: 'gathered',
      moduleParsed: ({ id, importedIds }) => {
        imports.set(id, importedIds)
      },
    },
    group: {
      name,
      test: (id) => {
        wanted ??= ledTo(late, imports).difference(ledTo(entries, imports))
        return wanted.has(id)
      },
      // The set is whole already; what the entries have stays with them.
      includeDependenciesRecursively: false,
    },
  }
}

/** Some modules, and what they import, directly or not. */
function ledTo(
  from: readonly string[],
  imports: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const found = new Set(from)
  // A set gives what is added to it during the walk, too.
  for (const id of found) for (const further of imports.get(id) ?? []) found.add(further)
  return found
}
