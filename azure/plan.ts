import { configSource } from '../runtime/config-source.ts'
import {
  checkedConfig,
  type Place,
  type Planned,
  planConfig,
  refusedFile,
} from '../runtime/plan-file.ts'
import { RefusedConfig } from '../runtime/refused-config.ts'
import { rootsOf } from '../runtime/roots.ts'
import type { Log } from '../shared/ports.ts'
import type { StoreSettings } from '../stores/open.ts'
import { timerSchedule } from './schedule.ts'
import { type Env, storeSettings, withinTimeout } from './settings.ts'

/** What the app settings and the configuration ask for. */
export interface Planning {
  readonly planned: Planned
  readonly place: Place
  readonly store: StoreSettings
  /** The extra roots, PEM. */
  readonly roots: readonly string[]
}

/**
 * Plans by the schedule that the timer has, and within what the platform bears: a part of its own, since health needs
 * no more. `folder` is that of the package. Gives the problems of a configuration that cannot be used.
 */
export function planApp(env: Env, folder: string, log: Log): Planning | RefusedConfig {
  const { complaint } = timerSchedule(env)
  if (complaint !== null) log.write({ severity: 'warning', message: complaint })
  try {
    return planFrom(env, folder)
  } catch (error) {
    if (!(error instanceof RefusedConfig)) throw error
    log.write({ severity: 'error', message: error.message })
    return error
  }
}

function planFrom(env: Env, folder: string): Planning {
  const source = configSource(env, folder)
  const config = withinTimeout(checkedConfig(source.text, source.file, env))
  const place = { folder: source.folder, env }
  const schedule = timerSchedule(env).effective
  const planned = planConfig({ ...config, schedule }, place)
  if (planned.targets.length === 0) {
    const message = `There is nothing to check: ${source.file} has no targets and no catalogs`
    throw refusedFile(source.file, message, 'Add some (docs/configuration.md)')
  }
  return { planned, place, store: storeSettings(config, env), roots: rootsOf(config, place) }
}
