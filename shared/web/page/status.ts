import { beganAt, type Incident, isSilenced } from '../../model/incident.ts'
import { wasChecked } from '../../model/report.ts'
import { INCIDENTS, incidentLink } from '../../view/links.ts'
import { outageOf } from '../../view/outage.ts'
import { plural } from '../../view/text.ts'
import type { Recent } from '../recent.ts'
import type { StatusData } from '../status-data.ts'
import type { Own } from './acts.ts'
import { capabilitySection } from './capabilities.ts'
import { CARDS, causeCards, incidentsOf } from './cause-cards.ts'
import { type Cause, causesOf } from './causes.ts'
import { NO_FILTER, type TargetFilter } from './filter.ts'
import { type Html, html, type Value } from './html.ts'
import { mark, worst } from './mark.ts'
import { matrixSection } from './matrix.ts'
import { nameServersSection } from './name-servers.ts'
import { type Overview, overviewOf, type TargetRow } from './overview.ts'
import { shell } from './shell.ts'
import { age, ageText } from './time.ts'
import { probeWarnings, vantageSection } from './vantages.ts'

export interface StatusPageOptions extends PageOptions {
  readonly filter?: TargetFilter
  /** The one vantage that the page is about; null: all. */
  readonly vantage?: string | null
  /** The last sweeps of the targets that fare worst. */
  readonly recent?: Recent
}

export interface PageOptions {
  /** Seconds between two refreshes while the page is looked at; 0: none. */
  readonly refresh: number
  /** What this program can check again; null: nothing. */
  readonly own?: Own | null
}

/** Seconds between two looks while the first sweep is on its way. */
const EAGER = 2
/** Open incidents listed; the rest is one click away. */
const LISTED = 20

/**
 * Everything at a glance, what does not work first. Bounded: 25 causes of a kind, 2,000 cells of the matrix (the
 * worst targets), 1,000 names in a fold; what is cut is counted.
 */
export function statusPage(data: StatusData, options: StatusPageOptions): string {
  const { refresh } = options
  const overview = overviewOf(data.vantages)
  const causes = byVerdict(overview)
  const verdict = worst(overview.rows.map((row) => row.worst))
  return shell({
    title: `${headline(overview, causes)} · Perimeter`,
    verdict:
      data.vantages.some((vantage) => vantage.silent) && verdict === 'pass'
        ? 'inconclusive'
        : verdict,
    current: 'status',
    refresh: refresh > 0 && overview.vantages.length === 0 ? EAGER : refresh,
    now: data.now,
    main: verdict === null ? nothing(data) : filled(data, overview, causes, options),
  })
}

interface Causes {
  readonly failing: readonly Cause[]
  readonly unknown: readonly Cause[]
  readonly warned: readonly Cause[]
}

function byVerdict({ vantages }: Overview): Causes {
  return {
    failing: causesOf(vantages, 'fail'),
    unknown: causesOf(vantages, 'inconclusive'),
    warned: causesOf(vantages, 'warn'),
  }
}

function headline({ counts, rows, capabilities }: Overview, causes: Causes): string {
  if (rows.length === 0) return 'No sweep yet'
  const differing = rows.filter((row) => row.split).length
  const broken = capabilities.filter((row) => row.worst === 'fail').length
  const parts = [
    broken === 0
      ? null
      : `${broken} ${broken === 1 ? 'capability does' : 'capabilities do'} not work`,
    counts.fail === 0 ? null : `${counts.fail} of ${plural(rows.length, 'target')} fail`,
    counts.inconclusive === 0 ? null : `${plural(counts.inconclusive, 'target')} unknown`,
    differing === 0
      ? null
      : `${differing} ${differing === 1 ? 'differs' : 'differ'} between vantages`,
  ].filter((part) => part !== null)
  if (parts.length > 0) return `${causesText(causes)}${parts.join(', ')}`
  return wellText(rows, counts.warn)
}

function wellText(rows: readonly TargetRow[], warnings: number): string {
  const warned = warnings === 0 ? '' : `, ${plural(warnings, 'warning')}`
  const resting = rows.filter(isResting).length
  const rest = resting === 0 ? '' : `, ${resting} not due in the last sweep`
  return rows.length === 1
    ? `The target is as expected${warned}${rest}`
    : `All ${rows.length} targets are as expected${warned}${rest}`
}

/** What no vantage checked in its last sweep. */
function isResting({ cells }: TargetRow): boolean {
  return cells.every((cell) => cell === undefined || !wasChecked(cell))
}

/** `1 cause: `; targets may have failed without any. */
function causesText({ failing, unknown }: Causes): string {
  const causes = failing.length + unknown.length
  return causes === 0 ? '' : `${plural(causes, 'cause')}: `
}

