import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDER = path.join(import.meta.dirname, 'reports')

/** A report that the lab recorded, as it stands in its file. */
export interface Golden {
  /** The name of its scenario. */
  readonly name: string
  readonly document: unknown
}

/** All committed reports, by name. */
export function goldenReports(): readonly Golden[] {
  return globSync('**/*.json', { cwd: FOLDER })
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      document: JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')),
    }))
}
