/** One package of a lock file (https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json). */
interface Locked {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly [key: string]: unknown
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>
}

/** What says where the lock was written, or how a package came into the project: nothing of this package. */
const LEFT_OUT = new Set(['resolved', 'dev', 'devOptional', 'optional', 'peer', 'funding'])

const MODULES = 'node_modules/'

/**
 * The lock file of a package that depends on some packages of the project: those and all that they need, in the
 * project’s own versions. Throws when the project’s lock lacks one.
 */
export function lockFor(
  manifest: { readonly name: string; readonly version: string; readonly dependencies: object },
  lock: Lock,
): object {
  const found = new Map<string, Locked>()
  const waiting = Object.keys(manifest.dependencies).map((name) => ({ name, from: '' }))
  for (const { name, from } of waiting) {
    const place = placeOf(name, from, lock)
    if (found.has(place)) continue
    const locked = lock.packages[place] as Locked
    found.set(
      place,
      Object.fromEntries(Object.entries(locked).filter(([key]) => !LEFT_OUT.has(key))),
    )
    waiting.push(...Object.keys(locked.dependencies ?? {}).map((n) => ({ name: n, from: place })))
  }
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...{ name: manifest.name, version: manifest.version, lockfileVersion: 3, requires: true },
    packages: { '': manifest, ...Object.fromEntries(sorted) },
  }
}

/** Where a package finds another one: next to itself, or in a folder above, as Node looks. */
function placeOf(name: string, from: string, lock: Lock): string {
  for (let folder = from; ; folder = above(folder)) {
    const place = folder === '' ? `${MODULES}${name}` : `${folder}/${MODULES}${name}`
    if (lock.packages[place] !== undefined) return place
    if (folder === '')
      throw new Error(`package-lock.json has no ${name} for ${from || 'the package'}`)
  }
}

/** The package that the folder of another one lies in; '' for the project. */
function above(folder: string): string {
  const end = folder.lastIndexOf(`/${MODULES}`)
  return end === -1 ? '' : folder.slice(0, end)
}
