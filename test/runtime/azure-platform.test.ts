import { expect, test } from 'vitest'
import { azurePlatform } from '../../runtime/azure-platform.ts'
import { readResolvConf } from '../../runtime/azure-resolv-conf.ts'

// As captured on App Service Linux, with an address of a documentation range.
const EMBEDDED = `# This container is using an embedded dns resolver
# The configured nameservers at startup are 192.0.2.4,192.0.2.5
# The configured options for the listener at startup are timeout:3 attempts:3
nameserver 127.0.0.11
options ndots:0 timeout:15 attempts:2
`

const confs = [
  [
    'the embedded resolver of App Service',
    EMBEDDED,
    {
      lines: 'nameserver 127.0.0.11; options ndots:0 timeout:15 attempts:2',
      upstream: { servers: '192.0.2.4,192.0.2.5', options: 'timeout:3 attempts:3' },
    },
  ],
  [
    'an ordinary one',
    'search corp.example\nnameserver\t168.63.129.16\n',
    { lines: 'nameserver 168.63.129.16', upstream: null },
  ],
  ['an empty one', '', { lines: '', upstream: null }],
] as const

test.for(confs)('resolv.conf: %s', ([, text, read]) => {
  expect(readResolvConf(text)).toEqual(read)
})

test('the facts of a site in a VNet', () => {
  const env = {
    WEBSITE_SITE_NAME: 'func-202312',
    WEBSITE_SLOT_NAME: 'staging',
    WEBSITE_SKU: 'ElasticPremium',
    REGION_NAME: 'Japan East',
    WEBSITE_PRIVATE_IP: '10.0.2.7',
    WEBSITE_VNET_ROUTE_ALL: '0',
    WEBSITE_DNS_SERVER: '10.0.0.4',
    WEBSITE_PULL_IMAGE_OVER_VNET: '',
  }
  expect(azurePlatform(env, EMBEDDED)).toEqual({
    cloud: 'azure',
    region: 'japaneast',
    app: 'func-202312',
    facts: {
      site: 'func-202312',
      slot: 'staging',
      sku: 'ElasticPremium',
      privateIp: '10.0.2.7',
      routeAll: '0',
      dnsServer: '10.0.0.4',
      resolvConf: 'nameserver 127.0.0.11; options ndots:0 timeout:15 attempts:2',
      dnsUpstream: '192.0.2.4,192.0.2.5',
      dnsUpstreamOptions: 'timeout:3 attempts:3',
    },
  })
})

test('every setting that is a fact has its name, and no more than 300 characters of it', () => {
  const FACTS = {
    ...{ WEBSITE_SITE_NAME: 'site', WEBSITE_SLOT_NAME: 'slot', WEBSITE_HOSTNAME: 'hostname' },
    ...{ WEBSITE_RESOURCE_GROUP: 'resourceGroup', WEBSITE_INSTANCE_ID: 'instance' },
    ...{ WEBSITE_SKU: 'sku', WEBSITE_COMPUTE_MODE: 'computeMode' },
    ...{ WEBSITE_CLOUD_NAME: 'cloudName', WEBSITE_PRIVATE_IP: 'privateIp' },
    ...{ WEBSITE_VNET_ROUTE_ALL: 'routeAll', WEBSITE_CONTENTOVERVNET: 'contentOverVnet' },
    ...{ WEBSITE_PULL_IMAGE_OVER_VNET: 'pullImageOverVnet', WEBSITE_DNS_SERVER: 'dnsServer' },
    ...{ WEBSITE_DNS_ALT_SERVER: 'dnsAltServer', WEBSITE_DNS_TIMEOUT: 'dnsTimeout' },
    ...{ WEBSITE_DNS_ATTEMPTS: 'dnsAttempts', FUNCTIONS_EXTENSION_VERSION: 'extensionVersion' },
    WEBSITE_DNS_MAX_CACHE_TIMEOUT: 'dnsMaxCacheTimeout',
    WEBSITE_ALWAYS_FALLBACK_TO_PUBLIC_DNS: 'dnsFallbackToPublic',
  }
  const env = Object.fromEntries(Object.keys(FACTS).map((name) => [name, name.padEnd(301, 'x')]))
  expect(azurePlatform(env, null).facts).toEqual(
    Object.fromEntries(Object.entries(FACTS).map(([name, fact]) => [fact, name.padEnd(300, 'x')])),
  )
})

test('no secret of the environment becomes a fact', () => {
  const secret = 'AccountKey=c2VjcmV0'
  const env = {
    AzureWebJobsStorage: secret,
    APPLICATIONINSIGHTS_CONNECTION_STRING: secret,
    WEBSITE_AUTH_ENCRYPTION_KEY: secret,
    WEBSITE_RUN_FROM_PACKAGE: `https://a.example/p.zip?sig=${secret}`,
    IDENTITY_HEADER: secret,
  }
  expect(azurePlatform(env, null)).toEqual({ cloud: 'azure', region: null, app: null, facts: {} })
})
