import { causeId } from '../causes/root.ts'
import type { Changed, Incident } from '../model/incident.ts'
import type { Notification } from '../model/notification.ts'
import type { Report } from '../model/report.ts'
import type { Transition } from '../model/transition.ts'
import { bundled } from './bundle.ts'
import { countSweep } from './count.ts'
import { followIncidents } from './follow.ts'
import { gapBefore } from './gap.ts'
import { noted } from './log-entry.ts'
import { silentMessage } from './message.ts'
import type { Scene } from './open-incidents.ts'
import { isOwed, owedBy, tellOwed } from './owed.ts'
import { type Peer, peersAt, threadsOf } from './peers.ts'
import type { AlertPolicy } from './policy.ts'
import { isQuietForAll } from './quiet.ts'
import { type AlertState, NO_STATE, own } from './state.ts'
import { readSweep } from './sweep.ts'
import { tell } from './tell.ts'
import type { Place } from './together.ts'
import { transitionsOf } from './transitions.ts'
import type { Telling } from './wish.ts'

export interface AlertInput {
  readonly report: Report
  /** As the last derivation of this vantage left it; null before the first. */
  readonly previous: AlertState | null
  /** The open incidents of the vantage; others do no harm. */
  readonly open: readonly Incident[]
  readonly policy: AlertPolicy
  /** By cause: what changed when it came. Derived once without, it tells which causes need it. */
  readonly changes?: ReadonlyMap<string, Changed>
  /** What the other vantages of the store have; none: nothing is notified together. */
  readonly peers?: readonly Peer[]
  /** The closed incidents that the state before says are owed (AlertState). */
  readonly owed?: readonly Incident[]
  /** Stands on the notifications and decides nothing: everything else goes by the time of the sweep. */
  readonly now: Date
}

export interface DerivedAlerts {
  readonly state: AlertState
  /** New or changed, whole. */
  readonly incidents: readonly Incident[]
  readonly transitions: readonly Transition[]
  readonly notifications: readonly Notification[]
}

/**
 * What one report changes: incidents, transitions and whom to tell. Pure, and the same for the same input. Only
 * scheduled reports count, each vantage's in the order of their sweeps: one that is not newer than the last (a
 * second delivery, say) changes nothing.
 */
export function deriveAlerts(input: AlertInput): DerivedAlerts {
  const { report, previous, open, policy, now, changes = new Map(), peers = [], owed = [] } = input
  const before = previous ?? NO_STATE
  if (report.kind !== 'scheduled' || !isNewer(report, before)) {
    return { state: before, incidents: [], transitions: [], notifications: [] }
  }
  const sweep = readSweep(report, policy.opens)
  const gap = gapBefore(report, before, policy.schedule)
  const recoveries = recentRecoveries(before, sweep.at, policy.flapping.within)
  const scene: Scene = {
    sweep,
    policy,
    changes,
    state: {
      ...countSweep(before, sweep),
      recoveries,
      channels: policy.channels.map((c) => c.name),
    },
  }
  const mine = open.filter((i) => i.state === 'open' && i.vantage === report.vantage.name)
  const known = gap === null ? mine : mine.map((i) => noted(i, sweep, 'gap', gap))
  const followed = followIncidents(known, scene)
  const telling = { sweep, policy, now }
  const place: Place = {
    vantage: report.vantage.name,
    state: scene.state,
    mine: followed.incidents,
    peers: peersAt(peers, sweep.at),
    threads: threadsOf(peers),
    agree: policy.agree,
  }
  const told = followed.incidents.map((incident) =>
    tell(
      incident,
      mine.find(({ id }) => id === incident.id),
      telling,
      place,
    ),
  )
  const incidents = told.map(({ incident }) => incident)
  const after = { ...place, mine: incidents }
  const ends = tellOwed(owed, telling, after)
  const waiting = [...owed, ...incidents].filter((incident) => isOwed(incident, after))
  return {
    state: {
      ...scene.state,
      recoveries: recoveriesAfter(incidents, scene),
      owed: waiting.flatMap(owedBy),
    },
    incidents: [...incidents, ...ends.incidents],
    transitions: transitionsOf(before, { ...followed, incidents }, scene),
    notifications: [
      ...(gap === null ? [] : silentNotices(gap, before.finishedAt, telling)),
      ...bundled(
        [...told, ends].flatMap(({ notifications }) => notifications),
        telling,
      ),
    ],
  }
}

function isNewer(report: Report, { startedAt, report: last }: AlertState): boolean {
  if (startedAt === '') return true
  const later = Date.parse(report.startedAt) - Date.parse(startedAt)
  return later > 0 || (later === 0 && report.id > last)
}

/** Ends by recovery, as far as they still count towards flapping. */
function recentRecoveries(before: AlertState, at: string, within: number) {
  const oldest = Date.parse(at) - within
  const recent = Object.entries(before.recoveries)
    .map(([key, times]) => [key, times.filter((time) => Date.parse(time) > oldest)] as const)
    .filter(([, times]) => times.length > 0)
  return Object.fromEntries(recent)
}

/** With those of this sweep. An incident that moved or whose targets were removed did not come and go. */
function recoveriesAfter(
  incidents: readonly Incident[],
  { sweep, state }: Scene,
): AlertState['recoveries'] {
  const recoveries = new Map(Object.entries(state.recoveries))
  for (const { state: standing, code, subject, targets } of incidents) {
    const recovered = targets.some((target) => (own(state.targets, target)?.good ?? 0) > 0)
    if (standing === 'open' || !recovered) continue
    const key = causeId(code, subject)
    recoveries.set(key, [...(recoveries.get(key) ?? []), sweep.at])
  }
  return Object.fromEntries(recoveries)
}

/** For whoever is notified of what could not be found out, without a filter; not when it was maintenance. */
function silentNotices(
  gap: string,
  since: string,
  { sweep, policy, now }: Telling,
): readonly Notification[] {
  const { report } = sweep
  if (isQuietForAll(since, policy) || isQuietForAll(sweep.at, policy)) return []
  return policy.channels
    .filter((c) => c.on.includes('inconclusive') && c.targets === null && c.capabilities === null)
    .map(({ name }) => ({
      id: `${report.id}.silent.${name}`,
      vantage: report.vantage.name,
      incident: null,
      channel: name,
      what: 'silent' as const,
      createdAt: now.toISOString(),
      payload: silentMessage(gap, { report, page: policy.page }),
    }))
}
