import { type PlannedAt, planSource } from '../runtime/plan-source.ts'
import { endingWithin } from '../runtime/post-sweep.ts'
import { RefusedConfigError } from '../runtime/refused-config.ts'
import { rootsOf } from '../runtime/roots.ts'
import type { StoreSettings } from '../shared/config/store.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Log } from '../shared/ports/log.ts'
import { timerSchedule } from './schedule.ts'
import { FUNCTION_TIMEOUT, storeSettings } from './settings.ts'

/** What the app settings and the configuration ask for. */
export interface AppPlan extends PlannedAt {
  readonly store: StoreSettings
  /** The extra roots, PEM. */
  readonly roots: readonly string[]
}

/**
 * Plans by the schedule that the timer has, and within what the platform bears: a part of its own, since health needs
 * no more. `folder` is that of the package. Gives the problems of a configuration that cannot be used.
 */
export async function planApp(
  env: Environment,
  folder: string,
  log: Log,
): Promise<AppPlan | RefusedConfigError> {
  const { complaint } = timerSchedule(env)
  if (complaint !== null) log.write({ severity: 'warning', message: complaint })
  try {
    return await planFrom(env, folder)
  } catch (error) {
    if (!(error instanceof RefusedConfigError)) throw error
    log.write({ severity: 'error', message: error.message })
    return error
  }
}

async function planFrom(env: Environment, folder: string): Promise<AppPlan> {
  const schedule = timerSchedule(env).effective
  const plan = await planSource(env, folder, (config) => ({
    ...endingWithin(config, FUNCTION_TIMEOUT),
    schedule,
  }))
  const { config } = plan.planned
  return { ...plan, store: storeSettings(config, env), roots: rootsOf(config, plan.context) }
}
