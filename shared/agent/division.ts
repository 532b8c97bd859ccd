import type { Report } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import { type Division, divide, type LastKnown } from '../sweep/due.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'

/** What reading the last reports and the open incidents may take, in ms. */
const READING = 10_000

/** More open incidents of one vantage than this nobody reads. */
const OPEN_READ = 10_000

/**
 * What a sweep checks, where it does not check all: only scheduled ones leave out what is not due, and only beside a
 * report that says what the targets were like. Null: all targets are due, as they are when the store cannot say.
 */
export async function division(
  deps: AgentDeps,
  targets: readonly Target[],
  { kind, isBehind }: { readonly kind: Report['kind']; readonly isBehind: () => Promise<boolean> },
): Promise<(Division & { readonly report: Report }) | null> {
  const { nextSweep: next, clock, configuration, mostAlone = Number.POSITIVE_INFINITY } = deps
  const canRest = targets.some(({ interval }) => interval !== undefined)
  if (kind !== 'scheduled' || targets !== deps.targets || next === undefined) return null
  if (!canRest || (await isBehind())) return null
  const known = await lastKnown(deps)
  if (known === null) return null
  const divided = divide(targets, known, { now: clock.date(), next }, configuration?.hash)
  if (divided.carried.length === 0 || divided.due.length > mostAlone) return null
  return { ...divided, report: known.report }
}

async function lastKnown({ within, log, vantage }: AgentDeps): Promise<LastKnown | null> {
  const { name } = vantage
  using bounded = within(READING)
  const { store } = bounded
  const read = await attempt(log, async () => ({
    report: await store.latest(name, 'scheduled'),
    newest: await store.latest(name),
    open: await store.incidents({ vantage: name, state: 'open', limit: OPEN_READ }),
  }))
  if (read === undefined || read.report === null) return null
  const inIncident = new Set(read.open.flatMap(({ targets }) => targets))
  return { report: read.report, newest: read.newest, inIncident }
}
