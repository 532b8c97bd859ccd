import type { AlertPolicy } from '../alerts/policy.ts'
import { judge, type Knowledge } from '../judge/judge.ts'
import type { Capability } from '../model/capability.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Attempt } from '../notify/attempt.ts'
import { deliver } from '../notify/deliver.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Lease, ResultsStore } from '../ports/results-store.ts'
import type { Spool } from '../ports/spool.ts'
import type { SweepRef } from '../ports/store-entries.ts'
import { StoreError } from '../ports/store-error.ts'
import { buildReport } from '../report/build.ts'
import { listsIn } from '../report/lists.ts'
import { catchUp } from './alerting.ts'
import { Keeper, type Kept } from './keep.ts'

/** Measures targets. Ends at the signal or the deadline (ms) with what it has; throws only for a bug. */
export type Measure = (
  targets: readonly Target[],
  end: { readonly signal: AbortSignal; readonly deadline: number | null },
) => Promise<Evidence>

export interface AgentDeps {
  /** Where we are; the resolvers are those that each sweep meets. */
  readonly vantage: Vantage
  readonly targets: readonly Target[]
  readonly capabilities: readonly Capability[]
  readonly knowledge: Knowledge
  readonly policy: AlertPolicy
  readonly measure: Measure
  /** Sends one notification (shared/notify/attempt.ts). */
  readonly deliver: Attempt
  readonly store: ResultsStore
  readonly spool: Spool
  readonly clock: Clock
  readonly log: Log
  /** The id of a new report (reportId with a source of randomness). */
  readonly newId: (startedAt: Date, vantage: string) => string
  /** A text that no other process has, for the lease. */
  readonly owner: string
  /** How long a sweep may hold its vantage, in ms: longer than a sweep and its aftermath can take. */
  readonly leaseMs: number
  /** How long the store keeps what it has, in ms; null: for ever. */
  readonly retentionMs: number | null
}

/** What became of a sweep. */
export type SweepOutcome =
  | { readonly state: 'skipped'; readonly reason: string }
  | { readonly state: 'done'; readonly report: Report; readonly kept: Kept }

export interface AgentStatus {
  readonly vantage: string
  readonly sweeping: boolean
  /** The last sweep of this process. */
  readonly last: (SweepRef & { readonly kept: Kept }) | null
  /** Ids of the reports that wait for the store. */
  readonly spooled: readonly string[]
}

/** The composition that every shell calls. */
export interface Agent {
  /**
   * One sweep over all targets, to its end: measured, judged, stored, alerted, told. Skipped when another one of
   * this vantage is under way. Aborting ends the measuring; what is there is judged and stored. `facts` are those of
   * this sweep alone, beside the facts of the vantage: what its trigger says of it.
   */
  sweep(kind: Report['kind'], signal: AbortSignal, facts?: Vantage['facts']): Promise<SweepOutcome>
  /** Checks some targets beside the schedule, whatever sweep is under way. The report is whole, and moves no alerts. */
  check(
    targets: readonly Target[],
    signal: AbortSignal,
    deadline?: number,
  ): Promise<{ readonly report: Report; readonly kept: Kept }>
  status(): Promise<AgentStatus>
}

const DAY = 24 * 60 * 60 * 1000

