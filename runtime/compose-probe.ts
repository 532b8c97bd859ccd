import type { Network } from '../probes/context.ts'
import { systemNetwork } from '../probes/network.ts'
import type { Agent } from '../shared/agent/agent.ts'
import type { Log } from '../shared/ports/log.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import type { Spool } from '../shared/ports/spool.ts'
import type { Taken } from '../shared/sweep/take.ts'
import type { WebApp } from '../shared/web/app.ts'
import { type AgentParts, composeAgents } from './agents.ts'
import { type AppParts, composeApp } from './app.ts'
import { SYSTEM_CLOCK } from './clock.ts'
import type { PlannedAt } from './plan-source.ts'
import { platformTokens } from './tokens.ts'
import { describeVantage, type Platform } from './vantage.ts'

/** What a shell knows that the others do not, whether it is deployed or runs on a machine: each says all of it. */
export interface Shell
  extends Pick<AppParts, 'auth' | 'dueAt' | 'limits'>,
    Pick<AgentParts, 'warmUp' | 'queue'> {
  /** The name of the vantage that it runs at. */
  readonly name: string
  readonly platform: Platform
}

export interface ProbeParts extends PlannedAt {
  readonly shell: Shell
  readonly store: ResultsStore
  readonly spool: Spool
  readonly log: Log
  /** Aborted when the program is about to end. */
  readonly stopping: AbortSignal
  /** The agent as triggers and requests see it; default: as it is. */
  readonly watched?: (agent: Agent) => Agent
  /** The egress; tests lead it to a pretend network. */
  readonly network?: Network
}

/** The whole product at one vantage: whoever sweeps, and whoever answers requests. */
export interface Probe {
  readonly agent: Agent
  readonly app: WebApp
  /** Measures a shard that the platform's queue brought. */
  readonly take: (task: unknown) => Promise<Taken>
}

/** Puts the probe of any shell together. Throws RefusedConfigError for roots that cannot be read. */
export function composeProbe(parts: ProbeParts): Probe {
  const { planned, context, store, spool, log, stopping } = parts
  const { name, platform, warmUp, queue, ...surface } = parts.shell
  const { watched = (agent) => agent } = parts
  const network = parts.network ?? systemNetwork()
  const { privateRanges } = planned.config
  const vantage = describeVantage(name, platform, network.systemResolvers(), privateRanges)
  const clock = SYSTEM_CLOCK
  const tokens = platformTokens({ env: context.env, clock })
  const shared = { planned, context, store, clock, log }
  const agents = composeAgents({
    ...{ ...shared, vantage, spool, network, tokens, warmUp, queue, stopping },
  })
  const agent = watched(agents.agent)
  const app = composeApp({ ...shared, ...surface, agents: { ...agents, agent }, stopping })
  return { agent, app, take: (task) => agents.take(task, stopping) }
}
