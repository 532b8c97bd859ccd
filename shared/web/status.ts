import { dueTime } from '../config/next-time.ts'
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

type Scheduled = Pick<Config, 'schedule' | 'limits'>

/**
 * Remembers the newest report of each vantage by its id: a report does not change, so that the status of many vantages
 * costs one look at the list of them.
 */
export function statusReader(store: ResultsStore, config: Scheduled): StatusReader {
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
      const vantages = await Promise.all(
        entries.map(async (entry) => statusOf(entry, await latest(entry), config, now)),
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
  config: Scheduled,
  now: Date,
): VantageStatus {
  const lastSweepAt = scheduled?.startedAt ?? null
  const ageMs = lastSweepAt === null ? null : now.getTime() - Date.parse(lastSweepAt)
  const silent = lastSweepAt !== null && isSilent(lastSweepAt, config, now)
  return { name, latest, lastSweepAt, ageMs, silent }
}

/**
 * Whether two sweeps were due since the last one, and the longest that a sweep takes has passed: one missed sweep is not
 * silence yet, and neither is a night that the schedule leaves out. Other vantages of the store are held to the schedule
 * of this one.
 */
function isSilent(lastSweepAt: string, { schedule, limits }: Scheduled, now: Date): boolean {
  const second = dueTime(schedule, new Date(lastSweepAt), 2)
  return second !== null && now.getTime() - second.getTime() > limits.sweep
}
