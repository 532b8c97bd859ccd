import type { Before } from '../judge/before.ts'
import type { Report } from '../model/report.ts'
import type { Target } from '../model/target.ts'

/** Whether what is said of a target rests on the last report: a list of names that it publishes, a pinned latency. */
export function isCompared({ discovers, expect }: Target): boolean {
  return discovers !== undefined || expect.pinned?.latency !== undefined
}

/** What a report says of its targets: what the next sweep is compared with. */
export function beforeIn({ results }: Pick<Report, 'results'>): Before {
  return new Map(results.map(({ target: { id }, timings }) => [id, { timings }]))
}
