import { beganAt, type Incident, isSilenced } from '../model/incident.ts'
import type { Transition } from '../model/transition.ts'
import { labelled, plural } from './text.ts'
import { toldText } from './told.ts'
import { visibleAll } from './visible.ts'
import { changedLines, spanText } from './words.ts'

/** Incidents as lines for a terminal, the last changed first. Ends with a newline. */
export function incidentList(given: readonly Incident[], now: Date): string {
  const lines = visibleAll(given).map((incident) => listed(incident, now))
  return `${lines.join('\n\n')}\n`
}

function listed(incident: Incident, now: Date): string {
  const { id, state, severity, vantage, summary, targets, closedAt } = incident
  const since = beganAt(incident)
  const end = closedAt ?? now.toISOString()
  const age = spanText(Math.max(0, Date.parse(end) - Date.parse(since)))
  const marks = [
    state === 'open' ? `open for ${age}` : `closed after ${age}`,
    ...(incident.flapping ? ['flapping'] : []),
    ...(incident.acknowledgedAt === null ? [] : ['acknowledged']),
    ...(isSilenced(incident, end) ? [`silenced until ${incident.silencedUntil}`] : []),
  ]
  return [
    `${severity.padEnd(12)}  ${summary}`,
    `              ${marks.join(', ')}; since ${since} at ${vantage}; ${plural(targets.length, 'target')}`,
    `              ${id}`,
  ].join('\n')
}

/** Everything that happened to an incident, line by line: why somebody was paged, and why not. */
export function explainIncident(given: Incident, width: number, now: Date): string {
  const incident = visibleAll(given)
  const facts = [
    ['Cause', incident.cause],
    ['Fix', incident.fix],
    ['Finding', `${incident.code} of ${incident.subject}`],
    ['Targets', incident.targets.join(', ')],
    [
      incident.severity === 'inconclusive' ? 'May break' : 'Broken',
      incident.capabilities.join(', ') || 'no capability depends on it',
    ],
    ['Notified', incident.told.map((t) => toldText(t, secondsText)).join('; ') || 'nobody'],
  ].flatMap(([label = '', text = '']) => labelled(`${label.padEnd(14)}`, text, width))
  const changed = incident.changed === null ? [] : changedLines(incident.changed)
  const log = incident.log.flatMap(({ at, what, reason }) =>
    labelled(`${at.slice(0, 19)}Z  ${what.padEnd(12)}  `, reason, width),
  )
  const parts = [[listed(incident, now)], facts, changed, log].filter((lines) => lines.length > 0)
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function secondsText(at: string): string {
  return `${at.slice(0, 19)}Z`
}

/** The changes of one target, newest first, each with what became of it. */
export function transitionList(given: readonly Transition[], width: number): string {
  const lines = visibleAll(given).flatMap(({ at, vantage, from, to, reason }) =>
    labelled(`${at.slice(0, 19)}Z  ${vantage}  ${from ?? 'new'} -> ${to}  `, reason, width),
  )
  return `${lines.join('\n')}\n`
}
