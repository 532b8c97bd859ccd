import { isRow, type Row } from '../row.ts'
import type { Asked, Trouble } from './trouble.ts'

/** Rows of a list; with trouble it is not whole. */
export interface Listed {
  readonly rows: readonly Row[]
  readonly trouble: Trouble | null
}

/** One page of a list, and where the next is; null: it was the last. */
export interface Page {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** A list that never ends is no list: the largest have some tens of pages. */
const MOST_PAGES = 500
const ENDLESS: Trouble = { kind: 'failed', says: `has more than ${MOST_PAGES} pages` }
const CIRCLE: Trouble = { kind: 'failed', says: 'names a page again that was read' }

/** A list with all its pages, the first of which `next` null asks for. `read` cuts a page out of an answer. */
export async function allPages(
  ask: (next: string | null) => Promise<Asked>,
  read: (json: Row) => Page | Trouble,
): Promise<Listed> {
  const rows: Row[] = []
  const seen = new Set<string>()
  for (let next: string | null = null; seen.size < MOST_PAGES; ) {
    const { json, trouble } = await ask(next)
    if (trouble !== null) return { rows, trouble }
    const page = read(json)
    if ('kind' in page) return { rows, trouble: page }
    for (const row of page.rows) rows.push(row)
    if (page.next === null) return { rows, trouble: null }
    if (seen.has(page.next)) return { rows, trouble: CIRCLE }
    seen.add(page.next)
    next = page.next
  }
  return { rows, trouble: ENDLESS }
}

/** The objects of a list; trouble where it is none. A cloud may leave an empty list out. */
export function rowsIn(json: Row, key: string): readonly Row[] | Trouble {
  const list = json[key] ?? []
  if (Array.isArray(list) && list.every(isRow)) return list
  return { kind: 'failed', says: `was answered without a list of objects in "${key}"` }
}

/** The text under a key; null where there is none, or it is empty. */
export function textIn(json: Row, key: string): string | null {
  const value = json[key]
  return typeof value === 'string' && value !== '' ? value : null
}
