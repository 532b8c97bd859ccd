import { configSource } from '../runtime/config-source.ts'
import {
  checkedConfig,
  type Place,
  type Planned,
  planConfig,
  refusedFile,
} from '../runtime/plan-file.ts'
import { requestTimeout, withinRequest } from './limits.ts'
import type { Metadata } from './metadata.ts'
import { withMetadata } from './vantage.ts'

/** What is to be checked here, and within which bounds. */
export interface GcpPlan {
  readonly planned: Planned
  /** The environment in it has project and region. */
  readonly place: Place
  readonly metadata: Metadata
  /** How long a request may take, in ms. */
  readonly timeout: number
}

/** Reads the configuration and plans it. Throws RefusedConfig. */
export function planAt(given: Place['env'], folder: string, metadata: Metadata): GcpPlan {
  const env = withMetadata(given, metadata)
  const timeout = requestTimeout(env)
  const source = configSource(env, folder)
  const place = { folder: source.folder, env }
  const config = withinRequest(checkedConfig(source.text, source.file, env), timeout)
  const planned = planConfig(config, place)
  if (planned.targets.length > 0) return { planned, place, metadata, timeout }
  throw refusedFile(
    source.file,
    `There is nothing to check: ${source.file} has no targets and no catalogs`,
    'Add some (docs/configuration.md)',
  )
}
