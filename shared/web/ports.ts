import type { Agent } from '../agent/agent.ts'
import type { PlanOptions } from '../config/planning.ts'
import type { Config } from '../config/schema.ts'
import type { Target } from '../model/target.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ResultsStore } from '../ports/results-store.ts'
import type { Auth } from './auth.ts'
import type { Rate } from './rate.ts'
import type { Recent } from './recent.ts'
import type { StatusReader } from './status.ts'
import type { StatusData } from './status-data.ts'

export interface WebLimits {
  /** Of a request body. */
  readonly bodyBytes: number
  /** How long a body may take to arrive, in ms. */
  readonly bodyTime: number
  /** How deep JSON may be nested. */
  readonly jsonDepth: number
  /** When POST /api/check and /api/sweep answer at the latest, in ms: before the platform cuts them off. */
  readonly deadline: number
  /** When a page that only reads the store comes at the latest, in ms, and when another answer. */
  readonly reading: number
  readonly patience: number
  /** Checks on demand under way at once, requests for a sweep, and other requests. */
  readonly measuring: number
  readonly sweeping: number
  readonly readers: number
  /** Checks of one caller, and of all together; requests for a sweep are counted apart, by the same rates. */
  readonly perCaller: Rate
  readonly whole: Rate
  /** Wrong tokens of one address; those beyond it are told to retry later. */
  readonly strangers: Rate
}

/** Azure ends a request after 230 s; 200 leaves time for storing and for the way back. */
export const DEFAULT_WEB_LIMITS: WebLimits = {
  bodyBytes: 64 * 1024,
  bodyTime: 10_000,
  jsonDepth: 16,
  deadline: 200_000,
  reading: 2_700,
  patience: 5_000,
  measuring: 4,
  sweeping: 4,
  readers: 64,
  perCaller: { burst: 20, perMinute: 30 },
  whole: { burst: 40, perMinute: 60 },
  strangers: { burst: 60, perMinute: 60 },
}

/** What the HTTP surface is given by its shell. */
export interface WebPorts {
  readonly agent: Agent
  /** Checks URLs that a caller gave: its measuring is a guardedSweep. */
  readonly adHoc: Pick<Agent, 'check'>
  /** The configured ones: the same array that the agent has. */
  readonly targets: readonly Target[]
  readonly config: Config
  /** For the plan of a URL: environment and files as at the start. */
  readonly planning: PlanOptions
  readonly store: ResultsStore
  readonly clock: Clock
  readonly log: Log
  readonly auth: Auth
  /** When the sweep that a request asks for was due, as the platform’s scheduler says; null: it does not say. */
  readonly dueAt?: ((request: Request) => Date | null) | undefined
  /** Something of the configuration is left out. */
  readonly degraded?: boolean
  /** Aborted when the program is about to end: a sweep ends, and what is there is kept. */
  readonly stopping: AbortSignal
  readonly limits: WebLimits
}

/** What a route is given. */
export interface RoutePorts extends WebPorts {
  readonly reader: StatusReader
  /** The last sweeps of the targets that fare worst. */
  readonly recent: (data: StatusData) => Promise<Recent>
}
