import { wasChecked } from '../model/report.ts'
import { heirs, isKin } from './heirs.ts'
import { type AlertState, type BadSince, type CauseState, own, type TargetState } from './state.ts'
import type { CauseInSweep, Standing, Sweep } from './sweep.ts'

/** Sweeps whose distance is remembered; an odd number, as their median is taken. */
const INTERVALS = 5

/** The state after a sweep, before any incident is looked at. Targets that are gone are forgotten. */
export function countSweep(before: AlertState, sweep: Sweep): AlertState {
  const { report, at, standings } = sweep
  const targets = report.results.map((result) => {
    const { id } = result.target
    const last = lastSight(before, id)
    const counts = counted(own(before.targets, id), standings.get(id), sweep, last)
    const seenIn = !wasChecked(result) && last !== '' ? { seenIn: last } : {}
    return [id, { verdict: result.verdict, ...counts, ...seenIn }] as const
  })
  const step = Date.parse(report.startedAt) - Date.parse(before.startedAt)
  const lineage = heirs(
    sweep.causes,
    Object.entries(before.causes).map(([key, { targets: hit }]) => ({
      key,
      name: key,
      targets: hit,
    })),
  )
  const unseen = stillOpenQuestions(before, sweep).filter(([key]) => !isInherited(key, lineage))
  return {
    ...before,
    schema: 1,
    report: report.id,
    startedAt: report.startedAt,
    finishedAt: at,
    intervals: Number.isNaN(step) ? [] : [...before.intervals, step].slice(-INTERVALS),
    targets: Object.fromEntries(targets),
    causes: Object.fromEntries([...unseen, ...seen(before, sweep, lineage)]),
  }
}

/** The last sweep before this one that checked a target, by its id; empty: there was none. */
function lastSight(before: AlertState, target: string): string {
  return own(before.targets, target)?.seenIn ?? before.report
}

function counted(
  was: TargetState | undefined,
  standing: Standing | undefined,
  { at, report }: Sweep,
  last: string,
): Omit<TargetState, 'verdict'> {
  const { bad, good, badAt } = was ?? { bad: 0, good: 0, badAt: null }
  if (standing?.kind === 'bad') {
    const now: BadSince = { report: report.id, ...(last !== '' && { before: last }) }
    // A row that began under an older version: when is not known any more.
    const since = bad === 0 ? now : was?.badSince
    return { bad: bad + 1, good: 0, badAt: at, ...(since !== undefined && { badSince: since }) }
  }
  return standing?.kind === 'good'
    ? { bad: 0, good: good + 1, badAt }
    : { bad, good, badAt, ...(was?.badSince !== undefined && { badSince: was.badSince }) }
}

/**
 * A cause whose scope moved goes on with the row of sweeps of the one that it was. Where one falls into several, each
 * of them began when it did.
 */
function seen(
  before: AlertState,
  { causes, at, report }: Sweep,
  lineage: ReadonlyMap<string, string>,
): [string, CauseState][] {
  return causes.map((cause) => {
    const { key, targets } = cause
    // Ids of one vantage sort by time. One target that was good later proves the cause to be younger.
    const last =
      targets
        .map((target) => lastSight(before, target))
        .sort()
        .at(-1) ?? ''
    const first = {
      ...{ streak: 0, since: at, report: report.id },
      ...(last !== '' && { before: last }),
    }
    const same = own(before.causes, lineage.get(key) ?? '')
    const begin = same ?? parentOf(cause, before) ?? first
    return [key, { ...begin, streak: (same?.streak ?? 0) + 1, targets }]
  })
}

function parentOf(cause: CauseInSweep, before: AlertState): CauseState | undefined {
  return Object.entries(before.causes).find(([key, { targets }]) =>
    isKin(cause, { key, targets }),
  )?.[1]
}

function isInherited(key: string, lineage: ReadonlyMap<string, string>): boolean {
  return [...lineage.values()].includes(key)
}

/** A cause that was not seen, yet a target of it could not be judged: its row of sweeps is not broken. */
function stillOpenQuestions(
  before: AlertState,
  { causes, standings }: Sweep,
): [string, CauseState][] {
  const now = new Set(causes.map((cause) => cause.key))
  return Object.entries(before.causes).filter(
    ([key, { targets }]) =>
      !now.has(key) && targets.some((target) => standings.get(target)?.kind === 'unknown'),
  )
}
