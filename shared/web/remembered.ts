import type { RoutePorts } from './ports.ts'
import type { StatusData } from './status-data.ts'

/**
 * The status for when the store does not answer: the last one that was read, else what the last sweep of this process
 * says, else nothing of any vantage.
 */
export async function rememberedStatus({
  agent,
  clock,
  reader,
}: Pick<RoutePorts, 'agent' | 'clock' | 'reader'>): Promise<StatusData> {
  const date = clock.date()
  const now = date.toISOString()
  const { vantage: name, last } = await agent.status()
  const read = reader.last()
  if (read !== null) return { ...read, now, remembered: true }
  const own =
    last === null
      ? []
      : [
          {
            ...{ name, latest: last.report, lastSweepAt: last.startedAt },
            ageMs: date.getTime() - Date.parse(last.startedAt),
            silent: false,
          },
        ]
  const outboxDepth = { due: 0, dead: 0 }
  return { now, vantages: own, incidents: [], outboxDepth, remembered: true }
}
