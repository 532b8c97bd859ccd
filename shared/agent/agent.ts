import type { Report, Vantage } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { LogEntry } from '../ports/log.ts'
import type { Lease } from '../ports/results-store.ts'
import type { SweepRef } from '../ports/store-entries.ts'
import { StoreError } from '../ports/store-error.ts'
import { attempt } from './attempt.ts'
import type { AgentDeps } from './deps.ts'
import { Keeper, type Kept } from './keep.ts'
import { type Measuring, measured } from './measured.ts'
import { followSweep } from './post-sweep.ts'
import { ShownCertificates } from './shown-certificates.ts'
import { sweptSince } from './swept-since.ts'

/** What became of a sweep. */
export type SweepOutcome =
  | { readonly state: 'skipped'; readonly reason: string }
  /** The one that was due has been made, by this process or another, and lies in the store. */
  | { readonly state: 'made'; readonly report: Report }
  | {
      readonly state: 'done'
      readonly report: Report
      readonly kept: Kept
      /** How long it took to keep it, in ms. */
      readonly keptIn: number
    }

export interface AgentStatus {
  readonly vantage: string
  readonly sweeping: boolean
  /** The last sweep of this process. */
  readonly last:
    | (SweepRef & { readonly kept: Kept; readonly report: Report; readonly postSweepMs: number })
    | null
  /** Ids of the reports that wait for the store. */
  readonly spooled: readonly string[]
}

/** What the lease may take, before a sweep and after it, in ms. */
const LEASE = 10_000
/** What storing a report on demand may take, in ms: somebody waits for the answer. */
const ASIDE = 15_000
/** What follows a sweep takes a second or two; from here on it is worth a line, in ms. */
const SLOW = 10_000

/** What started a sweep. */
export interface Trigger {
  /** Facts of this sweep alone, in addition to those of the vantage. */
  readonly facts?: Vantage['facts']
  /** When it was due. Asked for again, it is not made again. */
  readonly due?: Date | null
}

/** The composition that every shell calls. */
export interface Agent {
  /**
   * One sweep over all targets, to its end: measured, judged, stored, alerted, notified. Skipped when another one of
   * this vantage is under way. Aborting ends the measuring; what is there is judged and stored.
   */
  sweep(kind: Report['kind'], signal: AbortSignal, trigger?: Trigger): Promise<SweepOutcome>
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
  const certificates = new ShownCertificates()
  const shown = certificates.leaves
  const isBehind = async () => (await keeper.waiting()).length > 0
  let sweeping = false
  let last: AgentStatus['last'] = null

  async function make(how: Measuring, lease: Lease | 'none'): Promise<SweepOutcome> {
    const report = await measured(deps, deps.targets, how)
    certificates.note(report)
    const begin = deps.clock.now()
    using late = deps.within(deps.postSweepMs)
    const kept = await keeper.keep(report, late.store)
    const keptIn = deps.clock.now() - begin
    // A store that took neither lease nor report would not answer now: each of its calls may last until its deadline.
    const answers = !late.signal.aborted && (lease !== 'none' || kept === 'stored')
    if (answers) {
      const either = AbortSignal.any([how.signal, late.signal])
      await followSweep({ ...deps, store: late.store }, report, either)
    }
    const postSweepMs = deps.clock.now() - begin
    last = { id: report.id, startedAt: report.startedAt, kept, report, postSweepMs }
    if (postSweepMs > SLOW) deps.log.write(slowLine(vantage, keptIn, postSweepMs))
    return { state: 'done', report, kept, keptIn }
  }

  async function underLease(how: Measuring, due: Date | null): Promise<SweepOutcome> {
    deps.load?.()
    const lease = await take(deps, vantage)
    if (lease === 'none') return await make(how, lease)
    try {
      // Asked now and not before: another instance may have made it until the lease was free.
      const made = await madeSince(deps, due)
      if (made !== null) return { state: 'made', report: made }
      if (lease !== 'held') return await make(how, lease)
      return { state: 'skipped', reason: 'another sweep holds the lease' }
    } finally {
      if (lease !== 'held') await release(deps, lease)
    }
  }

  return {
    async sweep(kind, signal, { facts = {}, due = null } = {}) {
      if (sweeping) {
        const made = await madeSince(deps, due)
        if (made !== null) return { state: 'made', report: made }
        return { state: 'skipped', reason: 'this process is in a sweep' }
      }
      sweeping = true
      try {
        const how = { kind, signal, deadline: null, facts, shown, isBehind }
        const outcome = await underLease(how, due)
        if (outcome.state === 'skipped') {
          deps.log.write({ severity: 'info', message: `No sweep of ${vantage}: ${outcome.reason}` })
        }
        return outcome
      } finally {
        sweeping = false
      }
    },

    async check(targets, signal, deadline) {
      const given = { signal, deadline: deadline ?? null, facts: {} }
      const how = { ...given, kind: 'on-demand', shown, isBehind } as const
      const report = await measured(deps, targets, how)
      using aside = deps.within(ASIDE)
      return { report, kept: await keeper.keepAside(report, aside.store) }
    },

    async status() {
      return { vantage, sweeping, last, spooled: await keeper.waiting() }
    },
  }
}

/** The sweep that was due then, if there is one already. */
async function madeSince(
  { within, vantage, clock }: AgentDeps,
  due: Date | null,
): Promise<Report | null> {
  if (due === null) return null
  using early = within(LEASE)
  return await sweptSince({ due, now: clock.date() }, vantage.name, early.store)
}

/**
 * The lease, 'held' by another, or 'none' when the store cannot say: it is the outage that this program is to find,
 * and a second sweep at the same time is better than none.
 */
async function take(deps: AgentDeps, vantage: string): Promise<Lease | 'held' | 'none'> {
  const { within, clock, log, leaseMs, owner } = deps
  using early = within(LEASE)
  try {
    return (await early.store.acquireLease(vantage, owner, leaseMs, clock.date())) ?? 'held'
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    log.write({ severity: 'warning', message: `Sweeping without a lease: ${error.message}` })
    return 'none'
  }
}

/** A lease that cannot be given back ends by itself. */
async function release({ within, log }: AgentDeps, lease: Lease): Promise<void> {
  using after = within(LEASE)
  await attempt(log, () => after.store.releaseLease(lease))
}

function slowLine(vantage: string, keptIn: number, postSweepMs: number): LogEntry {
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  return {
    severity: 'warning',
    message: `The store is slow: keeping the report took ${seconds(keptIn)} s, and all that follows a sweep ${seconds(postSweepMs)} s`,
    fields: { event: 'store-slow', vantage, keptIn, postSweepMs },
  }
}
