import type { Incident, LastMessage } from '../model/incident.ts'
import type { Notice } from '../model/notification.ts'
import { fitsAny } from '../target/glob.ts'
import { listText, spanText } from '../view/words.ts'
import type { AlertPolicy, ReceiverFilter } from './policy.ts'
import { quietReason } from './quiet.ts'
import { moreSevere, type Sweep } from './sweep.ts'

export interface Telling {
  readonly sweep: Sweep
  readonly policy: AlertPolicy
  readonly now: Date
}

/** What a receiver should hear of an incident. */
export interface Wish {
  readonly what: Notice
  /** What was (not) notified: `that it opened`. */
  readonly why: string
}

/** What there is to tell a receiver after a sweep, for what it knows already; null: nothing. */
export function wishOf(
  incident: Incident,
  before: Incident | undefined,
  { name }: ReceiverFilter,
  telling: Telling,
): Wish | null {
  const told = incident.told.find((t) => t.channel === name)
  if (incident.state === 'closed') {
    return told === undefined ? null : { what: 'closed', why: 'that it closed' }
  }
  if (told === undefined) {
    return incident.flapping
      ? { what: 'flapping', why: 'that it comes and goes' }
      : { what: 'opened', why: 'that it opened' }
  }
  return worsening(incident, before, told) ?? reminder(told.at, telling)
}

/** While it is flapping, nothing is new. Without its own record, a receiver knows what the incident announced. */
function worsening(
  incident: Incident,
  before: Incident | undefined,
  told: LastMessage,
): Wish | null {
  if (incident.flapping || before === undefined) return null
  const known = told.severity ?? before.severity
  if (moreSevere(incident.severity, known) !== known) {
    return { what: 'worsened', why: `that it is more severe: ${incident.severity}` }
  }
  const named = told.capabilities ?? incident.announced
  const more = incident.capabilities.filter((id) => !named.includes(id))
  return more.length === 0
    ? null
    : { what: 'worsened', why: `that it ${alsoBreaks(incident)} ${listText(more)}` }
}

/** What could not be found out need not be broken. */
export function alsoBreaks({ severity }: Pick<Incident, 'severity'>): string {
  return severity === 'inconclusive' ? 'may also break' : 'also breaks'
}

function reminder(toldAt: string, { sweep, policy }: Telling): Wish | null {
  const since = Date.parse(sweep.at) - Date.parse(toldAt)
  if (policy.remindEvery === null || since < policy.remindEvery) return null
  return { what: 'reminded', why: `again after ${spanText(policy.remindEvery)}` }
}

/** Why a receiver must not be notified, though there is something to say. */
export function objection(
  incident: Incident,
  wish: Wish,
  channel: ReceiverFilter,
  telling: Telling,
): string | null {
  if (!channel.on.includes(incident.severity)) {
    return `its "on" takes ${channel.on.join(', ')}, and this is ${incident.severity}`
  }
  const fits = (ids: readonly string[], globs: readonly string[] | null) =>
    globs === null || ids.some((id) => fitsAny(id, globs))
  if (!fits(incident.targets, channel.targets)) return 'its "targets" fit none of the targets'
  if (!fits(incident.capabilities, channel.capabilities)) {
    return 'its "capabilities" fit none that is hit'
  }
  if (wish.what === 'reminded' && incident.acknowledgedAt !== null) return 'it is acknowledged'
  return quietReason(incident, telling.sweep.at, telling.policy)
}
