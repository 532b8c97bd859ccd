import { parseIp } from '../../address/ip.ts'
import { beganAt, type Incident, isSilenced } from '../../model/incident.ts'
import type { NetworkObject } from '../../model/network-object.ts'
import { incidentLink, outsideLink, targetLink } from '../../view/links.ts'
import { objectLine } from '../../view/object-line.ts'
import { capabilityCount, plural } from '../../view/text.ts'
import { listText } from '../../view/words.ts'
import type { Reporting } from '../side-by-side.ts'
import { actsOf, type Own } from './acts.ts'
import { type Cause, isOld } from './causes.ts'
import { changeBrief } from './changes.ts'
import { elsewhereOf } from './elsewhere.ts'
import { type Html, html, sentence, type Value } from './html.ts'
import { mark } from './mark.ts'
import { placesText } from './overview.ts'
import { ageText, shortTime } from './time.ts'

/** Causes shown as cards; the rest is counted. */
export const CARDS = 25
/** Targets named on a card at once, and in its fold. */
const NAMED = 6
const FOLDED = 100
const NAMED_IN_TITLE = 2
/** Incidents of one cause named: it has one at each vantage. */
const INCIDENTS = 2
/** Capabilities named, the first with what people see of it; the section of capabilities has all. */
const BREAKS = 4

export interface CauseContext {
  readonly incidents: readonly Incident[]
  readonly vantages: readonly Reporting[]
  readonly own: Own | null
  readonly now: string
}

/** Each cause once: what to change, since when, what changed, what breaks, why, what differs elsewhere. */
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
  const old = isOld(cause) ? ' old' : ''
  const head = html`<p class="where">${plural(cause.targets.size, 'target')}${capabilitiesText(cause)} at ${placesText(cause.at)}</p>`
  if (finding === null)
    return html`<article class="card ${cause.verdict}${old}"><h3>${mark(cause.verdict)} No finding explains these</h3>${head}${targetsOf(cause, index)}</article>`
  return html`<article class="card ${cause.verdict}${old}">
<h3>${mark(cause.verdict)} ${titleOf(finding.summary, cause)}</h3>
${head}
<dl class="brief">${row('Fix', sentence(finding.fix))}${finding.object === undefined ? null : row('Object', objectCell(finding.object))}${sinceOf(cause, context)}${row('Breaks', breaksOf(cause))}${row('Cause', sentence(finding.cause))}${row('Differs', elsewhereOf(cause, context.vantages))}</dl>
<div class="foot">${targetsOf(cause, index)}<p class="code"><code>${finding.code}</code> of <code>${finding.subject}</code>${docs(finding.docs)}</p>${actsFor(cause, index, context)}</div>
</article>
`
}

/** Only what this program's own vantage sees can it check again. */
function actsFor(cause: Cause, index: number, { incidents, own }: CauseContext): Value {
  const here = cause.at.find(({ vantage }) => vantage === own?.vantage)
  return actsOf({
    targets: here?.members.map(({ result }) => result.target.id) ?? [],
    own,
    incidents: incidentsOf(cause, incidents),
    key: `${cause.verdict}-${index}`,
  })
}

/** People know things by their names: a sentence that begins with an address gets those of its targets before it. */
function titleOf(summary: string, { targets }: Cause): string {
  if (!startsWithAddress(summary)) return summary
  const names = [...targets.values()].map(({ result }) => result.target.name)
  return `${listText(names, NAMED_IN_TITLE)}: ${summary}`
}

function startsWithAddress(summary: string): boolean {
  const first = (summary.split(/[ ,]/, 1)[0] ?? '').replace(/:$/, '')
  const host = first.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return parseIp(first) !== null || parseIp(host) !== null
}

function row(term: string, value: Value): Value {
  return value === null
    ? null
    : html`<div><dt>${term}</dt><dd>${value}</dd></div>
`
}

function breaksOf({ capabilities }: Cause): Value {
  const all = [...capabilities.values()]
  if (all.length === 0) return null
  const hidden = all.length - BREAKS
  const [first] = all
  const others = all.slice(1, BREAKS).map(({ name }) => `, ${name}`)
  return html`<strong>${first?.name ?? null}</strong>${others}${hidden > 0 ? ` and ${hidden} more` : null}: ${first?.symptom ?? null}`
}

/** What decides in the configuration of the network, with its page in the portal or the console. */
export function objectCell(object: NetworkObject): Html {
  const href = object.link === null ? null : outsideLink(object.link)
  const page =
    href === null
      ? null
      : html` · <a href="${href}" rel="noreferrer noopener external">${new URL(href).host}</a>`
  return html`<code>${objectLine(object)}</code>${page}`
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

/** The open incidents of a cause, at the vantages that have it. */
export function incidentsOf({ finding, at }: Cause, incidents: readonly Incident[]) {
  return incidents.filter(
    (i) =>
      i.code === finding?.code &&
      i.subject === finding.subject &&
      at.some((place) => place.vantage === i.vantage),
  )
}

/** Since when, by the first of its incidents, and what changed when it came. */
function sinceOf(cause: Cause, { incidents, now }: CauseContext): Value {
  const found = incidentsOf(cause, incidents).toSorted((a, b) => (beganAt(a) < beganAt(b) ? -1 : 1))
  const [first] = found
  if (first === undefined) {
    return row('Since', 'no incident is open for it: it was not seen often enough, or opens none')
  }
  const changed = found.find((i) => i.changed !== null)?.changed ?? null
  const hidden = found.length - INCIDENTS
  const links = found
    .slice(0, INCIDENTS)
    .map(
      (i, at) =>
        html`${at === 0 ? ' · incident at ' : ', '}<a href="${incidentLink(i.id)}">${i.vantage}</a>${i.acknowledgedAt === null ? null : ' (acknowledged)'}${isSilenced(i, now) ? ' (silenced)' : null}`,
    )
  return [
    row(
      'Since',
      html`${shortTime(beganAt(first), now)}, ${ageText(beganAt(first), now)} ago${links}${hidden > 0 ? ` and ${hidden} more` : null}`,
    ),
    row(
      'Change',
      changed === null ? null : html`<span data-utc>${changeBrief(changed, now)}</span>`,
    ),
  ]
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
