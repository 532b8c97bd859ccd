import type { Report } from '../../../shared/model/report.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'

/** One place that holds reports, which handles are opened on. */
export interface StoreFixture {
  /** A new handle on the same place; the fixture closes it. */
  readonly open: () => Promise<ResultsStore>
  /** Has so many other processes append a report at the same time; gives what `append` said to each. */
  readonly appendFromProcesses: (report: Report, processes: number) => Promise<readonly string[]>
}
