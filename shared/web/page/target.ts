import { beganAt } from '../../model/incident.ts'
import { checkedAtOf, type TargetResult, wasChecked } from '../../model/report.ts'
import type { Transition } from '../../model/transition.ts'
import type { TargetEvidenceAt } from '../../report/whole.ts'
import { incidentLink, targetLink } from '../../view/links.ts'
import { notDueText } from '../../view/not-due.ts'
import { spanText } from '../../view/words.ts'
import type { TargetAt, TargetData } from '../status-data.ts'
import { actsOf, type Own } from './acts.ts'
import { withConfigured } from './configured-way.ts'
import { evidenceSection } from './evidence.ts'
import { expectText } from './expect-text.ts'
import { findingSection } from './finding-cards.ts'
import { historySection } from './history.ts'
import { wayOf } from './hops.ts'
import { type Html, html, type Value } from './html.ts'
import { latencySection } from './latency.ts'
import { mark, rankOf, wordOf, worst } from './mark.ts'
import { namesSection } from './names.ts'
import { pathSection } from './path-picture.ts'
import { shell } from './shell.ts'
import type { PageOptions } from './status.ts'
import { ticketSection } from './ticket.ts'
import { age, ageText, timeText } from './time.ts'

export interface TargetPageOptions extends PageOptions {
  /** The vantage to show in full; null, or one that does not check it: where it fares worst. */
  readonly vantage: string | null
  /** Scheme and host of this page as others reach it, for the ticket; null: not known. */
  readonly origin: string | null
}

/** Where a target is checked, with what was seen there. */
interface Checked extends TargetAt {
  readonly evidence: TargetEvidenceAt
}

/** Vantages and changes listed at most. */
const VANTAGES = 100
const CHANGES = 30

/** One target: from every vantage in brief, from one in full, with all that a ticket needs. */
export function targetPage(data: TargetData, options: TargetPageOptions): string {
  const checked = data.at.filter((at): at is Checked => at.evidence !== null)
  const at = chosen(checked, options.vantage)
  const result = at?.evidence.result ?? null
  const verdict = worst(checked.map(({ evidence }) => evidence.result.verdict))
  return shell({
    title: `${result === null || verdict === null ? '' : `${wordOf(verdict)}: `}${result?.target.name ?? data.target} · Perimeter`,
    verdict,
    current: null,
    refresh: options.refresh,
    now: data.now,
    main: at === null ? unknown(data) : full(data, checked, at, options),
  })
}

/** The vantage asked for, or the one where the target fares worst. */
function chosen(checked: readonly Checked[], vantage: string | null): Checked | null {
  const asked = checked.find((at) => at.vantage === vantage)
  const [first] = [...checked].sort((a, b) => rankOf(verdictOf(a)) - rankOf(verdictOf(b)))
  return asked ?? first ?? null
}

function verdictOf({ evidence }: Checked): TargetResult['verdict'] {
  return evidence.result.verdict
}

function unknown({ target }: TargetData): Html {
  return html`<h1>${target}</h1><p>No vantage checks this target in its newest sweep.</p>`
}

function full(
  data: TargetData,
  checked: readonly Checked[],
  at: Checked,
  options: TargetPageOptions,
): Html {
  const { result, observedIn } = at.evidence
  const entries = data.history.entries.filter((entry) => entry.vantage === at.vantage)
  return html`<h1 class="${result.verdict}">${mark(result.verdict)} ${result.target.name}</h1>
<p class="url"><code>${result.target.url}</code></p>
${restText(result, data.now)}${placesSection(checked, at, data)}
${pathSection(withConfigured(wayOf(result, at.vantage), result, at.evidence.configured ?? []))}${findingSection(result)}
${checkAgain(at, options.own ?? null)}${ticketSection({ ...at, origin: options.origin, incidents: data.incidents.filter((i) => i.vantage === at.vantage) })}
${incidentsOf(data)}
<section aria-labelledby="facts"><h2 id="facts">What was checked</h2>${factsOf(at, data.now)}</section>
${namesSection(at.evidence)}
${evidenceSection(at.evidence, observedIn.id === at.report ? null : observedIn.startedAt)}
${latencySection(result.timings, entries)}
${historySection(entries)}
${changesSection(data.transitions.filter((t) => t.vantage === at.vantage))}
`
}

