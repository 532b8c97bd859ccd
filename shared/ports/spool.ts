import type { Report } from '../model/report.ts'

/** A folder besides the store for reports that it could not take. Bounded: it drops the oldest and says so. */
export interface Spool {
  /** Ids of the reports that wait, the oldest sweep first. */
  list(): Promise<readonly string[]>
  /** Keeps a report. Gives the ids of those that had to go for it, its own among them if it alone is too large. */
  put(report: Report): Promise<{ readonly dropped: readonly string[] }>
  /** Null when it is gone or cannot be read. */
  get(id: string): Promise<Report | null>
  remove(id: string): Promise<void>
}
