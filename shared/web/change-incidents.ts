import type { Incident } from '../model/incident.ts'
import type { ResultsStore } from '../ports/results-store.ts'

/** Sweeps, and other people, that may come first before somebody is told to try again. */
const ATTEMPTS = 5
/** More vantages than this no cause has. */
const OPEN = 500

export type Change = (incident: Incident) => Incident

/**
 * Changes one incident or, `everywhere`, all open ones of its cause at whatever vantage; gives them as they are then,
 * the one that was named first. Null: there is none of that id. 'conflict': a sweep came first again and again, and
 * not all are changed. Throws StoreError.
 */
export async function changeIncidents(
  store: ResultsStore,
  id: string,
  everywhere: boolean,
  change: Change,
): Promise<readonly Incident[] | 'conflict' | null> {
  const named = await store.incident(id)
  if (named === null) return null
  const { code, subject } = named.incident
  const open = everywhere ? await store.incidents({ state: 'open', limit: OPEN }) : []
  const same = open.filter((i) => i.code === code && i.subject === subject && i.id !== id)
  const changed: Incident[] = []
  for (const one of [id, ...same.map((i) => i.id)]) {
    const now = await changeOne(store, one, change)
    if (now === 'conflict') return now
    if (now !== null) changed.push(now)
  }
  return changed
}

async function changeOne(store: ResultsStore, id: string, change: Change) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await store.incident(id)
    if (found === null) return null
    const now = change(found.incident)
    if (now === found.incident) return now
    if ((await store.updateIncident(now, found.version)) === 'committed') return now
  }
  return 'conflict' as const
}
