import type { RoutePorts } from './ports.ts'
import type { StatusData } from './status-data.ts'

/** The status from the last sweep of this process, for when the store does not answer; null before the first one. */
export async function rememberedStatus({
  agent,
  clock,
}: Pick<RoutePorts, 'agent' | 'clock'>): Promise<StatusData | null> {
  const { vantage: name, last } = await agent.status()
  if (last === null) return null
  const { report: latest, startedAt: lastSweepAt } = last
  const now = clock.date()
  const ageMs = now.getTime() - Date.parse(lastSweepAt)
  return {
    now: now.toISOString(),
    vantages: [{ name, latest, lastSweepAt, ageMs, silent: false }],
    incidents: [],
    outboxDepth: { due: 0, dead: 0 },
    remembered: true,
  }
}
