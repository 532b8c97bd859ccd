import { loadSound } from '../shared/config/load-sound.ts'
import { type Plan, plan } from '../shared/config/plan.ts'
import type { Config } from '../shared/config/schema.ts'
import { type ConfigContext, ownersAt, type Planned, planningAt } from './plan-file.ts'
import { RefusedConfigError } from './refused-config.ts'

/**
 * As `planConfig` of a text, with what is sound in it. What reads the configuration of a network is loaded where one is
 * given: most starts have none. Throws RefusedConfigError for what concerns the whole.
 */
export async function planSound(
  text: string,
  file: string,
  context: ConfigContext,
  within: (config: Config) => Config,
): Promise<Planned> {
  let planned: Plan | null = null
  const loaded = loadSound(text, { file, env: context.env }, (config) => {
    planned = plan(within(config), planningAt(context))
    return planned.problems
  })
  if (loaded.config === null || planned === null) throw new RefusedConfigError(loaded.problems)
  const config = within(loaded.config)
  const { problems: _, ...made }: Plan = planned
  const owners = ownersAt(config, context)
  const { knownNetwork, warnings } = await networkAt(config, owners, context)
  return {
    config,
    ...made,
    disabled: loaded.disabled,
    owners,
    knownNetwork,
    warnings: [...made.warnings, ...warnings],
  }
}

async function networkAt(
  config: Config,
  owners: Planned['owners'],
  context: ConfigContext,
): Promise<Pick<Planned, 'knownNetwork' | 'warnings'>> {
  if (config.network === null) return { knownNetwork: null, warnings: [] }
  const { networkIfSound } = await import('./network-file.ts')
  return networkIfSound(config, owners, context)
}
