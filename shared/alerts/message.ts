import { beganAt, type Incident } from '../model/incident.ts'
import type { Message, Notice } from '../model/notification.ts'
import type { Report } from '../model/report.ts'
import { incidentLink, STATUS } from '../view/links.ts'
import { clip, plural } from '../view/text.ts'
import { visible, visibleAll } from '../view/visible.ts'
import { andText, changedLines, listText, spanText } from '../view/words.ts'

export interface MessageContext {
  readonly report: Report
  readonly page: string | null
  /** What is new of it: `that it also breaks deploy`. */
  readonly why?: string
  /** The vantages that have it now; absent: those that had it. */
  readonly vantages?: readonly string[]
  /** Why the sweep says of none of its targets whether it goes on; absent: it does say. */
  readonly unconfirmed?: string
}

/** How an incident ended: its cause is over, or its targets went on in another, or nothing checks them any more. */
export type End = 'over' | 'elsewhere' | 'unchecked'

export function endOf(
  { into, targets }: Pick<Incident, 'into' | 'targets'>,
  { results }: Report,
): End {
  if (into !== null) return 'elsewhere'
  return results.some(({ target }) => targets.includes(target.id)) ? 'over' : 'unchecked'
}

/** Columns of a title, and of one line of the text. Every service takes more; people do not. */
const TITLE = 140
const LINE = 700
/** Capabilities told with their symptoms. */
const TOLD = 5
/** Ids of targets that a snapshot carries; the incident itself has them all. */
const SNAPSHOT = 50

/**
 * What is told of an incident, in no service's format. Texts that servers chose are made visible here, once, so
 * that no notifier can forget to.
 */
export function incidentMessage(
  incident: Incident,
  what: Notice,
  context: MessageContext,
): Message {
  const { log, ...snapshot } = incident
  const since = beganAt(incident)
  const ended =
    what === 'closed' ? (log.findLast((e) => e.what === 'closed')?.reason ?? null) : null
  const lines = [
    ...(ended === null ? [] : [ended]),
    ...newsText(what, context.why),
    ...(context.unconfirmed === undefined
      ? []
      : [`This sweep does not say whether it goes on: ${context.unconfirmed}`]),
    `${plural(incident.targets.length, 'target')}: ${listText(incident.targets)}`,
    ...brokenText(incident, what, context.report),
    ...changedText(incident, what),
    `Cause: ${incident.cause}`,
    ...(ended === null ? [`Fix: ${incident.fix}`] : []),
    `Finding ${incident.code} of ${incident.subject}, since ${since}; incident ${incident.id}`,
  ]
  return {
    title: clip(visible(`${headline(incident, what, context)}: ${incident.summary}`), TITLE),
    text: lines.map((line) => clip(visible(line), LINE)).join('\n'),
    severity: incident.severity,
    incident: visibleAll({ ...snapshot, targets: snapshot.targets.slice(0, SNAPSHOT) }),
    links: [
      ...pageLink('Incident', incidentLink(incident.id), context),
      ...(URL.canParse(incident.docs) ? [{ text: 'Background', href: incident.docs }] : []),
    ],
  }
}

/** What is told when the probe comes back after a silence. */
export function silentMessage(gap: string, context: MessageContext): Message {
  return {
    title: clip(visible(`The probe at ${context.report.vantage.name} was silent`), TITLE),
    text: clip(visible(gap), LINE),
    severity: 'inconclusive',
    incident: null,
    links: pageLink('Status', STATUS, context),
  }
}

function pageLink(text: string, path: string, { page }: MessageContext): Message['links'] {
  return page === null ? [] : [{ text, href: new URL(path, page).href }]
}

function headline(
  incident: Incident,
  what: Notice,
  { report, vantages = incident.vantages, unconfirmed }: MessageContext,
): string {
  const vantage = andText(vantages.length > 0 ? vantages : [incident.vantage])
  const age = spanText(Date.parse(report.finishedAt) - Date.parse(beganAt(incident)))
  switch (what) {
    case 'opened':
      return `Problem at ${vantage}`
    case 'worsened':
      return `Worse at ${vantage}`
    case 'reminded':
      return unconfirmed === undefined
        ? `Still a problem at ${vantage}, for ${age}`
        : `A problem at ${vantage} as far as known, for ${age}`
    case 'flapping':
      return `Comes and goes at ${vantage}`
    case 'closed':
      return ENDED[endOf(incident, report)](vantage, age)
    case 'silent':
    case 'test':
      return vantage
    default:
      return what satisfies never
  }
}

const ENDED = {
  over: (vantage: string, age: string) => `Over at ${vantage}, after ${age}`,
  elsewhere: (vantage: string) => `Goes on in another incident at ${vantage}`,
  unchecked: (vantage: string) => `No longer checked at ${vantage}`,
} as const satisfies Record<End, (vantage: string, age: string) => string>

/** What whoever knows of it already did not know. */
function newsText(what: Notice, why: string | undefined): readonly string[] {
  return what === 'worsened' && why !== undefined ? [`New: ${why.replace(/^that /, '')}`] : []
}

/** The first question of whoever is woken. */
function changedText({ changed }: Incident, what: Notice): readonly string[] {
  return changed === null || what === 'closed' ? [] : changedLines(changed)
}

function brokenText(
  { capabilities, severity }: Incident,
  what: Notice,
  report: Report,
): readonly string[] {
  if (capabilities.length === 0 || what === 'closed') return []
  const told = capabilities.slice(0, TOLD).map((id) => {
    const known = report.capabilities.find((c) => c.id === id)
    // What could not be found out need not be broken.
    const isUnknown = (known?.verdict ?? severity) === 'inconclusive'
    const words = isUnknown ? 'May not work' : 'Does not work'
    return known === undefined ? `${words}: ${id}` : `${words}: ${known.name}. ${known.symptom}`
  })
  const hidden = capabilities.length - told.length
  return hidden > 0 ? [...told, `and ${hidden} more`] : told
}
