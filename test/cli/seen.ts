import path from 'node:path'
import { deriveAlerts } from '../../shared/alerts/derive.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { POLICY, reportAt, runOf, type Sweep } from '../shared/alerts/sweeps.ts'
import { folder } from './call.ts'

/** A folder with a store that has seen these sweeps. */
export async function seen(sweeps: readonly Sweep[]) {
  const place = await folder()
  const store = await openSqliteStore(path.join(place.path, 'perimeter.db'))
  for (const [i, sweep] of sweeps.entries()) {
    const report = reportAt(i * 5, sweep)
    await store.append(report)
    const before = runOf(sweeps.slice(0, i))
    const open = [...before.incidents.values()].filter((incident) => incident.state === 'open')
    const now = new Date(report.finishedAt)
    const derived = deriveAlerts({ report, previous: before.state, open, policy: POLICY, now })
    const { name: vantage } = report.vantage
    const at = await store.alertState(vantage)
    const through = { id: report.id, startedAt: report.startedAt }
    await store.commitAlerts({ vantage, expected: at?.version ?? null, through, ...derived })
  }
  await store.close()
  const [id = ''] = runOf(sweeps).incidents.keys()
  return { ...place, id }
}
