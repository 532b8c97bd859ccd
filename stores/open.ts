import path from 'node:path'
import type { Config } from '../shared/config/schema.ts'
import type { ResultsStore } from '../shared/ports.ts'

export type StoreSettings = NonNullable<Config['store']>

/** The file of a machine that names no store. */
export const DEFAULT_DATABASE = './perimeter.db'

/**
 * Opens the store that a configuration names; file names count from `folder`. What a store needs is loaded here and not
 * above: a start pays for the one that it uses. Throws StoreError.
 */
export async function openStore({ sqlite }: StoreSettings, folder: string): Promise<ResultsStore> {
  const { openSqliteStore } = await import('./sqlite/sqlite.ts')
  return openSqliteStore(path.resolve(folder, sqlite ?? DEFAULT_DATABASE))
}
