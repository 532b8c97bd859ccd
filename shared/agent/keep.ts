import type { Report } from '../model/report.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { Spool } from '../ports/spool.ts'
import { StoreError } from '../ports/store-error.ts'
import { baseOf, compactReport, type EvidenceBase, holdersOf, nextBase } from '../report/compact.ts'
import { unlessDamaged } from './unless-damaged.ts'

/** How many waiting reports one run appends: after a long outage the rest goes with the next runs. */
const DRAINED = 100

/** Where a report is: in the store; in the spool, for the next run; or in the log alone. */
export type Kept = 'stored' | 'spooled' | 'logged'

export interface KeeperDeps {
  readonly vantage: string
  readonly spool: Spool
  readonly log: Log
}

/** What the next report is compacted against, as long as this process remembers it. */
interface Memory {
  readonly base: EvidenceBase
  readonly through: string
}

/** Brings reports into the store: in order, none twice, and none lost when the store is unreachable. */
export class Keeper {
  readonly #deps: KeeperDeps
  #memory: Memory | null = null

  constructor(deps: KeeperDeps) {
    this.#deps = deps
  }

  /** Keeps the report of a sweep, behind those that wait. Never throws for a store or spool that fails. */
  async keep(report: Report, store: ResultsStore): Promise<Kept> {
    try {
      // What waits is older: to append the new one first would be out of order.
      if (!(await this.#drain(store))) return await this.#setAside(report, 'others wait before it')
      await this.#append(report, store)
      return 'stored'
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return await this.#setAside(report, error.message)
    }
  }

  /** Keeps a report that moves no alerts and waits for no other. */
  async keepAside(report: Report, store: ResultsStore): Promise<Kept> {
    try {
      await store.append(report)
      return 'stored'
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return await this.#setAside(report, error.message)
    }
  }

  /** Whether nothing waits any more. */
  async #drain(store: ResultsStore): Promise<boolean> {
    const { spool, log } = this.#deps
    const waiting = await this.waiting()
    for (const id of waiting.slice(0, DRAINED)) {
      const report = await spool.get(id)
      if (report === null) {
        log.write({
          severity: 'error',
          message: `Report ${id} in the spool cannot be read: dropped`,
        })
      } else {
        await this.#append(report, store)
        log.write({ severity: 'info', message: `Report ${id} was stored from the spool` })
      }
      await this.#removed(id)
    }
    return waiting.length <= DRAINED
  }

  /** One that stays in the spool is stored again with the next sweep, which changes nothing. */
  async #removed(id: string): Promise<void> {
    const { spool, log } = this.#deps
    try {
      await spool.remove(id)
    } catch (error) {
      log.write({
        severity: 'error',
        message: `Report ${id} cannot be removed from the spool: ${said(error)}`,
      })
    }
  }

  /** Ids of the reports that wait; none where the spool cannot be read, which the log says. */
  async waiting(): Promise<readonly string[]> {
    try {
      return await this.#deps.spool.list()
    } catch (error) {
      this.#deps.log.write({ severity: 'error', message: `Cannot read the spool: ${said(error)}` })
      return []
    }
  }

  async #append(report: Report, store: ResultsStore): Promise<void> {
    if (report.kind !== 'scheduled') {
      await store.append(report)
      return
    }
    const { base, through } = this.#memory ?? (await this.#recall(store))
    const compacted = compactReport(report, base)
    const outcome = await store.append(compacted)
    // What an earlier run stored under this id may be compacted otherwise: only the store knows.
    const known = outcome === 'stored' && report.startedAt > through
    this.#memory = known ? { base: nextBase(compacted, base), through: report.startedAt } : null
  }

  async #recall(store: ResultsStore): Promise<Memory> {
    const { vantage } = this.#deps
    const newest = await unlessDamaged(this.#deps, () => store.latest(vantage, 'scheduled'))
    if (newest === null) return { base: new Map(), through: '' }
    const holders: Report[] = []
    for (const id of holdersOf(newest)) {
      const holder = await unlessDamaged(this.#deps, () => store.get(id))
      if (holder !== null) holders.push(holder)
    }
    return { base: baseOf(newest, holders), through: newest.startedAt }
  }

  async #setAside(report: Report, why: string): Promise<Kept> {
    const { spool, log } = this.#deps
    try {
      const { dropped } = await spool.put(report)
      for (const id of dropped) {
        log.write({
          severity: 'error',
          message: `The spool is full: report ${id} was dropped; it is in the log`,
          fields: { report: id },
        })
      }
      const kept = dropped.includes(report.id) ? 'logged' : 'spooled'
      log.write({
        severity: 'error',
        message: `Report ${report.id} was not stored and ${kept === 'spooled' ? 'waits in the spool' : 'only in this log'}: ${why}`,
        fields: { report },
      })
      return kept
    } catch (error) {
      log.write({
        severity: 'error',
        message: `Report ${report.id} was not stored (${why}), nor could it be put into the spool (${said(error)}): it is only in this log`,
        fields: { report },
      })
      return 'logged'
    }
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
