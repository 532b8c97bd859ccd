import { plan } from '../shared/config/plan.ts'
import type { Config } from '../shared/config/schema.ts'
import { networkOf } from './network-file.ts'
import { type ConfigContext, ownersAt, type Planned, planningAt } from './plan-file.ts'
import { RefusedConfigError } from './refused-config.ts'

/** From a configuration to what is to be checked. Throws RefusedConfigError. */
export function planConfig(config: Config, context: ConfigContext): Planned {
  const { problems, ...planned } = plan(config, planningAt(context))
  if (problems.length > 0) throw new RefusedConfigError(problems)
  const owners = ownersAt(config, context)
  return {
    config,
    ...planned,
    disabled: [],
    owners,
    knownNetwork: networkOf(config, owners, context),
  }
}
