import type { Incident } from '../../model/incident.ts'
import { incidentLink, outsideLink, targetLink } from '../../view/links.ts'
import { capabilityCount, plural } from '../../view/text.ts'
import type { Cause } from './causes.ts'
import { changeSentences } from './changes.ts'
import { type Html, html, type Value } from './html.ts'
import { mark } from './mark.ts'
import { placesText } from './overview.ts'
import { ageText, timeText } from './time.ts'

/** Causes shown as cards; the rest is counted. */
const CARDS = 25
/** Targets named on a card at once, and in its fold. */
const NAMED = 6
const FOLDED = 100
/** Incidents of one cause named: it has one at each vantage. */
const INCIDENTS = 2
/** Differences named; the incident's own page has them side by side. */
const CHANGES = 2

export interface CauseContext {
  readonly incidents: readonly Incident[]
  readonly now: string
}

/** Each cause once, with what to change and the targets under it. */
export function causeCards(causes: readonly Cause[], context: CauseContext): Value {
  const hidden = causes.slice(CARDS)
  return [
    ...causes.slice(0, CARDS).map((cause, index) => card(cause, index, context)),
    hidden.length === 0
      ? null
      : html`<p>And ${plural(hidden.length, 'cause')} more: ${[...new Set(hidden.map((c) => c.finding?.code ?? 'unexplained'))].join(', ')}. Each target's own page has its cause.</p>`,
  ]
}

function card(cause: Cause, index: number, context: CauseContext): Html {
  const { finding } = cause
  const head = html`<p class="where">${plural(cause.targets.size, 'target')}${capabilitiesText(cause)} at ${placesText(cause.at)}</p>`
  if (finding === null)
    return html`<article class="card ${cause.verdict}"><h3>${mark(cause.verdict)} No finding explains these</h3>${head}${targetsOf(cause, index)}</article>`
  return html`<article class="card ${cause.verdict}">
<h3>${mark(cause.verdict)} ${finding.summary}</h3>
${head}
<dl class="why"><dt>Cause</dt><dd>${finding.cause}</dd><dt>Fix</dt><dd>${finding.fix}</dd>
${sinceOf(cause, context)}</dl>
${targetsOf(cause, index)}
<p class="code"><code>${finding.code}</code> of <code>${finding.subject}</code>${docs(finding.docs)}</p>
</article>
`
}

/** A link to the vendor's page, if it is one. */
export function docs(text: string): Value {
  const href = outsideLink(text)
  return href === null
    ? null
    : html` · <a href="${href}" rel="noreferrer noopener external">Documentation (${new URL(href).host})</a>`
}

function capabilitiesText({ capabilities }: Cause): Value {
  return capabilities.size === 0 ? null : `, ${capabilityCount(capabilities.size)}`
}

function incidentsOf({ finding, at }: Cause, { incidents }: CauseContext): readonly Incident[] {
  return incidents.filter(
    (i) =>
      i.code === finding?.code &&
      i.subject === finding.subject &&
      at.some((place) => place.vantage === i.vantage),
  )
}

/** Since when, by the first of its incidents, and what changed when it came. */
function sinceOf(cause: Cause, context: CauseContext): Value {
  const found = incidentsOf(cause, context)
  const [first] = found.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  if (first === undefined) {
    return html`<dt>Since</dt><dd>no incident is open for it: it was not seen often enough, or opens none</dd>`
  }
  const changed = found.find((i) => i.changed !== null)
  const hidden = found.length - INCIDENTS
  return html`<dt>Since</dt><dd>${timeText(first.openedAt)}${found.slice(0, INCIDENTS).map((i) => html` · <a href="${incidentLink(i.id)}">incident open for ${ageText(i.openedAt, context.now)}</a>${i.acknowledgedAt === null ? null : ', acknowledged'}`)}${hidden > 0 ? ` and ${hidden} more` : null}</dd>
${changed === undefined ? null : html`<dt>Change</dt><dd>${changeSentences(changed, CHANGES)}</dd>`}`
}

function targetsOf(cause: Cause, index: number): Html {
  const all = [...cause.targets.values()]
  const rest = all.slice(NAMED, NAMED + FOLDED)
  const hidden = all.length - NAMED - rest.length
  const key = `more-${cause.verdict}-${index}`
  return html`<ul class="names">${all.slice(0, NAMED).map(({ result }) => name(result.target))}</ul>${
    rest.length === 0
      ? null
      : html`<details id="${key}"><summary>${plural(all.length - NAMED, 'more target')}</summary><ul class="names">${rest.map(({ result }) => name(result.target))}</ul>${hidden > 0 ? html`<p>and ${hidden} more</p>` : null}</details>`
  }`
}

function name(target: { readonly id: string; readonly name: string }): Html {
  return html`<li><a href="${targetLink(target.id)}">${target.name}</a></li>`
}
