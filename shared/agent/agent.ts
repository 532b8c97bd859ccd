import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Lease } from '../ports/results-store.ts'
import type { SweepRef } from '../ports/store-entries.ts'
import { StoreError } from '../ports/store-error.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'
import { Keeper, type Kept } from './keep.ts'
import { measured } from './measured.ts'
import { followSweep } from './post-sweep.ts'

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
   * One sweep over all targets, to its end: measured, judged, stored, alerted, notified. Skipped when another one of
   * this vantage is under way. Aborting ends the measuring; what is there is judged and stored. `facts` are those of
   * this sweep alone, in addition to the facts of the vantage: what its trigger says of it.
   */
  sweep(kind: Report['kind'], signal: AbortSignal, facts?: Vantage['facts']): Promise<SweepOutcome>
  /**
   * Checks some targets outside the schedule, whatever sweep is under way. The report is whole, and moves no alerts.
   */
  check(
    targets: readonly Target[],
    signal: AbortSignal,
    deadline?: number,
  ): Promise<{ readonly report: Report; readonly kept: Kept }>
  status(): Promise<AgentStatus>
}

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
      if (lease !== 'none' || kept === 'stored') await followSweep(deps, report, signal)
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
