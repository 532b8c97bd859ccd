import type { Report } from '../../../shared/model/report.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'

/** What of a vantage can be written over. */
export type Damageable = 'incident' | 'notification' | 'transition' | 'state' | 'report'

/** No JSON at all; or JSON of another shape, as another program or version would write it. */
export const DAMAGES = ['unreadable', 'reshaped'] as const
export type Damage = (typeof DAMAGES)[number]

/** One place that holds reports, which handles are opened on. */
export interface StoreFixture {
  /** A new handle on the same place; the fixture closes it. */
  readonly open: (onDamage?: (message: string) => void) => Promise<ResultsStore>
  /** Writes over all that there is of it for the vantage `prod`. */
  readonly damage: (what: Damageable, how: Damage) => Promise<void>
  /** Has so many other processes append a report at the same time; gives what `append` said to each. */
  readonly appendFromProcesses: (report: Report, processes: number) => Promise<readonly string[]>
}