export function createAgent(deps: AgentDeps): Agent {
  const vantage = deps.vantage.name
  const keeper = new Keeper({ ...deps, vantage })
  let sweeping = false
  let last: AgentStatus['last'] = null

  async function underLease(
    kind: Report['kind'],
    signal: AbortSignal,
    facts: Vantage['facts'],
  ): Promise<SweepOutcome> {
    const lease = await take(deps, vantage)
    if (lease === 'held') return { state: 'skipped', reason: 'another sweep holds the lease' }
    try {
      const how = { kind, signal, deadline: null, facts }
      const report = await measured(deps, deps.targets, how)
      const kept = await keeper.keep(report)
      last = { id: report.id, startedAt: report.startedAt, kept }
      // A store that took neither lease nor report would not answer now: each of its calls may last until its deadline.
      if (lease !== 'none' || kept === 'stored') await aftermath(deps, report, signal)
      return { state: 'done', report, kept }
    } finally {
      if (lease !== 'none') await attempt(deps.log, () => deps.store.releaseLease(lease))
    }
  }

  return {
    async sweep(kind, signal, facts = {}) {
      if (sweeping) return { state: 'skipped', reason: 'this process is in a sweep' }
      sweeping = true
      try {
        const outcome = await underLease(kind, signal, facts)
        if (outcome.state === 'skipped') {
          deps.log.write({ severity: 'info', message: `No sweep of ${vantage}: ${outcome.reason}` })
        }
        return outcome
      } finally {
        sweeping = false
      }
    },

    async check(targets, signal, deadline) {
      const how = { kind: 'on-demand', signal, deadline: deadline ?? null, facts: {} } as const
      const report = await measured(deps, targets, how)
      return { report, kept: await keeper.keepAside(report) }
    },

    async status() {
      return { vantage, sweeping, last, spooled: await keeper.waiting() }
    },
  }
}

/**
 * The lease, 'held' by another, or 'none' when the store cannot say: it is the outage that this program is to find,
 * and a second sweep at the same time is better than none.
 */
async function take(deps: AgentDeps, vantage: string): Promise<Lease | 'held' | 'none'> {
  const { store, clock, log, leaseMs, owner } = deps
  try {
    return (await store.acquireLease(vantage, owner, leaseMs, clock.date())) ?? 'held'
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.write({ severity: 'warning', message: `Sweeping without a lease: ${error.message}` })
    return 'none'
  }
}

/** The lists of names that were published at the last sweep; read only where a target publishes one. */
async function lastLists(
  { store, log, vantage }: AgentDeps,
  targets: readonly Target[],
): Promise<Pick<Knowledge, 'lists'>> {
  if (!targets.some((target) => target.discovers !== undefined)) return {}
  const last = await attempt(log, () => store.latest(vantage.name, 'scheduled'))
  return last ? { lists: listsIn(last) } : {}
}

async function measured(
  deps: AgentDeps,
  targets: readonly Target[],
  how: {
    kind: Report['kind']
    signal: AbortSignal
    deadline: number | null
    facts: Vantage['facts']
  },
): Promise<Report> {
  const [evidence, lists] = await Promise.all([
    deps.measure(targets, how),
    lastLists(deps, targets),
  ])
  const needed = new Set(targets.flatMap((target) => target.capabilities))
  return buildReport({
    id: deps.newId(new Date(evidence.startedAt), deps.vantage.name),
    kind: how.kind,
    vantage: {
      ...deps.vantage,
      resolvers: [...evidence.systemResolvers],
      facts: { ...deps.vantage.facts, ...how.facts },
    },
    evidence,
    judgements: judge(evidence, { ...deps.knowledge, ...lists, vantage: deps.vantage }),
    // Of some targets only, nothing can be said of capabilities that need none of them.
    capabilities:
      targets === deps.targets
        ? deps.capabilities
        : deps.capabilities.filter(({ id }) => needed.has(id)),
  })
}

/** What follows a sweep; each part on its own, so that one that fails waits for the next run and holds up no other. */
async function aftermath(deps: AgentDeps, report: Report, signal: AbortSignal): Promise<void> {
  const { store, log, retentionMs } = deps
  const vantage = report.vantage.name
  const seen = await attempt(log, () => catchUp({ ...deps, vantage }))
  await attempt(log, () => deliver({ ...deps, vantage, signal }))
  const sameDay = seen != null && dayOf(seen.startedAt) === dayOf(report.startedAt)
  if (retentionMs === null || sameDay) return
  const before = new Date(Date.parse(report.startedAt) - retentionMs)
  await attempt(log, () => store.prune(before))
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY)
}

/** Undefined when the store failed, which the log says; what is not done is done by the next run. */
async function attempt<T>(log: Log, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.write({ severity: 'error', message: error.message, fields: { problem: error.problem } })
    return undefined
  }
}
