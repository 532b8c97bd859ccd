import { cloudRunPlatform } from '../runtime/cloud-run.ts'
import type { Platform } from '../runtime/vantage.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Metadata } from './metadata.ts'

/**
 * The environment with project and region, from which catalogs derive their parameters: as the deployment set them,
 * else as the metadata server says.
 */
export function withMetadata(env: Environment, { project, region }: Metadata): Environment {
  return {
    ...(project !== null && { GOOGLE_CLOUD_PROJECT: project }),
    ...(region !== null && { GOOGLE_CLOUD_REGION: region }),
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  }
}

/** What Google Cloud says of the environment: its variables, the metadata, and the text of /etc/resolv.conf. */
export function gcpPlatform(
  env: Environment,
  metadata: Metadata,
  resolvConf: string | null,
): Platform {
  return cloudRunPlatform(env, resolvConf, { ...metadata })
}

/** The name of the vantage: the configuration’s, or that of the service with its region; null when neither is there. */
export function gcpVantageName(
  configured: string | null,
  { app, region }: Platform,
): string | null {
  if (configured !== null || app === null) return configured
  return region === null ? app : `${app}-${region}`
}
