import type { Environment } from '../document/environment.ts'

/**
 * The variable that Cloud Run sets for each kind of instance: a service (and a function, which is one), a task of a
 * job, a worker pool. Source: https://docs.cloud.google.com/run/docs/container-contract
 */
const RUNS_ON = ['K_SERVICE', 'CLOUD_RUN_JOB', 'CLOUD_RUN_WORKER_POOL'] as const

/** What runs here on Cloud Run, and the variable that says so; null elsewhere. */
export function cloudRunUnit(
  env: Environment,
): { readonly name: string; readonly variable: (typeof RUNS_ON)[number] } | null {
  for (const variable of RUNS_ON) {
    const name = env[variable]
    if (name !== undefined && name !== '') return { name, variable }
  }
  return null
}
