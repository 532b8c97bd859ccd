import type { Environment } from '../shared/document/environment.ts'
import { readResolvConf } from './azure-resolv-conf.ts'
import type { Platform } from './vantage.ts'

/**
 * The facts that the environment shows, by the name of their variable; only these are taken, and none can hold a
 * secret. Site properties win over app settings and do not show here: a value says what was set, not what holds.
 * https://learn.microsoft.com/azure/app-service/reference-app-settings
 */
const VARIABLES = {
  site: 'WEBSITE_SITE_NAME',
  slot: 'WEBSITE_SLOT_NAME',
  hostname: 'WEBSITE_HOSTNAME',
  resourceGroup: 'WEBSITE_RESOURCE_GROUP',
  instance: 'WEBSITE_INSTANCE_ID',
  sku: 'WEBSITE_SKU',
  computeMode: 'WEBSITE_COMPUTE_MODE',
  cloudName: 'WEBSITE_CLOUD_NAME',
  privateIp: 'WEBSITE_PRIVATE_IP',
  routeAll: 'WEBSITE_VNET_ROUTE_ALL',
  contentOverVnet: 'WEBSITE_CONTENTOVERVNET',
  pullImageOverVnet: 'WEBSITE_PULL_IMAGE_OVER_VNET',
  dnsServer: 'WEBSITE_DNS_SERVER',
  dnsAltServer: 'WEBSITE_DNS_ALT_SERVER',
  dnsTimeout: 'WEBSITE_DNS_TIMEOUT',
  dnsAttempts: 'WEBSITE_DNS_ATTEMPTS',
  dnsMaxCacheTimeout: 'WEBSITE_DNS_MAX_CACHE_TIMEOUT',
  dnsFallbackToPublic: 'WEBSITE_ALWAYS_FALLBACK_TO_PUBLIC_DNS',
  extensionVersion: 'FUNCTIONS_EXTENSION_VERSION',
} as const

/** Longer than any honest value. */
const LONGEST = 300

/**
 * What Azure says of the place: the variables above, and of `resolvConf` (the text of /etc/resolv.conf; null: there is
 * none) its own lines and, as `dnsUpstream` and `dnsUpstreamOptions`, the servers behind its embedded resolver.
 */
export function azurePlatform(env: Environment, resolvConf: string | null): Platform {
  const conf = resolvConf === null ? null : readResolvConf(resolvConf)
  const facts = {
    ...Object.fromEntries(
      Object.entries(VARIABLES).map(([fact, variable]) => [fact, env[variable]] as const),
    ),
    resolvConf: conf?.lines,
    dnsUpstream: conf?.upstream?.servers,
    dnsUpstreamOptions: conf?.upstream?.options,
  }
  return {
    cloud: 'azure',
    region: regionName(env['REGION_NAME']),
    app: env['WEBSITE_SITE_NAME'] ?? null,
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        value ? [[name, value.slice(0, LONGEST)] as const] : [],
      ),
    ),
  }
}

/** The same for a program that people start themselves (an SSH console, a container); null elsewhere than on App Service. */
export function onAppService(env: Environment, resolvConf: () => string | null): Platform | null {
  const isThere = env['WEBSITE_SITE_NAME'] && env['WEBSITE_INSTANCE_ID']
  return isThere ? azurePlatform(env, resolvConf()) : null
}

/** `Japan East` and `japaneast` are the same region. */
function regionName(text: string | undefined): string | null {
  return text?.toLowerCase().replaceAll(/\s+/g, '') || null
}
