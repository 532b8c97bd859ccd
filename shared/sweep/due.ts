import { checkedAtOf, type Report, type TargetResult } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { withControls } from './controls.ts'

/** What the store knows of a vantage as a sweep begins. */
export interface LastKnown {
  /** Its last scheduled report. */
  readonly report: Report
  /** Its newest report of any kind: what somebody saw in between. */
  readonly newest: Report | null
  /** Ids of the targets that an open incident hits. */
  readonly inIncident: ReadonlySet<string>
}

export interface Times {
  /** Start of the sweep. */
  readonly now: Date
  /** When the schedule comes next, strictly after a time; null: never. */
  readonly next: (after: Date) => Date | null
}

/** Which targets a sweep checks, and the passes of the others. */
export interface Division {
  readonly due: readonly Target[]
  readonly carried: readonly TargetResult[]
}

/** Timers fire early now and then, in ms: a sweep that begins so long before its time is that of this time. */
const EARLY = 1_000

/**
 * So many reports may hold the evidence of what is carried, as whoever wants it has to read them all (MAX_HOLDERS,
 * report/compact.ts, of which the other half is for what was checked). Of what lies scattered over more, some is due.
 */
const HOLDERS = 8

/**
 * Which targets are due in a sweep. One with an interval is not, and its pass is carried, when all of this holds: when it
 * was last checked it passed, and so did all that its answer led to and all others of its host; none of them is in an open
 * incident; the configuration is the same, and no sweep is missing since the last; and the next sweep is nearer to the end
 * of its interval than this one, so that a schedule that jitters neither doubles an interval nor halves it. Pure.
 */
export function divide(
  targets: readonly Target[],
  { report, newest, inIncident }: LastKnown,
  times: Times,
  configuration: string | undefined,
): Division {
  const unchanged = report.configuration?.hash === configuration
  if (!unchanged || isMissing(report, times)) return { due: targets, carried: [] }
  const doubtful = new Set([...failedIn(report), ...failedIn(newest), ...inIncident])
  const hosts = new Set(targets.flatMap(({ id, host }) => (doubtful.has(id) ? [host] : [])))
  const families = familiesOf(report)
  const isDue = dueBy(times)
  const rests = ({ id, host, interval }: Target): boolean => {
    const family = families.get(id) ?? []
    const own = family.find((result) => result.target.id === id)
    if (own === undefined || interval === undefined || hosts.has(host)) return false
    if (family.some(({ target }) => doubtful.has(target.id))) return false
    return !isDue(interval, checkedAtOf(own, report))
  }
  const resting = targets.filter(rests).map(({ id }) => [id, families.get(id) ?? []] as const)
  const kept = withControls(targets, heldByFew(new Map(resting)), doubtful)
  return {
    due: targets.filter(({ id }) => !kept.has(id)),
    carried: [...kept.values()].flat().map((result) => carriedFrom(result, report)),
  }
}

/**
 * Whether a sweep should have been since the last report, as what it saw is not known here; or the report is of a time
 * that has not come, since a clock was wrong.
 */
function isMissing({ startedAt }: Report, { now, next }: Times): boolean {
  if (Date.parse(startedAt) > now.getTime()) return true
  const first = nextRun(new Date(startedAt), next)
  const second = first && nextRun(first, next)
  if (first === null || second === null) return false
  return now.getTime() > (first.getTime() + second.getTime()) / 2
}

/** Whether this sweep is as near to the end of an interval as the next one would be, or nearer. */
function dueBy({ now, next }: Times): (interval: number, checkedAt: string) => boolean {
  const later = nextRun(now, next)?.getTime() ?? Number.POSITIVE_INFINITY
  return (interval, checkedAt) => {
    const end = Date.parse(checkedAt) + interval
    return end - now.getTime() <= later - end
  }
}

function nextRun(after: Date, next: Times['next']): Date | null {
  return next(new Date(after.getTime() + EARLY))
}

/** The targets of which a report does not say that all is well. */
function failedIn(report: Report | null): readonly string[] {
  const results = report?.results ?? []
  return results.flatMap(({ target, verdict, ending }) =>
    verdict === 'pass' && ending === 'done' ? [] : [target.id],
  )
}

/**
 * By the id of a configured target: its result, and those of what its answer named and its redirects led to. What leads
 * to itself, which only a damaged report has, belongs to none.
 */
function familiesOf({ results }: Report): ReadonlyMap<string, readonly TargetResult[]> {
  const byId = new Map(results.map((result) => [result.target.id, result]))
  const rootOf = (result: TargetResult, passed = new Set<TargetResult>()): string => {
    const { target } = result
    const from = byId.get(target.discoveredBy ?? target.redirectedFrom ?? '')
    if (from === undefined) return target.id
    return passed.has(result) ? '' : rootOf(from, passed.add(result))
  }
  return Map.groupBy(results, (result) => rootOf(result))
}

/** The pass as the report of this sweep has it; its evidence stays where it is. */
function carriedFrom(result: TargetResult, report: Report): TargetResult {
  return {
    ...result,
    observations: [],
    openedAfter: null,
    evidenceIn: result.evidenceIn ?? report.id,
    checkedAt: checkedAtOf(result, report),
  }
}

type Resting = ReadonlyMap<string, readonly TargetResult[]>

/** Those whose evidence the fewest reports hold; the others are checked again. */
function heldByFew(resting: Resting): Resting {
  const byHolder = Map.groupBy(resting, ([, family]) => family[0]?.evidenceIn)
  const largest = [...byHolder.values()].sort((a, b) => b.length - a.length).slice(0, HOLDERS)
  return new Map(largest.flat())
}
