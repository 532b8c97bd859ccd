import path from 'node:path'
import { spellProxies } from '../identity/proxies.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { StoreError } from '../shared/ports/store-error.ts'
import type { OnDamage } from './damage.ts'

export interface StoreOptions {
  /** How long anything is kept, in ms: services that remove what is old by themselves get it. */
  readonly retentionMs?: number
  /** Is told of rows that are damaged, where a read goes on without them. */
  readonly onDamage?: OnDamage
}

/** The store of a machine that names none. */
export const DEFAULT_STORE = {
  kind: 'sqlite',
  settings: './perimeter.db',
} as const satisfies StoreSettings

/**
 * Opens the store that a configuration names; file names count from `folder`. What a store needs is loaded here and not
 * above: a start pays for the one that it uses. Throws StoreError.
 */
export async function openStore(
  store: StoreSettings,
  folder: string,
  options: StoreOptions = {},
): Promise<ResultsStore> {
  switch (store.kind) {
    case 'sqlite': {
      const { openSqliteStore } = await import('./sqlite/sqlite.ts')
      return openSqliteStore(path.resolve(folder, store.settings), options)
    }
    case 'azureTables': {
      refuseBadProxies()
      const { openAzureTables } = await import('./azure-tables/open-azure-tables.ts')
      return await openAzureTables(store.settings, options)
    }
    case 'firestore': {
      refuseBadProxies()
      const { openFirestore } = await import('./firestore/open-firestore.ts')
      return await openFirestore(store.settings, options)
    }
    default:
      return store satisfies never
  }
}

/** The file that a store lies in, with its folder; null: it is a service, which says itself whether it is there. */
export function storeFile(store: StoreSettings, folder: string): string | null {
  switch (store.kind) {
    case 'sqlite':
      return path.resolve(folder, store.settings)
    case 'azureTables':
    case 'firestore':
      return null
    default:
      return store satisfies never
  }
}

function refuseBadProxies(): void {
  const complaint = spellProxies()
  if (complaint === null) return
  throw new StoreError(`Cannot open the store: ${complaint}`, { problem: 'unreachable' })
}
