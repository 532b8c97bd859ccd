import { type AlertState, type CauseState, own, type TargetState } from './state.ts'
import type { Standing, Sweep } from './sweep.ts'

/** Sweeps whose distance is remembered; an odd number, as their median is taken. */
const INTERVALS = 5

/** The state after a sweep, before any incident is looked at. Targets that are gone are forgotten. */
export function countSweep(before: AlertState, sweep: Sweep): AlertState {
  const { report, at, standings } = sweep
  const targets = report.results.map(({ target: { id }, verdict }) => {
    const was = own(before.targets, id)
    const counts = counted(was, standings.get(id), at)
    return [id, { verdict, ...counts }] as const
  })
  const step = Date.parse(report.startedAt) - Date.parse(before.startedAt)
  return {
    schema: 1,
    report: report.id,
    startedAt: report.startedAt,
    finishedAt: at,
    intervals: Number.isNaN(step) ? [] : [...before.intervals, step].slice(-INTERVALS),
    targets: Object.fromEntries(targets),
    causes: Object.fromEntries([...stillOpenQuestions(before, sweep), ...seen(before, sweep)]),
    recoveries: before.recoveries,
  }
}

function counted(
  was: TargetState | undefined,
  standing: Standing | undefined,
  at: string,
): Omit<TargetState, 'verdict'> {
  const { bad, good, badAt } = was ?? { bad: 0, good: 0, badAt: null }
  if (standing?.kind === 'bad') return { bad: bad + 1, good: 0, badAt: at }
  return standing?.kind === 'good' ? { bad: 0, good: good + 1, badAt } : { bad, good, badAt }
}

function seen(before: AlertState, { causes, at, report }: Sweep): [string, CauseState][] {
  const first = {
    ...{ streak: 0, since: at, report: report.id },
    ...(before.report !== '' && { before: before.report }),
  }
  return causes.map(({ key, targets }) => {
    const was = own(before.causes, key) ?? first
    return [key, { ...was, streak: was.streak + 1, targets }]
  })
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
