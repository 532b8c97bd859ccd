import type { RoutePorts } from './ports.ts'
import type { StatusData, VantageStatus } from './status-data.ts'

/**
 * The status for when the store does not answer: the last one that was read, and of this vantage the last sweep of this
 * process, where that is newer. Ages are those of now. Of all vantages, or of one, as it was asked for.
 */
export async function rememberedStatus(
  { agent, clock, reader }: Pick<RoutePorts, 'agent' | 'clock' | 'reader'>,
  only: string | undefined,
): Promise<StatusData> {
  const isAskedFor = (vantage: string) => only === undefined || vantage === only
  const date = clock.date()
  const { vantage: name, last } = await agent.status()
  const read = reader.last() ?? { vantages: [], incidents: [], outboxDepth: { due: 0, dead: 0 } }
  const before = read.vantages.find((vantage) => vantage.name === name)
  const isNewer = last !== null && last.startedAt > (before?.lastSweepAt ?? '')
  const others = isNewer ? read.vantages.filter((vantage) => vantage !== before) : read.vantages
  const own = isNewer
    ? [{ name, latest: last.report, lastSweepAt: last.startedAt, ageMs: 0, silent: false }]
    : []
  return {
    ...read,
    now: date.toISOString(),
    incidents: read.incidents.filter(({ vantage }) => isAskedFor(vantage)),
    vantages: [...others, ...own]
      .filter((vantage) => isAskedFor(vantage.name))
      .map((vantage) => ({ ...vantage, ageMs: ageAt(date, vantage) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remembered: true,
  }
}

function ageAt(date: Date, { lastSweepAt }: VantageStatus): number | null {
  return lastSweepAt === null ? null : date.getTime() - Date.parse(lastSweepAt)
}
