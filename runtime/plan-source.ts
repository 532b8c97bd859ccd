import type { Config } from '../shared/config/schema.ts'
import { configSource } from './config-source.ts'
import { type ConfigContext, type Planned, refusedFile } from './plan-file.ts'
import { planSound } from './plan-sound.ts'
import { RefusedConfigError } from './refused-config.ts'

export interface PlannedAt {
  readonly planned: Planned
  readonly context: ConfigContext
}

/**
 * The plan of a deployed function, from wherever its configuration stands (config-source.ts): one receiver, catalog or
 * target that is wrong does not stop the others. `within` bounds the configuration by what the platform bears.
 * Throws RefusedConfigError.
 */
export async function planSource(
  env: ConfigContext['env'],
  folder: string,
  within: (config: Config) => Config,
): Promise<PlannedAt> {
  const source = configSource(env, folder)
  const context = { folder: source.folder, env }
  const planned = await planSound(source.text, source.file, context, within)
  if (planned.targets.length > 0) return { planned, context }
  const problems = planned.disabled.flatMap((entry) => entry.problems)
  if (problems.length > 0) throw new RefusedConfigError(problems)
  throw refusedFile(
    source.file,
    `There is nothing to check: ${source.file} has no targets and no catalogs`,
    'Add some (docs/configuration.md)',
  )
}
