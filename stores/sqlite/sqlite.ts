import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { OnDamage } from '../damage.ts'
import { alerts } from './alerts.ts'
import { Database } from './database.ts'
import { outbox } from './outbox.ts'
import { reports } from './reports.ts'
import { migrate } from './schema.ts'
import { sqliteError } from './sqlite-error.ts'
import { upkeep } from './upkeep.ts'

/** How long a write waits for another process, in ms. One append takes some tens. */
const BUSY_TIMEOUT = 5_000

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
  const absolute = path.resolve(file)
  let handle: DatabaseSync | null = null
  try {
    makePrivate(absolute)
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
      ...upkeep(db),
      close: async () => db.close(),
    }
  } catch (error) {
    handle?.close()
    throw sqliteError(error, 'open the store', absolute)
  }
}

/**
 * A new file is for its owner only: reports tell where a network is open. SQLite gives the files of its log the same
 * rights (https://www.sqlite.org/wal.html). One that exists keeps what its owner has set.
 */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch {
    // It exists; or it cannot be made, which SQLite is about to say in its own words.
  }
}
