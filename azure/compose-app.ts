import { azurePlatform } from '../runtime/azure-platform.ts'
import { SYSTEM_CLOCK } from '../runtime/clock.ts'
import { type CloudShell, composeFunction } from '../runtime/compose-function.ts'
import type { Drain } from '../runtime/drain.ts'
import { RefusedConfigError } from '../runtime/refused-config.ts'
import { type Fetches, refusingApp } from '../runtime/refusing-app.ts'
import { systemResolvConf } from '../runtime/vantage.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Log } from '../shared/ports/log.ts'
import { platformAuth as auth } from './caller.ts'
import { inTime } from './in-time.ts'
import type { AppPlan } from './plan.ts'
import { shardQueue } from './shard-queue.ts'
import { openTelemetry } from './telemetry/open-telemetry.ts'
import { type Run, sweepByTimer } from './timer.ts'
import { azureVantageName } from './vantage.ts'

/** The app as the configuration made it. */
export interface Opened {
  readonly app: Fetches
  sweep(run: Run): Promise<void>
  /** Measures a shard; rejects, so that the message comes again, when this instance cannot. */
  shard(message: unknown): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly env: Environment
  readonly log: Log
  readonly drain: Drain
}

/** Puts the app together. A refused configuration gives one that says so, and whose sweeps fail with it. */
export function open(planning: AppPlan | RefusedConfigError, options: OpenOptions): Opened {
  if (!(planning instanceof RefusedConfigError)) return compose(planning, options)
  return {
    app: refusingApp(planning, options.log),
    sweep: () => Promise.reject(planning),
    shard: () => Promise.reject(planning),
    close: async () => {},
  }
}

function compose({ planned, context, roots, store }: AppPlan, options: OpenOptions): Opened {
  const { env, log, drain } = options
  const { config } = planned
  const name = azureVantageName(config.vantage, env)
  const cloud: CloudShell = {
    ...{ name, auth, store, dueAt: null, limits: {}, warmUp: null, queue: shardQueue(env) },
    platform: azurePlatform(env, systemResolvConf()),
    // The folder for temporary files belongs to the instance.
    spool: { folder: `perimeter-${encodeURIComponent(name)}`, endsWithProcess: true },
    telemetry: openTelemetry({ config, context, env }, { clock: SYSTEM_CLOCK, log }),
  }
  const made = composeFunction({ planned, context, roots, cloud, log, drain })
  return {
    app: inTime(made.app),
    sweep: sweepByTimer({
      ...{ agent: made.agent, store: made.store, log, stopping: drain.stopping },
      ...{ vantage: name, schedule: config.schedule, date: SYSTEM_CLOCK.date },
    }),
    async shard(message) {
      if ((await made.take(message)) === 'again')
        throw new Error('The shard is for another instance')
    },
    close: made.close,
  }
}
