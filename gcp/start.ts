import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemNetwork } from '../probes/network.ts'
import { type Agents, composeAgents } from '../runtime/agents.ts'
import { composeApp } from '../runtime/app.ts'
import { SYSTEM_CLOCK } from '../runtime/clock.ts'
import { endingStore } from '../runtime/ending-store.ts'
import { lateStore } from '../runtime/late-store.ts'
import type { Place } from '../runtime/plan-file.ts'
import type { Fetches } from '../runtime/refusing-app.ts'
import { openSpool } from '../runtime/spool.ts'
import { platformTokens } from '../runtime/tokens.ts'
import { describeVantage, vantageName } from '../runtime/vantage.ts'
import type { Agent } from '../shared/agent/agent.ts'
import type { Config } from '../shared/config/schema.ts'
import type { Log } from '../shared/ports.ts'
import { reportLines } from '../shared/report/log-lines.ts'
import { openStore, type StoreSettings } from '../stores/open.ts'
import { iamAuth } from './caller.ts'
import type { Drain } from './drain.ts'
import { dueAt } from './due.ts'
import { answerDeadline, warmUpLeft } from './limits.ts'
import type { GcpPlan } from './plan.ts'
import { gcpPlatform, gcpVantageName } from './vantage.ts'

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

/** Puts the probe together. Throws RefusedConfig for roots that cannot be read. */
export function startProbe({ plan, log, drain }: StartParts): Probe {
  const { planned, place, metadata, timeout } = plan
  const { env } = place
  const { config } = planned
  const opened = lateStore(async () => await openStore(storeSettings(config, env), place.folder))
  const network = systemNetwork()
  const platform = gcpPlatform(env, metadata, resolvConf())
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
  const app = composeApp({
    ...shared,
    agents: watched(agents, { log, drain }),
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
  return { firestore: project === undefined ? {} : { project } }
}

/** Sweeps that the log tells of, and that the end waits for, although their caller may have hung up. */
function watched(
  { agent, adHoc }: Agents,
  { log, drain }: Pick<StartParts, 'log' | 'drain'>,
): Agents {
  const sweep: Agent['sweep'] = async (...given) => {
    const outcome = await agent.sweep(...given)
    if (outcome.state === 'done') {
      for (const entry of reportLines(outcome.report, outcome.kept)) log.write(entry)
    }
    return outcome
  }
  return { agent: { ...agent, sweep: (...given) => drain.during(() => sweep(...given)) }, adHoc }
}

/** How long this process has been running, in ms. */
function age(): number {
  return performance.now()
}

function resolvConf(): string | null {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8')
  } catch {
    return null
  }
}
