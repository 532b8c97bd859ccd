import type { Report } from '../model/report.ts'
import { plural } from './text.ts'

const DAY = 86_400_000

/** Vendors change their lists some times a year: a catalog that is older has missed some. In days. */
const OLD = 180

/** How old the catalogs of a report were when it was made. */
export interface CatalogAges {
  /** `azure-functions of 2026-11-30 (12 days old)`, with commas between several. */
  readonly says: string
  /** One of them may have missed changes of its vendor's list. */
  readonly isOld: boolean
}

/** Null for a report without catalogs. A version is the date of the last review. */
export function catalogAges({ configuration, startedAt }: Report): CatalogAges | null {
  const versions = Object.entries(configuration?.catalogs ?? {})
  if (versions.length === 0) return null
  const ages = versions.map(([name, version]) => {
    const days = Math.max(0, Math.floor((Date.parse(startedAt) - Date.parse(version)) / DAY))
    return { text: `${name} of ${version} (${plural(days, 'day')} old)`, days }
  })
  return {
    says: ages.map(({ text }) => text).join(', '),
    isOld: ages.some(({ days }) => days > OLD),
  }
}
