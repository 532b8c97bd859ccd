import type { Report } from '../../../shared/model/report.ts'
import type { SweepRef } from '../../../shared/ports/store-entries.ts'
import { passing, sample } from '../../shared/report/sample.ts'

/** The id of the target that `passing()` has. */
export const TARGET = 'management.azure.com'

/** A report of a sweep that began so many minutes after midnight. */
export function at(
  minute: number,
  vantage = 'prod',
  cases: Parameters<typeof sample>[0] = [passing()],
): Report {
  const startedAt = new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString()
  return sample(cases, {
    id: `${startedAt.replaceAll(/[-:.]/g, '')}-${vantage}-00000000`,
    vantage,
    startedAt,
  })
}

/** JSON with the keys of every object in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

export function ref({ id, startedAt }: Report): SweepRef {
  return { id, startedAt }
}
