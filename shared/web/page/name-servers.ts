import { differingNames, type NameMatrix } from '../../view/matrix.ts'
import { plural } from '../../view/text.ts'
import type { Reporting } from '../side-by-side.ts'
import { type Html, html, type Value } from './html.ts'

/** What a person reads at once; the rest is counted, and whole in `check --format matrix`. */
const ROWS = 50
const SERVERS = 8

/**
 * Names by DNS servers, of each vantage, where the answers are not alike: the application and every server that was
 * asked beside one another. From the evidence of the last sweep, which is whole for what failed or changed.
 */
export function nameServersSection(vantages: readonly Reporting[]): Value {
  const tables = vantages.flatMap(({ name, latest }) => {
    const differing = differingNames(latest)
    return differing.rows.length === 0 ? [] : [table(name, differing)]
  })
  if (tables.length === 0) return null
  return html`<section aria-labelledby="servers"><h2 id="servers">Names that DNS servers answer differently</h2>
${tables}</section>
`
}

function table(vantage: string, { servers, rows }: NameMatrix): Html {
  const shown = servers.slice(0, SERVERS)
  const hidden = rows.length - ROWS
  return html`<h3>${vantage}</h3>
<div class="scroll" role="region" aria-label="Names by DNS servers" tabindex="0"><table>
<thead><tr><th scope="col">Name</th>${shown.map((server) => html`<th scope="col">${server}</th>`)}</tr></thead>
<tbody>${rows.slice(0, ROWS).map(
    ({
      name,
      cells,
    }) => html`<tr><th scope="row" class="text">${name}</th>${cells.slice(0, SERVERS).map((cell) => html`<td>${cell === '' ? '–' : cell}</td>`)}</tr>
`,
  )}</tbody>
</table></div>
${hidden > 0 ? html`<p>and ${plural(hidden, 'more name')}</p>` : null}`
}