function nothing(data: StatusData): Html {
  if (data.remembered) {
    return html`<h1>The store has not answered yet</h1>
${probeWarnings(data)}
<p>This page looks again in a moment.</p>`
  }
  return html`<h1>No sweep yet</h1>
${probeWarnings(data)}
<p>The first sweep has not ended, or the configuration has no targets. This page shows it as soon as it is stored.</p>
${data.vantages.length === 0 ? null : vantageSection(data)}`
}

function filled(
  data: StatusData,
  overview: Overview,
  causes: Causes,
  options: StatusPageOptions,
): Html {
  const { filter = NO_FILTER, vantage = null, own = null, recent = new Map() } = options
  const { now } = data
  const verdict = worst(overview.rows.map((row) => row.worst)) ?? 'inconclusive'
  const { vantages } = overview
  const context = { incidents: data.incidents, vantages, own, now }
  const { failing, unknown, warned } = causes
  return html`<h1 class="${verdict}">${mark(verdict)} ${headline(overview, causes)}</h1>
<p class="asof">${freshness(data)}</p>
${probeWarnings(data)}
${outages(overview)}
${failing.length + unknown.length === 0 ? null : html`<section aria-labelledby="causes"><h2 id="causes">Root causes <small>${failing.length + unknown.length}</small></h2><div class="causes">${causeCards(failing, context)}${causeCards(unknown, context)}</div></section>`}
${capabilitySection(overview.capabilities)}
${incidentSection(
  data,
  [failing, unknown, warned].flatMap((causes) => causes.slice(0, CARDS)),
)}
${matrixSection(overview, { filter, vantage, now, recent })}
${nameServersSection(overview.vantages)}
${warned.length === 0 ? null : html`<section aria-labelledby="warnings"><h2 id="warnings">Warnings</h2><div class="causes">${causeCards(warned, context)}</div></section>`}
${vantageSection(data)}
`
}

/** The oldest of the last sweeps decides how old the page's truth is. */
function freshness({ vantages, now }: StatusData): Html {
  const sweeps = vantages
    .flatMap(({ name, latest, lastSweepAt }) => {
      const at = lastSweepAt ?? latest?.startedAt
      return at === undefined ? [] : [{ name, at }]
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const [oldest] = sweeps
  const newest = sweeps.at(-1)
  if (oldest === undefined || newest === undefined) return html`No sweep yet.`
  if (sweeps.length === 1) return html`Last sweep ${age(newest.at, now)} at ${newest.name}.`
  const to = newest.at === oldest.at ? null : html` to ${age(oldest.at, now)}`
  return html`Last sweeps of ${plural(sweeps.length, 'vantage')}: ${age(newest.at, now)}${to}.`
}

function outages({ vantages }: Overview): readonly Value[] {
  return vantages.map(({ name, latest }) => {
    const outage = outageOf(latest)
    return outage === null
      ? null
      : html`<p class="alarm"><strong>${name}: ${outage.says}</strong> ${outage.look}</p>`
  })
}

/** What is open and has no card of its own above or below: it recovers, or goes on as another cause. */
function incidentSection({ incidents, now }: StatusData, causes: readonly Cause[]): Html {
  const past = html`<a href="${INCIDENTS}">All incidents, and why each was reported</a>`
  const onCards = new Set(causes.flatMap((cause) => incidentsOf(cause, incidents)))
  const others = incidents.filter((i) => !onCards.has(i))
  const count = incidents.length === 0 ? null : html` <small>${incidents.length}</small>`
  const head = html`<h2 id="open">Open incidents${count}</h2>`
  if (others.length === 0)
    return html`<section aria-labelledby="open">${head}<p>${incidents.length === 0 ? 'None.' : 'All are of the causes on this page.'} ${past}</p></section>`
  const hidden = others.length - LISTED
  return html`<section aria-labelledby="open">${head}
${onCards.size === 0 ? null : html`<p>Besides those of the causes on this page:</p>`}
<div class="scroll" role="region" aria-label="Table of open incidents" tabindex="0"><table>
<thead><tr><th scope="col">What</th><th scope="col">Open for</th><th scope="col">Vantage</th><th scope="col">Targets</th><th scope="col">State</th></tr></thead>
<tbody>${others.slice(0, LISTED).map(
    (
      i,
    ) => html`<tr><th scope="row" class="text">${mark(i.severity)} <a href="${incidentLink(i.id)}">${i.summary}</a></th><td>${ageText(beganAt(i), now)}</td><td>${i.vantage}</td><td class="number">${i.targets.length}</td><td>${stateText(i, now)}</td></tr>
`,
  )}</tbody></table></div>
<p>${hidden > 0 ? `And ${hidden} more. ` : null}${past}</p></section>
`
}

/** `open, flapping, acknowledged`. */
function stateText(incident: Incident, now: string): string {
  return [
    incident.state,
    incident.flapping ? 'flapping' : null,
    incident.acknowledgedAt === null ? null : 'acknowledged',
    isSilenced(incident, now) ? 'silenced' : null,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
