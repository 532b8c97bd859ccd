import type { Environment } from '../shared/document/environment.ts'
import { cloudRunUnit } from '../shared/model/cloud-run.ts'
import { onAppService } from './azure-platform.ts'
import { cloudRunPlatform } from './cloud-run.ts'
import { NO_PLATFORM, type Platform, systemResolvConf } from './vantage.ts'

/**
 * What the platform says to a program that people start themselves: on App Service (an SSH console, a container) what it
 * says to the function app, on Cloud Run (a service, a job, a worker pool) what its variables say; elsewhere nothing.
 */
export function platformOf(
  env: Environment,
  resolvConf: () => string | null = systemResolvConf,
): Platform {
  const azure = onAppService(env, resolvConf)
  if (azure !== null) return azure
  return cloudRunUnit(env) === null ? NO_PLATFORM : cloudRunPlatform(env, resolvConf())
}
