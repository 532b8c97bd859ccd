import type { Leaves } from '../judge/before.ts'
import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { isCompared } from '../report/before.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'
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
}

/** Measures targets and judges what was seen. Throws only for a bug. */
export async function measured(
  deps: AgentDeps,
  targets: readonly Target[],
  how: Measuring,
): Promise<Report> {
  const [evidence, previous, network] = await Promise.all([
    deps.measure(targets, how),
    lastReport(deps, targets),
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
  return judgedReport(evidence, { ...deps, knowledge, kind, facts, shown, capabilities, previous })
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
