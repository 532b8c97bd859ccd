import type { Config } from '../shared/config/schema.ts'
import { configSource } from './config-source.ts'
import {
  type ConfigContext,
  checkedConfig,
  type Planned,
  planConfig,
  refusedFile,
} from './plan-file.ts'

export interface PlannedAt {
  readonly planned: Planned
  readonly context: ConfigContext
}

/**
 * The plan of a deployed function, from wherever its configuration stands (config-source.ts). `within` bounds the
 * configuration by what the platform bears. Throws RefusedConfigError.
 */
export function planSource(
  env: ConfigContext['env'],
  folder: string,
  within: (config: Config) => Config,
): PlannedAt {
  const source = configSource(env, folder)
  const context = { folder: source.folder, env }
  const planned = planConfig(within(checkedConfig(source.text, source.file, env)), context)
  if (planned.targets.length > 0) return { planned, context }
  throw refusedFile(
    source.file,
    `There is nothing to check: ${source.file} has no targets and no catalogs`,
    'Add some (docs/configuration.md)',
  )
}
