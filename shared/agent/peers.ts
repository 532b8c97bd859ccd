import type { Peer } from '../alerts/peers.ts'
import { readState } from '../alerts/read-state.ts'
import type { AlertState } from '../alerts/state.ts'
import type { Incident } from '../model/incident.ts'
import type { ResultsStore } from '../ports/results-store.ts'

/** More open incidents of one vantage than this nobody reads. */
const OPEN_READ = 1000

/** What the other vantages of a store have now. Throws StoreError. */
export async function peersOf(vantage: string, store: ResultsStore): Promise<readonly Peer[]> {
  const others = (await store.vantages()).filter(({ name }) => name !== vantage)
  const peers = await Promise.all(
    others.map(async ({ name }) => {
      const at = await store.alertState(name)
      const state = readState(at?.state)
      if (state === null) return []
      const open = await store.incidents({ vantage: name, state: 'open', limit: OPEN_READ })
      return [{ vantage: name, state, open }]
    }),
  )
  return peers.flat()
}

/** The closed incidents whose end this vantage is still to tell. Throws StoreError. */
export async function owedIncidents(
  state: AlertState | null,
  store: ResultsStore,
): Promise<readonly Incident[]> {
  const ids = new Set((state?.owed ?? []).map(({ incident }) => incident))
  const held = await Promise.all([...ids].map((id) => store.incident(id)))
  return held.flatMap((one) => (one === null ? [] : [one.incident]))
}
