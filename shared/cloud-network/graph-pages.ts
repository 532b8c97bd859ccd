import { NetworkFileError } from './problem.ts'
import type { Row } from './row.ts'

/** One answer of Resource Graph in a file: how many rows it has, of how many, and whether it is the last. */
export interface GraphPage {
  readonly rows: number
  readonly total: number | null
  readonly isLast: boolean
}

/** The page that an answer of Resource Graph is; `az graph query` spells its keys otherwise than the API. */
export function graphPage(answer: Row, rows: number): GraphPage {
  const total = answer['total_records'] ?? answer['totalRecords']
  const token = answer['skip_token'] ?? answer['$skipToken']
  return { rows, total: typeof total === 'number' ? total : null, isLast: !token }
}

/**
 * Refuses answers of which pages are missing: what is not there would count as not existing. `az graph query` prints
 * 100 rows unless it is told otherwise: https://learn.microsoft.com/cli/azure/graph#az-graph-query
 * @throws NetworkFileError
 */
export function refuseMissingPages(pages: readonly GraphPage[], file: string): void {
  for (const [total, of] of Map.groupBy(pages, (page) => page.total)) {
    const rows = of.reduce((sum, page) => sum + page.rows, 0)
    const isWhole = total === null ? of.some(({ isLast }) => isLast) : rows >= total
    if (isWhole || of.every(({ isLast }) => isLast)) continue
    throw new NetworkFileError(
      `${file}: holds ${rows} of ${total ?? 'more'} rows of a Resource Graph query: ask for up to 1000 with --first 1000, for the next with --skip-token, and put all answers into the file`,
    )
  }
}
