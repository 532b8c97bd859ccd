import type { Incident } from '../model/incident.ts'
import type { Report } from '../model/report.ts'
import { listText, rowText } from '../view/words.ts'
import { noted } from './log-entry.ts'
import type { Scene } from './open-incidents.ts'
import { own } from './state.ts'

type Fate = 'stays' | 'recovered' | 'removed' | 'moved'

/** The incident without the targets that leave it in this sweep; closed when none is left. */
export function leave(
  incident: Incident,
  home: ReadonlyMap<string, string>,
  scene: Scene,
): Incident {
  const fates = Map.groupBy(incident.targets, (target) => fateOf(target, incident, home, scene))
  const stay = fates.get('stays') ?? []
  const reasons = [
    ...recovered(fates.get('recovered') ?? [], scene),
    ...removed(fates.get('removed') ?? []),
    ...moved(fates.get('moved') ?? [], home),
  ]
  if (reasons.length === 0) return incident
  if (stay.length > 0) {
    return noted({ ...incident, targets: stay }, scene.sweep, 'shrank', reasons.join('; '))
  }
  const into = fates.has('recovered') ? null : goal(fates.get('moved') ?? [], home)
  const closed = { ...incident, state: 'closed', closedAt: scene.sweep.at, into } as const
  return noted(closed, scene.sweep, 'closed', reasons.join('; '))
}

/** Where most of the targets that moved are now; null: none did. */
function goal(targets: readonly string[], home: ReadonlyMap<string, string>): string | null {
  const counts = [...Map.groupBy(targets, (target) => home.get(target) ?? '')]
  return counts.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}

function fateOf(
  target: string,
  incident: Incident,
  home: ReadonlyMap<string, string>,
  { sweep, state, policy }: Scene,
): Fate {
  if (!sweep.standings.has(target)) return isCutShort(sweep.report) ? 'stays' : 'removed'
  if ((home.get(target) ?? incident.id) !== incident.id) return 'moved'
  const { good = 0, badAt = null } = own(state.targets, target) ?? {}
  if (good < policy.closeAfter) return 'stays'
  const quiet = badAt === null ? Number.POSITIVE_INFINITY : Date.parse(sweep.at) - Date.parse(badAt)
  return incident.flapping && quiet < policy.flapping.within ? 'stays' : 'recovered'
}

/** Whether some of the configuration could not be used: what is missing then was not taken out, and heals nothing. */
function isCutShort({ configuration }: Report): boolean {
  return configuration?.disabled?.some(({ kind }) => kind !== 'receiver') ?? false
}

function recovered(targets: readonly string[], { policy, state }: Scene): readonly string[] {
  const row = `${rowText(policy.closeAfter)} (closeAfter)`
  const isWarned = (target: string) => own(state.targets, target)?.verdict === 'warn'
  const warned = targets.filter(isWarned)
  const well = targets.filter((target) => !isWarned(target))
  return [
    ...(well.length === 0 ? [] : [`${listText(well)} recovered: good in ${row}`]),
    ...(warned.length === 0
      ? []
      : [`${listText(warned)} did not fail in ${row}: a warning is left`]),
  ]
}

function removed(targets: readonly string[]): readonly string[] {
  if (targets.length === 0) return []
  return [`${listText(targets)} no longer in the configuration`]
}

function moved(targets: readonly string[], home: ReadonlyMap<string, string>): readonly string[] {
  const groups = Map.groupBy(targets, (target) => home.get(target) ?? '')
  return [...groups].map(
    ([id, some]) => `${listText(some)} moved to incident ${id}: the cause is another now`,
  )
}
