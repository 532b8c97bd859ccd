import { existsSync } from 'node:fs'
import path from 'node:path'
import type { LastMeasured } from '../shared/error-text/last-report.ts'
import { StoreError } from '../shared/ports/store-error.ts'
import { DEFAULT_STORE } from '../stores/open-store.ts'
import type { Io } from './io.ts'
import { reportFromFile } from './report-file.ts'
import { openExistingStore, type Where } from './store.ts'

const INCIDENTS = 100

/** Where the last report is looked for. */
export interface Measured extends Where {
  readonly report?: string
}

/**
 * The last report and the open incidents: of the file or store that was named, or of the default store where there is
 * one. Null where nothing was measured yet. Throws CallError, StoreError for what was named and cannot be read.
 */
export async function lastMeasured(flags: Measured, io: Io): Promise<LastMeasured | null> {
  if (flags.report !== undefined) return { report: reportFromFile(flags.report, io), incidents: [] }
  const isNamed = flags.config !== undefined || flags.store !== undefined
  if (isNamed) return await fromStore(flags, io)
  if (!existsSync(path.resolve(io.cwd, DEFAULT_STORE.settings))) return null
  try {
    return await fromStore({ store: DEFAULT_STORE.settings }, io)
  } catch (error) {
    // Nobody asked for it: a store that cannot be read keeps no text from being explained.
    if (error instanceof StoreError) return null
    throw error
  }
}

async function fromStore(where: Where, io: Io): Promise<LastMeasured | null> {
  const store = await openExistingStore(where, io)
  try {
    const report = await store.latest()
    if (report === null) return null
    return {
      report,
      incidents: await store.incidents({
        vantage: report.vantage.name,
        state: 'open',
        limit: INCIDENTS,
      }),
    }
  } finally {
    await store.close()
  }
}
