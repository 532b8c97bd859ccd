import { beganAt, type Incident, isSilenced } from '../../model/incident.ts'
import { INCIDENTS, incidentLink, targetLink } from '../../view/links.ts'
import { plural } from '../../view/text.ts'
import { toldText } from '../../view/told.ts'
import { spanText } from '../../view/words.ts'
import { actsOf, type Own } from './acts.ts'
import { docs } from './cause-cards.ts'
import { changesTable } from './changes.ts'
import { type Html, html, sentence, type Value } from './html.ts'
import { mark, worst } from './mark.ts'
import { shell } from './shell.ts'
import type { PageOptions } from './status.ts'
import { ageText, timeText } from './time.ts'

/** Incidents with their logs. */
export interface IncidentsData {
  readonly now: string
  /** Shown in this order, the open ones before the closed. */
  readonly incidents: readonly Incident[]
}

export interface IncidentsPageOptions extends PageOptions {
  /** The one incident that the page is about; null: the list. */
  readonly only: string | null
}

/** Incidents on one page, targets named in one, entries of one log; the newest and the first are kept. */
const SHOWN = 100
const TARGETS = 100
/** Targets named at once; the rest is in a fold. */
const AT_ONCE = 12
const ENTRIES = 60

const WHY = 'Why was I notified, or not'

/** Each incident with the log that answers: why was I notified, or why not. Open ones first; closed ones folded. */
export function incidentsPage(data: IncidentsData, options: IncidentsPageOptions): string {
  const { own = null } = options
  const open = data.incidents.filter((i) => i.state === 'open')
  const one = data.incidents.find((i) => i.id === options.only) ?? null
  const title = one === null ? `${plural(open.length, 'open incident')}` : one.summary
  return shell({
    title: `${title.slice(0, 120)} · Perimeter`,
    verdict: worst(open.map((i) => (i.severity === 'info' ? 'warn' : i.severity))) ?? 'pass',
    current: 'incidents',
    // Nothing comes of looking again for one that is gone.
    refresh: options.only !== null && one === null ? 0 : options.refresh,
    now: data.now,
    main: options.only === null ? list(data, open, own) : single(one, data.now, own),
  })
}

function single(one: Incident | null, now: string, own: Own | null): Html {
  const back = html`<p><a href="${INCIDENTS}">All incidents</a></p>`
  if (one === null)
    return html`<h1>No such incident</h1><p>It may have been removed with the history that it belongs to.</p>${back}`
  return html`<h1>${mark(one.severity)} ${one.summary}</h1>${body(one, now, true, own)}${back}`
}

function list({ incidents, now }: IncidentsData, open: readonly Incident[], own: Own | null): Html {
  const closed = incidents.filter((i) => i.state === 'closed')
  return html`<h1>Incidents</h1>
<section aria-labelledby="open"><h2 id="open">Open <small>${open.length}</small></h2>
${open.length === 0 ? html`<p>None.</p>` : open.slice(0, SHOWN).map((i) => opened(i, now, own))}${more(open.length - SHOWN)}</section>
${closed.length === 0 ? null : html`<section aria-labelledby="closed"><h2 id="closed">Closed <small>${closed.length}</small></h2>${closed.slice(0, SHOWN).map((i) => folded(i, now))}${more(closed.length - SHOWN)}</section>`}
`
}

function more(hidden: number): Value {
  return hidden > 0 ? html`<p>and ${hidden} more</p>` : null
}

function opened(i: Incident, now: string, own: Own | null): Html {
  return html`<article class="card ${i.severity}"><h3>${mark(i.severity)} <a href="${incidentLink(i.id)}">${i.summary}</a></h3>${body(i, now, false, own)}</article>
`
}

function folded(i: Incident, now: string): Html {
  const lasted =
    i.closedAt === null ? '' : spanText(Date.parse(i.closedAt) - Date.parse(beganAt(i)))
  return html`<details class="card closed" id="incident-${i.id}"><summary>${mark(i.severity)} ${i.summary} <span class="where">${i.vantage}, ${beganAt(i).slice(0, 16).replace('T', ' ')} UTC, lasted ${lasted}</span></summary>${body(i, now, false, null)}<p><a href="${incidentLink(i.id)}">Link to this incident</a></p></details>
`
}

