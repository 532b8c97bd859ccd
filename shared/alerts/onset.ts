import type { Incident } from '../model/incident.ts'
import { keyOf } from './heirs.ts'
import { type AlertState, type BadSince, own } from './state.ts'

/**
 * The sweep that an incident began with, and the one before it. That of its cause; for targets that were bad for causes
 * that changed from sweep to sweep, where their row began. Null: not known.
 */
export function onsetOf(
  incident: Pick<Incident, 'code' | 'subject' | 'targets'>,
  state: AlertState,
  openAfter: number,
): BadSince | null {
  const cause = own(state.causes, keyOf(incident))
  if (cause === undefined) return null
  if (cause.streak >= openAfter) return cause
  const rows = incident.targets.flatMap((target) => {
    const { bad = 0, badSince } = own(state.targets, target) ?? {}
    return badSince === undefined ? [] : [{ bad, badSince }]
  })
  return rows.sort((a, b) => b.bad - a.bad)[0]?.badSince ?? cause
}
