import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'

/** What the store has of an estate. */
export interface Kept {
  readonly latest: Report
  /** Open and closed, the first opened first. */
  readonly incidents: readonly Incident[]
}

const MANY = 200

/** Reads what the sweeps have left. Throws when there is no report. */
export async function readKept(database: string): Promise<Kept> {
  const store = openSqliteStore(database)
  try {
    const latest = await store.latest()
    if (latest === null) throw new Error(`${database} has no report`)
    const incidents = await store.incidents({ limit: MANY })
    return { latest, incidents: [...incidents].reverse() }
  } finally {
    await store.close()
  }
}
