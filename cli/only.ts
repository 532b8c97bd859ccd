import path from 'node:path'

/** Whether `--only` takes a target: the glob matches its id or name, or is one of them; without a glob it takes all. */
export function matches(glob: string | undefined, id: string, name: string): boolean {
  if (glob === undefined) return true
  return path.matchesGlob(id, glob) || path.matchesGlob(name, glob) || id === glob || name === glob
}
