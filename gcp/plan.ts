import type { ConfigContext } from '../runtime/plan-file.ts'
import { type PlannedAt, planSource } from '../runtime/plan-source.ts'
import { endingWithin } from '../runtime/post-sweep.ts'
import { requestTimeout } from './limits.ts'
import type { Metadata } from './metadata.ts'
import { withMetadata } from './vantage.ts'

/** What is to be checked here, and within which bounds; the environment in it has project and region. */
export interface GcpPlan extends PlannedAt {
  readonly metadata: Metadata
  /** How long a request may take, in ms. */
  readonly timeout: number
}

/** Reads the configuration and plans it. Throws RefusedConfigError. */
export async function planAt(
  given: ConfigContext['env'],
  folder: string,
  metadata: Metadata,
): Promise<GcpPlan> {
  const env = withMetadata(given, metadata)
  const timeout = requestTimeout(env)
  const plan = await planSource(env, folder, (config) => endingWithin(config, timeout))
  return { ...plan, metadata, timeout }
}
