import { evidenceAt } from '../report/whole.ts'
import type { RoutePorts } from './ports.ts'
import type { TargetAt, TargetData } from './status-data.ts'

/** A day at one sweep every five minutes, of two vantages. */
const HISTORY = 576
const TRANSITIONS = 50

/** Everything about one target; `at` is empty when no vantage checks it. Throws StoreError. */
export async function targetData(
  id: string,
  { reader, store, clock }: RoutePorts,
): Promise<TargetData> {
  const { vantages, incidents, now } = await reader.status(clock.date())
  const checking = vantages.flatMap(({ name, latest }) => {
    const checks = latest?.results.some(({ target }) => target.id === id)
    return latest !== null && checks === true ? [{ name, latest }] : []
  })
  const at = await Promise.all(
    checking.map(
      async ({ name, latest }): Promise<TargetAt> => ({
        vantage: name,
        startedAt: latest.startedAt,
        report: latest.id,
        evidence: await evidenceAt(store, latest.id, id),
      }),
    ),
  )
  return {
    now,
    target: id,
    at,
    history: { target: id, entries: await store.history(id, { limit: HISTORY }) },
    transitions: await store.transitions(id, { limit: TRANSITIONS }),
    incidents: incidents.filter(({ targets }) => targets.includes(id)),
  }
}
