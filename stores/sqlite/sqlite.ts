import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { OnDamage } from '../damage.ts'
import { alerts } from './alerts.ts'
import { Database } from './database.ts'
import { makePrivate } from './make-private.ts'
import { outbox } from './outbox.ts'
import { reports } from './reports.ts'
import { migrate } from './schema.ts'
import { shards } from './shards.ts'
import { sqliteError } from './sqlite-error.ts'
import { upkeep } from './upkeep.ts'

/** How long a write waits for another process, in ms. One append takes some tens. */
const BUSY_TIMEOUT = 5_000

/** In place of a file: a store that is gone when it is closed (https://www.sqlite.org/inmemorydb.html). */
export const IN_MEMORY = ':memory:'

/**
 * Opens the results store in one SQLite file and makes it where there is none. Several handles and processes may
 * use one file, on a local disk (WAL does not work over a network). Throws StoreError when the file cannot
 * be used, and so does every method; what alerts are derived from, and what they are, is read without damaged rows, of
 * which `onDamage` is told.
 */
export function openSqliteStore(
  file: string,
  { onDamage = () => {} }: { readonly onDamage?: OnDamage | undefined } = {},
): ResultsStore {
  const absolute = file === IN_MEMORY ? file : path.resolve(file)
  let handle: DatabaseSync | null = null
  try {
    if (file !== IN_MEMORY) makePrivate(absolute, onDamage)
    handle = new DatabaseSync(absolute, {
      timeout: BUSY_TIMEOUT,
      enableForeignKeyConstraints: true,
    })
    // First of all: a file that is not ours is refused before anything is written into it.
    migrate(handle, absolute)
    handle.exec('pragma journal_mode = wal; pragma synchronous = normal')
    const db = new Database(handle, absolute, onDamage)
    return {
      ...reports(db),
      ...alerts(db),
      ...outbox(db),
      ...shards(db),
      ...upkeep(db),
      close: async () => db.close(),
    }
  } catch (error) {
    handle?.close()
    throw sqliteError(error, 'open the store', absolute)
  }
}
