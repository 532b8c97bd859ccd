import { cpSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

/** What an operator puts into a package besides the program. */
export interface Extras {
  /** A configuration; without one the environment of the function brings it. */
  readonly config?: string
  /** A folder of the files that the configuration names: roots, published ranges, catalogs. It need not be there. */
  readonly files?: string
}

/** The extras that a call names: `[--config FILE] [--files FOLDER]`. */
export function extrasIn(args: readonly string[]): Extras {
  const options = { config: { type: 'string' }, files: { type: 'string' } } as const
  return parseArgs({ args: [...args], options }).values
}

/** Copies the extras into the folder of a package. Throws for a file that would take the place of one of the program. */
export function addExtras(folder: string, { config, files }: Extras): void {
  if (files !== undefined && existsSync(files)) {
    const taken = readdirSync(files, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(files, path.join(entry.parentPath, entry.name)))
      .filter((name) => existsSync(path.join(folder, name)))
    if (taken.length > 0) {
      throw new Error(
        `${files} has files that the package has itself: ${taken.join(', ')}; rename them`,
      )
    }
    cpSync(files, folder, { recursive: true })
  }
  if (config !== undefined) cpSync(config, path.join(folder, 'perimeter.yaml'))
}
