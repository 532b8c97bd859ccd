import type { Lists } from '../judge/lists.ts'
import type { Report } from '../model/report.ts'

/** The lists of names that a report's targets published: what the next sweep is compared with. */
export function listsIn(report: Pick<Report, 'results'>): Lists {
  const lists: Record<string, string[]> = {}
  for (const { target } of report.results) {
    if (target.discoveredBy === null) continue
    // A discovered target is named for its host.
    lists[target.discoveredBy] = [...(lists[target.discoveredBy] ?? []), target.name]
  }
  return lists
}
