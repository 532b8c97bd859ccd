import type { Incident } from '../model/incident.ts'
import type { Notification } from '../model/notification.ts'
import type { Owed } from './state.ts'
import { tell } from './tell.ts'
import { hasFollowers, type Place, threadLedBy } from './together.ts'
import type { Telling } from './wish.ts'

/**
 * Tells the ends that are owed, of which nobody else would: the cause was over here first, and now at every vantage
 * that was told with it. Unchanged ones are omitted.
 */
export function tellOwed(
  owed: readonly Incident[],
  telling: Telling,
  place: Place,
): { readonly incidents: readonly Incident[]; readonly notifications: readonly Notification[] } {
  const ended = owed
    .filter((incident) => !isOwed(incident, place))
    .map((incident) => tell(incident, incident, untold(incident, telling), place))
  return {
    incidents: ended.map(({ incident }) => incident),
    notifications: ended.flatMap(({ notifications }) => notifications),
  }
}

/** Whether a vantage that was told with a closed incident still has the cause. */
export function isOwed(incident: Incident, place: Place): boolean {
  if (incident.state !== 'closed') return false
  return incident.told.some(
    ({ channel }) => !wasToldEnd(incident, channel) && hasFollowers(incident, channel, place),
  )
}

/** As the state keeps it. */
export function owedBy(incident: Incident): readonly Owed[] {
  const threads = new Set(incident.told.map(({ channel }) => threadLedBy(incident, channel)))
  return [...threads].map((thread) => ({ incident: incident.id, thread }))
}

/** Only the receivers that did not hear of the end when it closed here. */
function untold(incident: Incident, telling: Telling): Telling {
  const channels = telling.policy.channels.filter(({ name }) => !wasToldEnd(incident, name))
  return { ...telling, policy: { ...telling.policy, channels } }
}

function wasToldEnd({ told }: Incident, channel: string): boolean {
  const last = told.find((t) => t.channel === channel)?.notification
  return last?.endsWith(`.closed.${channel}`) === true
}
