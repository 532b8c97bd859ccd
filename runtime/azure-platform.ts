import type { Environment } from '../shared/document/environment.ts'
import { readResolvConf } from './azure-resolv-conf.ts'
import { NO_PLATFORM, type Platform, systemResolvConf } from './vantage.ts'

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

/**
 * What the platform says to a program that people start themselves: on App Service (an SSH console, a container) what it
 * says to the function app, elsewhere nothing. Source: as of VARIABLES.
 */
export function platformOf(
  env: Environment,
  resolvConf: () => string | null = systemResolvConf,
): Platform {
  const onAppService = env['WEBSITE_SITE_NAME'] && env['WEBSITE_INSTANCE_ID']
  return onAppService ? azurePlatform(env, resolvConf()) : NO_PLATFORM
}

/** `Japan East` and `japaneast` are the same region. */
function regionName(text: string | undefined): string | null {
  return text?.toLowerCase().replaceAll(/\s+/g, '') || null
}
