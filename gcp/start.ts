import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemNetwork } from '../probes/network.ts'
import { composeAgents } from '../runtime/agents.ts'
import { composeApp } from '../runtime/app.ts'
import { SYSTEM_CLOCK } from '../runtime/clock.ts'
import type { Drain } from '../runtime/drain.ts'
import { endingStore } from '../runtime/ending-store.ts'
import { lateStore } from '../runtime/late-store.ts'
import type { Place } from '../runtime/plan-file.ts'
import type { Fetches } from '../runtime/refusing-app.ts'
import { reporting } from '../runtime/reporting.ts'
import { rootsOf } from '../runtime/roots.ts'
import { openSpool } from '../runtime/spool.ts'
import { platformTokens } from '../runtime/tokens.ts'
import { trustRoots } from '../runtime/trust.ts'
import { describeVantage, systemResolvConf, vantageName } from '../runtime/vantage.ts'
import type { Config } from '../shared/config/schema.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Log } from '../shared/ports/log.ts'
import { RETENTION } from '../shared/report/retention.ts'
import { openStore } from '../stores/open.ts'
import { iamAuth } from './caller.ts'
import { dueAt } from './due.ts'
import { answerDeadline, warmUpLeft } from './limits.ts'
import type { GcpPlan } from './plan.ts'
import { gcpPlatform, gcpVantageName } from './vantage.ts'

const KEPT = { retentionMs: RETENTION }

/** The spool lies in memory here: half a day of sweeps without a store, and small beside the program. */
const SPOOL = { reports: 150, bytes: 32 * 1024 * 1024 }

export interface StartParts {
  readonly plan: GcpPlan
  readonly log: Log
  readonly drain: Drain
}

/** The probe of an instance. */
export interface Probe extends Fetches {
  readonly vantage: string
  close(): Promise<void>
}

/** Puts the probe together. Throws RefusedConfigError for roots that cannot be read. */
export function startProbe({ plan, log, drain }: StartParts): Probe {
  const { planned, place, metadata, timeout } = plan
  const { env } = place
  const { config } = planned
  trustRoots(rootsOf(config, place), env, log)
  const settings = storeSettings(config, env)
  const opened = lateStore(async () => await openStore(settings, place.folder, KEPT))
  const network = systemNetwork()
  const platform = gcpPlatform(env, metadata, systemResolvConf())
  const vantage = describeVantage(
    vantageName(gcpVantageName(config.vantage, platform)),
    platform,
    network.systemResolvers(),
    config.privateRanges,
  )
  const shared = {
    ...{ planned, place, log, network, vantage },
    store: endingStore(opened, drain.late),
    clock: SYSTEM_CLOCK,
  }
  const agents = composeAgents({
    ...shared,
    spool: openSpool(path.join(tmpdir(), 'perimeter-spool'), SPOOL),
    tokens: platformTokens({ env, clock: SYSTEM_CLOCK }),
    // Elsewhere than on Cloud Run, a path is open or it is not.
    ...(platform.app !== null && { warmUp: () => warmUpLeft(config.limits.warmUp, age()) }),
  })
  const during = <T>(work: () => Promise<T>) => drain.during(work)
  const app = composeApp({
    ...shared,
    agents: { ...agents, agent: reporting(agents.agent, { log, during }) },
    ...{ auth: iamAuth, dueAt, stopping: drain.stopping },
    limits: { deadline: answerDeadline(timeout) },
  })
  return {
    vantage: vantage.name,
    fetch: (request) => app.fetch(request),
    close: () => opened.close(),
  }
}

/** Where the configuration says, else in the Firestore of the project that we run in. */
function storeSettings({ store }: Config, env: Place['env']): StoreSettings {
  if (store !== null) return store
  const project = env['GOOGLE_CLOUD_PROJECT']
  return { kind: 'firestore', settings: project === undefined ? {} : { project } }
}

/** How long this process has been running, in ms. */
function age(): number {
  return performance.now()
}
