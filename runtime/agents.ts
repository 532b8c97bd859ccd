import { randomBytes, randomUUID } from 'node:crypto'
import type { Network } from '../probes/context.ts'
import type { SweepOptions } from '../probes/sweep.ts'
import { addressBook } from '../shared/address/book.ts'
import { type Agent, createAgent } from '../shared/agent/agent.ts'
import { configurationOf } from '../shared/config/configuration-of.ts'
import { nextTime } from '../shared/config/next-time.ts'
import { bugText } from '../shared/failure/bug-text.ts'
import type { Vantage } from '../shared/model/report.ts'
import { attemptWith } from '../shared/notify/attempt.ts'
import { alertPolicy } from '../shared/notify/policy.ts'
import { receiversOf } from '../shared/notify/receiver.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import type { Spool } from '../shared/ports/spool.ts'
import type { TokenSource } from '../shared/ports/token-source.ts'
import { reportId } from '../shared/report/id.ts'
import type { Measure } from '../shared/sweep/measure.ts'
import { allowedAddresses } from '../shared/web/allow.ts'
import { networkSource } from './network-source.ts'
import { Once } from './once.ts'
import type { ConfigContext, Planned } from './plan-file.ts'
import { POST_SWEEP } from './post-sweep.ts'
import type { QueueSettings } from './queues/settings.ts'
import { senderOf } from './sender.ts'
import { sharding, type Take } from './sharding.ts'
import { storeWithin } from './store-within.ts'

export interface AgentParts {
  readonly planned: Planned
  readonly context: ConfigContext
  readonly vantage: Vantage
  readonly store: ResultsStore
  readonly spool: Spool
  readonly clock: Clock
  readonly log: Log
  /** The network; tests lead it to a pretend network. */
  readonly network: Network
  /** Tokens for targets that have `auth` (platformTokens); without it they are inconclusive. */
  readonly tokens: TokenSource
  /** For how long from now the path of a fresh instance may not be open, in ms; null: limits.warmUp. */
  readonly warmUp: (() => number) | null
  /** Carries the shards of large sweeps to this and other instances; null: one instance measures all. */
  readonly queue: QueueSettings | null
  /** Aborted when the program is about to end. */
  readonly stopping: AbortSignal
}

/** The agent of a shell, and the one for URLs that callers give, which differs in its network only. */
export interface Agents {
  readonly agent: Agent
  readonly adHoc: Agent
  /** Measures a shard that the queue brought. */
  readonly take: Take
}

/**
 * Puts the agents together. What measures is loaded with the first sweep: an instance that answers a request for the
 * page does not wait for it. Throws RefusedConfigError for roots that cannot be read.
 */
export function composeAgents(parts: AgentParts): Agents {
  const { planned, context, vantage, store, spool, clock, log, network, warmUp } = parts
  const { tokens, queue, stopping } = parts
  const { config, targets, capabilities, owners, knownNetwork } = planned
  const { privateRanges } = config
  const exempt = allowedAddresses(config.onDemand.allow).map(({ address, port }) => ({
    host: address,
    port,
  }))
  const sender = senderOf(config, context)
  const configuration = configurationOf(config, planned)
  const newId = (startedAt: Date, vantage: string) => reportId(startedAt, vantage, randomBytes)
  const reading = networkSource({ planned, context, clock, log })
  const endOf = (deadline: number | null) =>
    Math.min(config.limits.sweep, deadline ?? Number.POSITIVE_INFINITY)
  const deps = {
    vantage,
    targets,
    configuration,
    capabilities,
    knowledge: {
      book: addressBook({ privateRanges, owners }),
      ...(knownNetwork !== null && { network: knownNetwork }),
    },
    ...(reading !== null && {
      readNetwork: async ({ signal, deadline }: Parameters<Measure>[1]) =>
        await reading({ signal, ms: endOf(deadline) }),
    }),
    nextSweep: (after: Date) => nextTime(config.schedule, after),
    policy: alertPolicy(config.alerts, config.schedule),
    deliver: attemptWith({ sender, channels: receiversOf(config.alerts), random: Math.random }),
    store,
    within: storeWithin(store),
    spool,
    clock,
    log,
    newId,
    owner: randomUUID(),
    postSweepMs: POST_SWEEP,
    leaseMs: config.limits.sweep + POST_SWEEP,
    retentionMs: config.retention,
  }
  const closedFor = () => (warmUp === null ? config.limits.warmUp : warmUp())
  const optionsOf = (
    closed: number,
    { signal, deadline }: Parameters<Measure>[1],
  ): SweepOptions => ({
    network,
    clock,
    tokens,
    limits: {
      ...config.limits,
      warmUp: closed,
      sweep: endOf(deadline),
    },
    resolvers: config.resolvers,
    signal,
    onTarget: undefined,
    onBug: (bug, target) =>
      log.write({
        severity: 'error',
        message: `A fault of the probe on ${target.id}: ${bugText(bug)}`,
      }),
  })
  const measuring = new Once(() => import('../probes/sweep.ts'))
  const { measure, take, mostAlone } = sharding({
    ...{ config, targets, store, clock, log, sender, tokens, newId, queue, stopping },
    vantage: vantage.name,
    configuration: configuration.hash,
    warmUp: closedFor,
    measure: (closed) => async (some, end) =>
      (await measuring.get()).sweep(some, optionsOf(closed, end)),
  })
  return {
    take,
    agent: createAgent({
      ...deps,
      measure,
      mostAlone,
      load: () => void measuring.get().catch(() => {}),
    }),
    adHoc: createAgent({
      ...deps,
      async measure(some, end) {
        const { guardedSweep } = await import('../probes/guarded-sweep.ts')
        return await guardedSweep(some, { ...optionsOf(closedFor(), end), exempt })
      },
    }),
  }
}
