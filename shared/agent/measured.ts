import type { Leaves } from '../judge/before.ts'
import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { isCompared } from '../report/before.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'
import { division } from './division.ts'
import { judgedReport } from './judged-report.ts'

/** What reading the last report may take, in ms. */
const LISTS = 10_000

/** One measuring of some targets, and what its report says of it. */
export interface Measuring {
  readonly kind: Report['kind']
  readonly signal: AbortSignal
  readonly deadline: number | null
  readonly facts: Vantage['facts']
  /** The certificates that the targets showed of late. */
  readonly shown: ReadonlyMap<string, Leaves>
  /** Whether reports wait for the store: what it has last is not what was seen last. */
  readonly isBehind: () => Promise<boolean>
}

/** Measures targets and judges what was seen. Throws only for a bug. */
export async function measured(
  deps: AgentDeps,
  targets: readonly Target[],
  how: Measuring,
): Promise<Report> {
  const divided = await division(deps, targets, how)
  const due = divided?.due ?? targets
  const [evidence, previous, network] = await Promise.all([
    deps.measure(due, how),
    divided?.report ?? lastReport(deps, targets),
    deps.readNetwork?.(how),
  ])
  const knowledge = network == null ? deps.knowledge : { ...deps.knowledge, network }
  const needed = new Set(targets.flatMap((target) => target.capabilities))
  // Of some targets only, nothing can be said of capabilities that need none of them.
  const capabilities =
    targets === deps.targets
      ? deps.capabilities
      : deps.capabilities.filter(({ id }) => needed.has(id))
  const { kind, facts, shown } = how
  const judging = { ...deps, knowledge, kind, facts, shown, capabilities, previous }
  if (divided === null) return judgedReport(evidence, judging)
  const order = divided.report.results.map(({ target }) => target.id)
  return judgedReport(evidence, { ...judging, carried: { results: divided.carried, order } })
}

/** The last sweep’s report; read only where a target is compared with it. */
async function lastReport(
  { within, log, vantage }: AgentDeps,
  targets: readonly Target[],
): Promise<Report | null> {
  if (!targets.some(isCompared)) return null
  using bounded = within(LISTS)
  return (await attempt(log, () => bounded.store.latest(vantage.name, 'scheduled'))) ?? null
}