function restText(result: TargetResult, now: string): Value {
  const rests = notDueText(result, now)
  if (rests === null) return null
  return html`<p class="asof">The last sweep did not check it: ${rests}.</p>
`
}

/** Only from the vantage that this program sweeps. */
function checkAgain({ vantage, evidence }: Checked, own: Own | null): Value {
  if (own?.vantage !== vantage) return null
  return actsOf({ targets: [evidence.result.target.id], own, incidents: [], key: 'target' })
}

function placesSection(checked: readonly Checked[], at: Checked, { now }: TargetData): Html {
  const fresh = checked.filter(({ evidence }) => wasChecked(evidence.result))
  const verdicts = new Set(fresh.map(verdictOf))
  const differs = verdicts.has('fail') && (verdicts.has('pass') || verdicts.has('warn'))
  return html`<section aria-labelledby="places"><h2 id="places">From where</h2>
${differs ? html`<p><strong>It works from one vantage and fails from another:</strong> compare the names, addresses and paths of both.</p>` : null}
<ul class="places">${checked.slice(0, VANTAGES).map((place) => html`<li>${mark(verdictOf(place))} <a href="${targetLink(place.evidence.result.target.id, place.vantage)}"${place === at ? html` aria-current="true"` : null}>${place.vantage}</a> <span class="where">${age(checkedAtOf(place.evidence.result, place), now)}${place === at ? ', shown here' : null}</span></li>`)}</ul></section>
`
}

function incidentsOf({ incidents, now }: TargetData): Value {
  if (incidents.length === 0) return null
  return html`<section aria-labelledby="open"><h2 id="open">Open incidents</h2><ul>${incidents.slice(0, VANTAGES).map((i) => html`<li>${mark(i.severity)} <a href="${incidentLink(i.id)}">${i.summary}</a> at ${i.vantage}, open for ${ageText(beganAt(i), now)}${i.acknowledgedAt === null ? null : ', acknowledged'}</li>`)}</ul></section>
`
}

function factsOf(at: Checked, now: string): Html {
  const { vantage, report, evidence } = at
  const { target, path, ending, addresses } = evidence.result
  const checkedAt = checkedAtOf(evidence.result, at)
  const rows: readonly (readonly [string, Value])[] = [
    ['Checked from', html`${vantage}, ${timeText(checkedAt)} (${age(checkedAt, now)})`],
    ['Checked every', target.interval === undefined ? null : spanText(target.interval)],
    [
      'Path taken',
      path.via === null ? path.kind : html`${path.kind} through <code>${path.via}</code>`,
    ],
    ['Expected', expectText(target)],
    ['Addresses', addresses.length === 0 ? 'none' : html`<code>${addresses.join(', ')}</code>`],
    ['Catalog', target.catalog],
    ['Needed for', target.capabilities.length === 0 ? null : target.capabilities.join(', ')],
    [
      'Named by',
      target.discoveredBy === null
        ? null
        : html`the answer of <a href="${targetLink(target.discoveredBy, vantage)}">${target.discoveredBy}</a>`,
    ],
    ['Cut short', ending === 'done' ? null : ending],
    ['Id', html`<code>${target.id}</code>`],
    ['Report', html`<code>${report}</code>`],
  ]
  return html`<dl class="facts">${rows.map(([term, value]) => (value === null ? null : html`<dt>${term}</dt><dd>${value}</dd>`))}</dl>`
}

function changesSection(transitions: readonly Transition[]): Value {
  if (transitions.length === 0) return null
  return html`<section aria-labelledby="changes"><h2 id="changes">Changes, and whether anybody was notified</h2>
<div class="scroll" role="region" aria-label="Changes" tabindex="0"><table><thead><tr><th scope="col">When</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Why, and the outcome</th></tr></thead>
<tbody>${transitions.slice(0, CHANGES).map(
    (
      t,
    ) => html`<tr><td>${timeText(t.at)}</td><td>${t.from === null ? 'new' : mark(t.from)}</td><td>${mark(t.to)}</td><td class="text">${t.reason}</td></tr>
`,
  )}</tbody></table></div></section>
`
}
