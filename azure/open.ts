import os from 'node:os'
import path from 'node:path'
import { systemNetwork } from '../probes/network.ts'
import { composeAgents } from '../runtime/agents.ts'
import { composeApp } from '../runtime/app.ts'
import { SYSTEM_CLOCK } from '../runtime/clock.ts'
import type { Drain } from '../runtime/drain.ts'
import { endingStore } from '../runtime/ending-store.ts'
import { lateStore } from '../runtime/late-store.ts'
import { RefusedConfigError } from '../runtime/refused-config.ts'
import { type Fetches, refusingApp } from '../runtime/refusing-app.ts'
import { reporting } from '../runtime/reporting.ts'
import { openSpool } from '../runtime/spool.ts'
import { platformTokens } from '../runtime/tokens.ts'
import { trustRoots } from '../runtime/trust.ts'
import { describeVantage, systemResolvConf } from '../runtime/vantage.ts'
import type { Log } from '../shared/ports/log.ts'
import { RETENTION } from '../shared/report/retention.ts'
import { openStore } from '../stores/open.ts'
import { platformAuth as auth } from './caller.ts'
import { inTime } from './in-time.ts'
import type { Planning } from './plan.ts'
import { azureVantageName, type Env } from './settings.ts'
import { openTelemetry } from './telemetry/open-telemetry.ts'
import { type Run, sweepByTimer } from './timer.ts'
import { azurePlatform } from './vantage.ts'

const KEPT = { retentionMs: RETENTION }

/** The app as the configuration made it. */
export interface Opened {
  readonly app: Fetches
  sweep(run: Run): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly env: Env
  readonly log: Log
  readonly drain: Drain
}

/** Puts the app together. A refused configuration gives one that says so, and whose sweeps fail with it. */
export function open(planning: Planning | RefusedConfigError, options: OpenOptions): Opened {
  if (!(planning instanceof RefusedConfigError)) return compose(planning, options)
  return {
    app: refusingApp(planning, options.log),
    sweep: () => Promise.reject(planning),
    close: async () => {},
  }
}

function compose({ planned, place, ...planning }: Planning, options: OpenOptions): Opened {
  const { env, log, drain } = options
  const { stopping } = drain
  const { config } = planned
  trustRoots(planning.roots, env, log)
  const clock = SYSTEM_CLOCK
  const name = azureVantageName(config.vantage, env)
  const network = systemNetwork()
  const vantage = describeVantage(
    name,
    azurePlatform(env, systemResolvConf()),
    network.systemResolvers(),
    config.privateRanges,
  )
  const opened = lateStore(async () => await openStore(planning.store, place.folder, KEPT))
  const store = endingStore(opened, drain.late)
  const parts = { planned, place, store, clock, log }
  const spool = openSpool(path.join(os.tmpdir(), `perimeter-${encodeURIComponent(name)}`))
  const tokens = platformTokens({ env, clock })
  const agents = composeAgents({ ...parts, vantage, spool, network, tokens })
  const telemetry = openTelemetry({ config, place, env }, { clock, log })
  const during = <T>(work: () => Promise<T>) => drain.during(work)
  const agent = reporting(agents.agent, { log, telemetry, during })
  const { schedule } = config
  return {
    app: inTime(composeApp({ ...parts, agents: { ...agents, agent }, auth, stopping })),
    sweep: sweepByTimer({
      ...{ agent, store, log, stopping, schedule },
      vantage: name,
      date: clock.date,
    }),
    close: async () => await opened.close(),
  }
}
