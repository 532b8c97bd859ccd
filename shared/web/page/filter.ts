import { STATUS } from '../../view/links.ts'
import { type Html, html } from './html.ts'
import type { TargetRow } from './overview.ts'

/** Which targets the table shows. */
export interface TargetFilter {
  /** Words that a target must have in its name, id, URL or root finding; empty for all. */
  readonly text: string
  /** Leaves out what does not fail. */
  readonly failing: boolean
}

export const NO_FILTER: TargetFilter = { text: '', failing: false }

/** The rows that a filter lets through. */
export function filtered(
  rows: readonly TargetRow[],
  { text, failing }: TargetFilter,
): readonly TargetRow[] {
  const words = text.toLowerCase().split(/\s+/)
  return rows.filter(
    (row) =>
      (!failing || row.worst === 'fail') && words.every((word) => textOf(row).includes(word)),
  )
}

function textOf({ id, name, url, cells }: TargetRow): string {
  const codes = cells.map((cell) => cell?.findings[0]?.code ?? '')
  return [id, name, url, ...codes].join(' ').toLowerCase()
}

/** A form that works without JavaScript; with it, the table follows the typing. */
export function filterForm({ text, failing }: TargetFilter, vantage: string | null): Html {
  return html`<form class="filter" method="get" action="${STATUS}#targets" role="search" data-live>
${vantage === null ? null : html`<input type="hidden" name="vantage" value="${vantage}">`}
<label for="q">Filter</label><input type="search" id="q" name="q" value="${text}" maxlength="200" placeholder="name, URL or code">
<label><input type="checkbox" id="only" name="only" value="failing"${failing ? html` checked` : null}> only failing</label>
<button>Apply</button></form>
`
}
