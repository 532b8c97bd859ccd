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
