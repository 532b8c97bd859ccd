import { warmUpFromNow } from '../runtime/cloud-run.ts'
import { type CloudShell, composeFunction } from '../runtime/compose-function.ts'
import type { Drain } from '../runtime/drain.ts'
import type { ConfigContext } from '../runtime/plan-file.ts'
import type { Fetches } from '../runtime/refusing-app.ts'
import { rootsOf } from '../runtime/roots.ts'
import { systemResolvConf, vantageName } from '../runtime/vantage.ts'
import type { Config } from '../shared/config/schema.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Log } from '../shared/ports/log.ts'
import { iamAuth } from './caller.ts'
import { dueAt } from './due.ts'
import { answerDeadline } from './limits.ts'
import type { GcpPlan } from './plan.ts'
import { answeringShards, ofShards, shardQueue } from './shards.ts'
import { gcpPlatform, gcpVantageName } from './vantage.ts'

/** The spool lies in memory here: half a day of sweeps without a store, and small compared with the program. */
const SPOOL = {
  folder: 'perimeter-spool',
  limits: { reports: 150, bytes: 32 * 1024 * 1024 },
}

export interface StartParts {
  readonly plan: GcpPlan
  readonly log: Log
  readonly drain: Drain
}

/** The probe of an instance. */
export interface StartedProbe extends Fetches {
  readonly vantage: string
  close(): Promise<void>
}

/** Puts the probe together. Throws RefusedConfigError for roots that cannot be read. */
export function startProbe({ plan, log, drain }: StartParts): StartedProbe {
  const { planned, context, metadata, timeout } = plan
  const { config } = planned
  const platform = gcpPlatform(context.env, metadata, systemResolvConf())
  const name = vantageName(gcpVantageName(config.vantage, ofShards(platform, context.env)))
  const queue = shardQueue(context.env)
  const cloud: CloudShell = {
    ...{ name, platform, dueAt, auth: iamAuth, store: storeSettings(config, context.env) },
    spool: SPOOL,
    limits: { deadline: answerDeadline(timeout) },
    warmUp: () => warmUpFromNow(config.limits.warmUp, context.env),
    queue,
    telemetry: null,
  }
  const roots = rootsOf(config, context)
  const { app, take, close } = composeFunction({ planned, context, roots, cloud, log, drain })
  const fetch = queue === null ? app.fetch : answeringShards(app, take)
  return { vantage: name, fetch, close }
}

/** Where the configuration says, else in the Firestore of the project that we run in. */
function storeSettings({ store }: Config, env: ConfigContext['env']): StoreSettings {
  if (store !== null) return store
  const project = env['GOOGLE_CLOUD_PROJECT']
  return { kind: 'firestore', settings: project === undefined ? {} : { project } }
}
