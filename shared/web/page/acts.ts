import type { Incident } from '../../model/incident.ts'
import { CHECK, incidentAct } from '../../view/links.ts'
import { plural } from '../../view/text.ts'
import { listText } from '../../view/words.ts'
import { type Html, html, type Value } from './html.ts'

/** What this program itself can check, and from where. */
export interface Own {
  readonly vantage: string
  /** Ids of its configured targets. */
  readonly targets: ReadonlySet<string>
}

/** What can be done about something that does not work. */
export interface Acts {
  /** Ids of targets that this program can check. */
  readonly targets: readonly string[]
  readonly own: Own | null
  /** Open incidents of one cause, at one vantage or more. */
  readonly incidents: readonly Incident[]
  /** Distinguishes the fields of one page. */
  readonly key: string
}

/** Targets of one check on demand; more is a sweep. */
const CHECKED = 20
const NAMED = 3
const SPANS = [
  [1, '1 hour'],
  [4, '4 hours'],
  [12, '12 hours'],
  [24, '1 day'],
  [72, '3 days'],
  [168, '1 week'],
] as const

/**
 * Check again, acknowledge, silence: each a form in a fold that says what its button does, which is the confirmation.
 * They work without JavaScript. Null where nothing can be done from here.
 */
export function actsOf({ targets, own, incidents, key }: Acts): Value {
  const forms = [checkForm(targets, own), ackForm(incidents, key), silenceForm(incidents, key)]
  const words = ['check again', 'acknowledge', 'silence'].filter((_, i) => forms[i] !== null)
  if (words.length === 0) return null
  const summary = words.join(', ').replace(/^./, (first) => first.toUpperCase())
  return html`<details class="acts" id="acts-${key}"><summary>${summary}</summary>${forms}</details>`
}

function checkForm(targets: readonly string[], own: Own | null): Html | null {
  const known = own === null ? [] : targets.filter((id) => own.targets.has(id)).slice(0, CHECKED)
  if (own === null || known.length === 0) return null
  return html`<form class="act" method="post" action="${CHECK}"><p>Sends packets now from ${own.vantage} and shows what they find; alerts follow with the next scheduled sweep.</p>
${known.map((id) => html`<input type="hidden" name="targets" value="${id}">`)}<button>Check ${plural(known.length, 'target')} again</button></form>
`
}

function ackForm(incidents: readonly Incident[], key: string): Html | null {
  const open = incidents.filter((i) => i.state === 'open' && i.acknowledgedAt === null)
  const [first] = open
  if (first === undefined) return null
  return html`<form class="act" method="post" action="${incidentAct(first.id, 'ack')}"><p>Ends the reminders of ${whose(open)}; what gets worse is still notified.</p>
${everywhere(open)}${byField(key, 'ack')}<button>Acknowledge</button></form>
`
}

function silenceForm(incidents: readonly Incident[], key: string): Html | null {
  const open = incidents.filter((i) => i.state === 'open')
  const [first] = open
  if (first === undefined) return null
  const silenced = open.some((i) => i.silencedUntil !== null)
  const spans = silenced ? [...SPANS, [0, 'no longer'] as const] : SPANS
  return html`<form class="act" method="post" action="${incidentAct(first.id, 'silence')}"><p>Nobody is notified of ${whose(open)} for that time, also not when it gets worse. Who knows of it hears of its end.</p>
${everywhere(open)}<label for="hours-${key}">For</label><select id="hours-${key}" name="hours">${spans.map(([hours, words]) => html`<option value="${hours}">${words}</option>`)}</select>
<label for="why-${key}">Why</label><input type="text" id="why-${key}" name="why" maxlength="200">${byField(key, 'silence')}<button>Silence</button></form>
`
}

function whose(open: readonly Incident[]): string {
  const at = listText(
    open.map(({ vantage }) => vantage),
    NAMED,
  )
  return `${open.length === 1 ? 'this incident' : `the ${open.length} incidents`} at ${at}`
}

function everywhere(open: readonly Incident[]): Value {
  return open.length > 1 ? html`<input type="hidden" name="everywhere" value="yes">` : null
}

function byField(key: string, act: string): Html {
  return html`<label for="by-${act}-${key}">Your name</label><input type="text" id="by-${act}-${key}" name="by" maxlength="80" autocomplete="name">`
}
