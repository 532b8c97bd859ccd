import { nextTime } from '../config/next-time.ts'
import type { Config } from '../config/schema.ts'
import type { Report } from '../model/report.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { VantageEntry } from '../ports/store-entries.ts'
import { StoreError } from '../ports/store-error.ts'
import { wholeReport } from '../report/whole.ts'
import type { StatusData, VantageStatus } from './status-data.ts'

/** More open incidents than this nobody reads at once. */
const INCIDENTS = 500

/** Reads the status from a store. */
export interface StatusReader {
  /** Of all vantages, or of one. Throws StoreError. */
  status(now: Date, vantage?: string): Promise<StatusData>
  /** The last status of all vantages that was read; null: none was. */
  last(): StatusData | null
  /** The report of a vantage with the evidence of every target. Throws StoreError. */
  whole(report: Report): Promise<Report>
}

/**
 * Remembers the newest report of each vantage by its id: a report does not change, so that the status of many vantages
 * costs one look at the list of them.
 */
export function statusReader(
  store: ResultsStore,
  config: Pick<Config, 'schedule' | 'limits'>,
): StatusReader {
  const newest = new Map<string, Report>()
  const wholes = new Map<string, Report>()
  let last: StatusData | null = null

  async function latest(entry: VantageEntry): Promise<Report | null> {
    const { id } = entry.scheduled ?? entry.newest
    const known = newest.get(entry.name)
    if (known?.id === id) return known
    const report = await readable(store, id)
    if (report !== null) newest.set(entry.name, report)
    return report
  }

  return {
    async status(now, vantage) {
      const entries = (await store.vantages()).filter(
        ({ name }) => vantage === undefined || name === vantage,
      )
      const silentAfter = silence(config, now)
      const vantages = await Promise.all(
        entries.map(async (entry) => statusOf(entry, await latest(entry), now, silentAfter)),
      )
      const one = vantage === undefined ? {} : { vantage }
      const incidents = await store.incidents({ ...one, state: 'open', limit: INCIDENTS })
      const outboxDepth = await store.outboxDepth(vantage)
      const status = { now: now.toISOString(), vantages, incidents, outboxDepth }
      if (vantage === undefined) last = status
      return status
    },

    last: () => last,

    async whole(report) {
      const known = wholes.get(report.vantage.name)
      if (known?.id === report.id) return known
      const made = await wholeReport(store, report)
      wholes.set(report.vantage.name, made)
      return made
    },
  }
}

/** Null where it is gone or damaged: the others are shown without it. */
async function readable(store: ResultsStore, id: string): Promise<Report | null> {
  try {
    return await store.get(id)
  } catch (error) {
    if (error instanceof StoreError && error.problem === 'damaged') return null
    throw error
  }
}

function statusOf(
  { name, scheduled }: VantageEntry,
  latest: Report | null,
  now: Date,
  silentAfter: number,
): VantageStatus {
  const lastSweepAt = scheduled?.startedAt ?? null
  const ageMs = lastSweepAt === null ? null : now.getTime() - Date.parse(lastSweepAt)
  return { name, latest, lastSweepAt, ageMs, silent: ageMs !== null && ageMs > silentAfter }
}

/**
 * How old the last sweep may be, in ms: two distances of the schedule and the longest that a sweep takes, so that one
 * missed sweep is not silence yet. Other vantages of the store are held to the schedule of this one.
 */
function silence({ schedule, limits }: Pick<Config, 'schedule' | 'limits'>, now: Date): number {
  const next = nextTime(schedule, now)
  const after = next && nextTime(schedule, next)
  if (next === null || after === null) return Number.POSITIVE_INFINITY
  return 2 * (after.getTime() - next.getTime()) + limits.sweep
}
