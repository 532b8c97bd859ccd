import path from 'node:path'
import { spellProxies } from '../identity/proxies.ts'
import type { Config } from '../shared/config/schema.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { StoreError } from '../shared/ports/store-error.ts'

export type StoreSettings = NonNullable<Config['store']>

export interface StoreOptions {
  /** How long anything is kept, in ms: services that remove what is old by themselves are told. */
  readonly retentionMs?: number
}

/** The file of a machine that names no store. */
export const DEFAULT_DATABASE = './perimeter.db'

/**
 * Opens the store that a configuration names; file names count from `folder`. What a store needs is loaded here and not
 * above: a start pays for the one that it uses. Throws StoreError.
 */
export async function openStore(
  { sqlite, azureTables, firestore }: StoreSettings,
  folder: string,
  options: StoreOptions = {},
): Promise<ResultsStore> {
  if (azureTables !== undefined || firestore !== undefined) refuseBadProxies()
  if (azureTables !== undefined) {
    const { openAzureTables } = await import('./azure-tables/open.ts')
    return await openAzureTables(azureTables, options)
  }
  if (firestore !== undefined) {
    const { openFirestore } = await import('./firestore/open.ts')
    return await openFirestore(firestore, options)
  }
  const { openSqliteStore } = await import('./sqlite/sqlite.ts')
  return openSqliteStore(path.resolve(folder, sqlite ?? DEFAULT_DATABASE))
}

function refuseBadProxies(): void {
  const complaint = spellProxies()
  if (complaint === null) return
  throw new StoreError(`Cannot open the store: ${complaint}`, { problem: 'unreachable' })
}
