import type { Notice, Notification } from '../model/notification.ts'
import { INCIDENTS } from '../view/links.ts'
import { clip } from '../view/text.ts'
import { visible } from '../view/visible.ts'
import { type End, endOf } from './message.ts'
import { moreSevere } from './sweep.ts'
import type { Telling } from './wish.ts'

/** So many messages of one kind in one sweep a person reads one by one. */
const EACH = 5
/** Incidents that a bundle names. */
const NAMED = 20
const LINE = 200

const TITLES = {
  opened: 'new problems',
  worsened: 'problems that got worse',
  reminded: 'problems that are still there',
  flapping: 'problems that come and go',
  closed: 'problems that are over',
  'closed-elsewhere': 'problems that go on in another incident',
  'closed-unchecked': 'problems that are no longer checked',
  silent: 'silences',
  test: 'tests',
} as const satisfies Record<Notice | `closed-${Exclude<End, 'over'>}`, string>

/**
 * A firewall that drops forty endpoints is forty causes, and nobody reads forty messages: a channel that people read
 * gets one in their place, for each kind of event. Channels of machines get each, by the incident's own key.
 */
export function bundled(all: readonly Notification[], telling: Telling): readonly Notification[] {
  const people = new Set(telling.policy.channels.filter((c) => c.bundles).map((c) => c.name))
  const groups = Map.groupBy(all, (one) => `${one.channel} ${kindOf(one, telling)}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const keep = first === undefined || group.length <= EACH || !people.has(first.channel)
    return keep ? group : [bundle(first, group, telling)]
  })
}

/** The kind of an event: ends are told apart. */
function kindOf({ what, payload }: Notification, { sweep }: Telling): keyof typeof TITLES {
  if (what !== 'closed' || payload.incident === null) return what
  const end = endOf(payload.incident, sweep.report)
  return end === 'over' ? what : `closed-${end}`
}

function bundle(
  first: Notification,
  group: readonly Notification[],
  telling: Telling,
): Notification {
  const { channel, what, vantage, createdAt } = first
  const { sweep, policy } = telling
  const kind = kindOf(first, telling)
  const lines = group.slice(0, NAMED).map(({ payload: { severity, incident, title } }) => {
    const text = incident === null ? title : `${incident.summary} (${incident.targets.length})`
    return clip(visible(`${severity}: ${text}`), LINE)
  })
  const hidden = group.length - lines.length
  return {
    id: `${sweep.report.id}.${kind}.${channel}`,
    vantage,
    incident: null,
    bundled: group.flatMap(({ incident, id: notification }) =>
      incident === null ? [] : [{ incident, notification }],
    ),
    channel,
    what,
    createdAt,
    payload: {
      title: visible(`${group.length} ${TITLES[kind]} at ${vantage}`),
      text: [...lines, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join('\n'),
      severity: group.map(({ payload }) => payload.severity).reduce(moreSevere),
      incident: null,
      links:
        policy.page === null
          ? []
          : [{ text: 'Incidents', href: new URL(INCIDENTS, policy.page).href }],
    },
  }
}
