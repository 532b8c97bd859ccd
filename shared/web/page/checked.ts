import type { Report, TargetResult } from '../../model/report.ts'
import { STATUS, targetLink } from '../../view/links.ts'
import { plural } from '../../view/text.ts'
import { findingCards } from './finding-cards.ts'
import { type Html, html } from './html.ts'
import { mark, worst } from './mark.ts'
import { countsText } from './matrix.ts'
import { shell } from './shell.ts'
import { timeText } from './time.ts'

/** Targets shown with their findings; a check on demand has few. */
const SHOWN = 50

/** What a check on demand found. Its report is stored, and moves no alerts: the next scheduled sweep does. */
export function checkedPage(report: Report): string {
  const { results, summary, vantage, startedAt, id } = report
  const title = `${plural(results.length, 'target')} checked: ${countsText(summary)}`
  const hidden = results.length - SHOWN
  return shell({
    title: `${title} · Perimeter`,
    verdict: worst(results.map(({ verdict }) => verdict)),
    main: html`<h1>${title}</h1>
<p class="asof">From ${vantage.name}, ${timeText(startedAt)}; report <code>${id}</code>. The status and the alerts follow with the next scheduled sweep.</p>
${results.slice(0, SHOWN).map((result) => checked(result, vantage.name))}
${hidden > 0 ? html`<p>and ${plural(hidden, 'target')} more, in the report</p>` : null}
<p><a href="${STATUS}">Status</a></p>`,
    ...{ current: null, refresh: 0, now: report.finishedAt },
  })
}

function checked(result: TargetResult, vantage: string): Html {
  const { target, verdict, timings, addresses } = result
  const took = timings.total === null ? null : `, ${timings.total.toFixed(0)} ms`
  return html`<h2>${mark(verdict)} <a href="${targetLink(target.id, vantage)}">${target.name}</a> <small>${addresses.join(', ')}${took}</small></h2>
${verdict === 'pass' ? html`<p>As expected.</p>` : findingCards(result)}
`
}
