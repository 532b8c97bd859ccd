import type { Platform } from '../runtime/vantage.ts'
import type { Environment } from '../shared/document/environment.ts'
import type { Metadata } from './metadata.ts'

/** The facts that the environment shows, by the name of their variable. Cloud Run sets all but the last. */
export const VARIABLES = {
  service: 'K_SERVICE',
  revision: 'K_REVISION',
  configuration: 'K_CONFIGURATION',
  /** What the deployment claims (`all-traffic`); measured is what the targets show, and the addresses of the host. */
  egress: 'PERIMETER_EGRESS',
} as const

/** Longer than any honest value. */
const LONGEST = 300

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

/** What Google Cloud says of the environment: the variables above, the metadata, and the text of /etc/resolv.conf. */
export function gcpPlatform(
  env: Environment,
  metadata: Metadata,
  resolvConf: string | null,
): Platform {
  const facts = {
    ...Object.fromEntries(
      Object.entries(VARIABLES).map(([fact, variable]) => [fact, env[variable]] as const),
    ),
    project: metadata.project ?? env['GOOGLE_CLOUD_PROJECT'],
    instance: metadata.instance,
    serviceAccount: metadata.serviceAccount,
    resolvConf: resolvConf === null ? null : settingsIn(resolvConf),
  }
  return {
    cloud: 'gcp',
    region: metadata.region ?? env['GOOGLE_CLOUD_REGION'] ?? null,
    app: env['K_SERVICE'] ?? null,
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        value ? [[name, value.slice(0, LONGEST)] as const] : [],
      ),
    ),
  }
}

/** The name of the vantage: the configuration’s, or that of the service with its region; null when neither is there. */
export function gcpVantageName(
  configured: string | null,
  { app, region }: Platform,
): string | null {
  if (configured !== null || app === null) return configured
  return region === null ? app : `${app}-${region}`
}

/** The settings of a resolv.conf in one line: `nameserver 169.254.169.254; search …`. */
function settingsIn(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[#;].*/, '').trim())
  return lines.filter((line) => line !== '').join('; ')
}
