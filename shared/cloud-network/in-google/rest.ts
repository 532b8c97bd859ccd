import type { TargetAuth } from '../../model/target.ts'
import type { Caller } from '../pull/caller.ts'
import { allPages, type Listed, type Page, rowsIn, textIn } from '../pull/pages.ts'
import type { Trouble } from '../pull/trouble.ts'
import { isRow, type Row } from '../row.ts'

interface Asking {
  readonly caller: Caller
  readonly auth: TargetAuth
}

/** How an API lists: the key of its rows, and the most on a page. */
interface Listing {
  readonly key: string
  readonly most: number
}

/** https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks/list */
export const COMPUTE: Listing = { key: 'items', most: 500 }

/** A list with all its pages, which `pageToken` leads to. */
export async function listedRows(asking: Asking, url: string, listing: Listing): Promise<Listed> {
  const first = `${url}?maxResults=${listing.most}`
  return await paged(asking, first, (json) => rowsIn(json, listing.key))
}

/**
 * A list over all regions, of what a filter lets through: objects by scope, each with its rows or a warning that it has none. One that says that a
 * region could not be reached is not whole.
 * https://docs.cloud.google.com/compute/docs/reference/rest/v1/subnetworks/aggregatedList
 */
export async function aggregatedRows(
  asking: Asking,
  url: string,
  key: string,
  filter: string,
): Promise<Listed> {
  const some = filter === '' ? '' : `&filter=${encodeURIComponent(filter)}`
  const first = `${url}?maxResults=${COMPUTE.most}${some}`
  return await paged(asking, first, (json) => rowsByScope(json, key))
}

function rowsByScope(json: Row, key: string): readonly Row[] | Trouble {
  const items = json['items'] ?? {}
  if (!isRow(items)) return { kind: 'failed', says: 'was answered without objects by region' }
  const found: Row[] = []
  for (const [scope, within] of Object.entries(items)) {
    if (!isRow(within)) return { kind: 'failed', says: 'was answered without objects by region' }
    if (unreachable(within)) {
      return { kind: 'failed', says: `is not whole: ${scope.slice(0, 60)} was not reached` }
    }
    const rows = rowsIn(within, key)
    if ('kind' in rows) return rows
    found.push(...rows)
  }
  return found
}

function unreachable({ warning }: Row): boolean {
  return isRow(warning) && warning['code'] === 'UNREACHABLE'
}

async function paged(
  { caller, auth }: Asking,
  first: string,
  read: (json: Row) => readonly Row[] | Trouble,
): Promise<Listed> {
  return await allPages(
    async (next) => {
      const page = next === null ? first : `${first}&pageToken=${encodeURIComponent(next)}`
      return await caller.ask({ auth, url: page })
    },
    (json): Page | Trouble => {
      const rows = read(json)
      return 'kind' in rows ? rows : { rows, next: textIn(json, 'nextPageToken') }
    },
  )
}