/** `whole`: on a page of its own, with its log in view. */
function body(i: Incident, now: string, whole: boolean, own: Own | null): Html {
  return html`<p class="where">at ${i.vantage}, ${i.closedAt === null ? html`open for ${ageText(beganAt(i), now)}, since ${timeText(beganAt(i))}` : html`${timeText(beganAt(i))} to ${timeText(i.closedAt)}`}, ${plural(i.sweeps, 'sweep')}${i.flapping ? ', comes and goes' : null}${i.acknowledgedAt === null ? null : html`, acknowledged ${timeText(i.acknowledgedAt)}`}${i.silencedUntil !== null && isSilenced(i, now) ? html`, silenced until ${timeText(i.silencedUntil)}` : null}${elsewhere(i)}</p>
<dl class="why"><dt>Cause</dt><dd>${sentence(i.cause)}</dd><dt>Fix</dt><dd>${sentence(i.fix)}</dd></dl>
${changesTable(i)}<dl class="why"><dt>${i.severity === 'inconclusive' ? 'May not work' : 'Does not work'}</dt><dd>${i.capabilities.length === 0 ? 'no capability depends on it' : i.capabilities.join(', ')}</dd>
<dt>Targets</dt><dd>${targets(i)}</dd>
<dt>Notified</dt><dd>${i.told.length === 0 ? 'nobody' : i.told.map((t) => toldText(t, (at) => `${at.slice(0, 16).replace('T', ' ')} UTC`)).join('; ')}</dd></dl>
<p class="code"><code>${i.code}</code> of <code>${i.subject}</code>${docs(i.docs)}</p>
${actsOf({ targets: own?.vantage === i.vantage ? i.targets : [], own, incidents: [i], key: i.id })}
${whole ? html`<h2>${WHY}</h2>${log(i)}` : html`<details id="log-${i.id}"><summary>${WHY} (${plural(i.log.length, 'line')})</summary>${log(i)}</details>`}
`
}

/** The other vantages that have the cause, and where a closed one went on. */
function elsewhere({ vantage, vantages, into }: Incident): Value {
  const others = vantages.filter((name) => name !== vantage)
  return [
    others.length === 0 ? null : `, also at ${others.join(', ')}`,
    into === null ? null : html`; goes on in <a href="${incidentLink(into)}">another incident</a>`,
  ]
}

function targets({ targets, vantage, id: incident }: Incident): Html {
  const hidden = targets.length - TARGETS
  const link = (id: string) => html`<li><a href="${targetLink(id, vantage)}">${id}</a></li>`
  const folded = targets.slice(AT_ONCE, TARGETS)
  return html`<ul class="names">${targets.slice(0, AT_ONCE).map(link)}</ul>${folded.length === 0 ? null : html`<details id="targets-${incident}"><summary>${plural(targets.length - AT_ONCE, 'more target')}</summary><ul class="names">${folded.map(link)}</ul>${hidden > 0 ? html`<p>and ${hidden} more</p>` : null}</details>`}`
}

function log({ log: entries, id }: Incident): Html {
  const hidden = entries.length - ENTRIES
  const shown = hidden > 0 ? [...entries.slice(0, 5), ...entries.slice(5 - ENTRIES)] : entries
  return html`<div class="scroll" role="region" aria-label="Log of incident ${id}" tabindex="0"><table class="log"><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>${shown.map(
    (
      entry,
    ) => html`<tr><td>${timeText(entry.at)}</td><td>${entry.what}</td><td class="text">${entry.reason}</td></tr>
`,
  )}</tbody></table></div>${hidden > 0 ? html`<p>After the fifth, ${hidden === 1 ? '1 entry is' : `${hidden} entries are`} omitted; <code>perimeter incidents --explain ${id}</code> has all.</p>` : null}`
}
