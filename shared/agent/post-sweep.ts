import type { Report } from '../model/report.ts'
import { deliver } from '../notify/deliver.ts'
import { catchUp } from './alerting.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'

const DAY = 24 * 60 * 60 * 1000

/** What follows a sweep; each part on its own, so that one that fails waits for the next run and holds up no other. */
export async function followSweep(
  deps: AgentDeps,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { store, log, retentionMs } = deps
  const vantage = report.vantage.name
  const seen = await attempt(log, () => catchUp({ ...deps, vantage }))
  await attempt(log, () => deliver({ ...deps, vantage, signal }))
  const sameDay = seen != null && dayOf(seen.startedAt) === dayOf(report.startedAt)
  if (retentionMs === null || sameDay) return
  const before = new Date(Date.parse(report.startedAt) - retentionMs)
  await attempt(log, () => store.prune(before))
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY)
}
