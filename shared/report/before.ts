import type { Before, Leaves } from '../judge/before.ts'
import type { Report } from '../model/report.ts'
import type { Target } from '../model/target.ts'

/** Whether what is said of a target rests on the last report: a list of names that it publishes, a pinned latency. */
export function isCompared({ discovers, expect }: Target): boolean {
  return discovers !== undefined || expect.pinned?.latency !== undefined
}

/** What the next sweep is compared with: the last report, and the certificates that the targets showed of late. */
export function beforeIn(
  previous: Pick<Report, 'results'> | null,
  shown: ReadonlyMap<string, Leaves>,
): Before {
  const timings = new Map(previous?.results.map(({ target: { id }, timings }) => [id, timings]))
  return new Map(
    [...new Set([...timings.keys(), ...shown.keys()])].map((id) => [
      id,
      { timings: timings.get(id) ?? null, leaves: shown.get(id) ?? new Map() },
    ]),
  )
}
