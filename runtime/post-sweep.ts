import type { Config } from '../shared/config/schema.ts'

/**
 * What storing, alerting and notifying may take after a sweep, in ms: for the lease of every shell, and for the bound
 * of a sweep where the platform ends the call that it runs in. With the default limits the lease of a process that was
 * killed ends before the next sweep is due.
 */
export const POST_SWEEP = 45_000

/** The same configuration, whose sweeps end and are stored within a call of so many ms. */
export function endingWithin(config: Config, call: number): Config {
  const { limits } = config
  const longest = Math.max(call - POST_SWEEP, call / 2)
  return { ...config, limits: { ...limits, sweep: Math.min(limits.sweep, longest) } }
}
