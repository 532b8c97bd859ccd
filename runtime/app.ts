import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import type { ResultsStore } from '../shared/ports/results-store.ts'
import { createApp, type WebApp } from '../shared/web/app.ts'
import type { Auth } from '../shared/web/auth.ts'
import { DEFAULT_WEB_LIMITS, type WebLimits, type WebPorts } from '../shared/web/ports.ts'
import type { Agents } from './agents.ts'
import { type ConfigContext, type Planned, planningAt } from './plan-file.ts'

export interface AppParts {
  readonly agents: Agents
  readonly planned: Planned
  readonly context: ConfigContext
  readonly store: ResultsStore
  readonly clock: Clock
  readonly log: Log
  /** How a caller proves who it is on this platform. */
  readonly auth: Auth
  /** When the sweep that a request asks for was due, where the platform’s scheduler calls (shared/web/ports.ts). */
  readonly dueAt: WebPorts['dueAt'] | null
  /** Aborted when the program is about to end. */
  readonly stopping: AbortSignal
  /** Where the platform bears other limits than the usual ones. */
  readonly limits: Partial<WebLimits>
}

/** The HTTP surface of a shell. */
export function composeApp({
  agents,
  planned,
  context,
  limits,
  dueAt,
  ...parts
}: AppParts): WebApp {
  const { config, targets } = planned
  const planning = planningAt(context)
  return createApp({
    ...{ ...agents, ...parts, config, targets, planning },
    degraded: planned.disabled.length > 0,
    ...(dueAt && { dueAt }),
    limits: { ...DEFAULT_WEB_LIMITS, ...limits },
  })
}
