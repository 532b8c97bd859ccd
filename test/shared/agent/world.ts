import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSpool, type SpoolLimits } from '../../../runtime/spool.ts'
import { addressBook } from '../../../shared/address/book.ts'
import { type Agent, createAgent } from '../../../shared/agent/agent.ts'
import type { AgentDeps } from '../../../shared/agent/deps.ts'
import { DEFAULT_CONFIG } from '../../../shared/config/default-config.ts'
import type { Config } from '../../../shared/config/schema.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import { alertPolicy } from '../../../shared/notify/policy.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { LogEntry } from '../../../shared/ports/log.ts'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import type { Spool } from '../../../shared/ports/spool.ts'
import { openSqliteStore } from '../../../stores/sqlite/sqlite.ts'
import { type Case, passing } from '../report/sample.ts'
import { CAPABILITIES, VANTAGE } from '../report/sample-place.ts'
import { answerKey, connected } from '../report/sample-steps.ts'

export const MINUTE = 60_000

/** A clock that stands until it is set. */
export class FakeClock implements Clock {
  #ms = Date.UTC(2026, 10, 22)

  now(): number {
    return this.#ms
  }

  date(): Date {
    return new Date(this.#ms)
  }

  pass(ms: number): void {
    this.#ms += ms
  }
}

/** What a sweep of these cases sees when it begins at that time. */
export function evidence(cases: readonly Case[], startedAt: Date): Evidence {
  return {
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(startedAt.getTime() + 12_400).toISOString(),
    warmUp: 0,
    systemResolvers: VANTAGE.resolvers,
    targets: cases.map((c) => c.seen),
    dns: Object.fromEntries(cases.flatMap((c) => c.answers.map((a) => [answerKey(a), a]))),
    certificates: Object.assign({}, ...cases.map((c) => c.certificates)),
  }
}

export const HEALTHY = 'www.contoso.com'
export const ORDERS = 'orders.contoso.com'

const SILENCE = ['generic_timeout_error', 'no answer within 5000 ms'] as const

/** Two targets, of which the second works or its packets are dropped. */
export function network(working: boolean): readonly Case[] {
  const orders = passing(ORDERS, '10.0.1.9')
  const silent = [14, 5100].map((t0, n) => connected('10.0.1.9', t0, SILENCE, n + 1))
  const dropped = [...orders.seen.observations.slice(0, 2), ...silent]
  return [
    passing(HEALTHY),
    working ? orders : { ...orders, seen: { ...orders.seen, observations: dropped } },
  ]
}

export interface World extends Disposable {
  readonly dir: string
  readonly clock: FakeClock
  readonly store: ResultsStore
  readonly spool: Spool
  readonly log: LogEntry[]
  /** Ids of notifications in the order in which they were sent, every attempt. */
  readonly sent: string[]
  /** Whether the second target works in the next sweep. */
  working: boolean
  /** Whether the receiver of notifications answers. */
  listening: boolean
  /** A new process at the same place. */
  agent(over?: Partial<AgentDeps>): Agent
}

/** Everything is told, however often it comes and goes. */
export const ALERTS: Config['alerts'] = {
  ...DEFAULT_CONFIG.alerts,
  flapping: { ...DEFAULT_CONFIG.alerts.flapping, times: 1000 },
  notify: [
    {
      name: 'ops',
      on: ['fail'],
      targets: null,
      capabilities: null,
      bundles: false,
      receiver: { kind: 'webhook', url: 'https://hooks.contoso.com/x', secret: null },
    },
  ],
}

/** Where an agent of these tests runs, and what it meets there. */
export interface Place extends Pick<AgentDeps, 'store' | 'spool' | 'clock' | 'log' | 'deliver'> {
  readonly name: string
  readonly network: () => readonly Case[]
}

export function agentAt(
  { name, network: seen, ...place }: Place,
  over?: Partial<AgentDeps>,
): Agent {
  return createAgent({
    ...place,
    vantage: VANTAGE,
    targets: network(true).map((c) => c.seen.target),
    capabilities: CAPABILITIES,
    knowledge: { book: addressBook({ privateRanges: [], owners: [] }) },
    policy: alertPolicy(ALERTS, null),
    measure: async (targets) => {
      const ids = new Set(targets.map(({ id }) => id))
      const cases = seen().filter((c) => ids.has(c.seen.target.id))
      return evidence(cases, place.clock.date())
    },
    newId: (startedAt) => `${startedAt.toISOString()}-prod`,
    owner: name,
    within: () => ({
      store: over?.store ?? place.store,
      signal: new AbortController().signal,
      [Symbol.dispose]() {},
    }),
    postSweepMs: MINUTE,
    leaseMs: 10 * MINUTE,
    retentionMs: 30 * 24 * 60 * MINUTE,
    ...over,
  })
}

/** With a store in an SQLite file, or that one. */
export function world(limits?: SpoolLimits, given?: ResultsStore): World {
  const dir = mkdtempSync(path.join(tmpdir(), 'perimeter-agent-'))
  const store = given ?? openSqliteStore(path.join(dir, 'results.db'))
  const spool = openSpool(path.join(dir, 'spool'), limits)
  const clock = new FakeClock()
  const log: LogEntry[] = []
  const sent: string[] = []
  let serial = 0
  const made: World = {
    dir,
    clock,
    store,
    spool,
    log,
    sent,
    working: true,
    listening: true,
    agent: (over) =>
      agentAt(
        {
          name: `process ${++serial}`,
          store,
          spool,
          clock,
          log: { write: (entry) => log.push(entry) },
          network: () => network(made.working),
          deliver: async ({ notification }, now) => {
            sent.push(notification.id)
            if (made.listening) return { state: 'delivered' }
            const nextAt = new Date(now.getTime() + 5 * MINUTE).toISOString()
            return { state: 'due', nextAt, error: 'HTTP 503' }
          },
        },
        over,
      ),
    [Symbol.dispose]() {
      void store.close()
      rmSync(dir, { recursive: true })
    },
  }
  return made
}
