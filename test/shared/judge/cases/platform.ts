import type { Vantage } from '../../../../shared/model/report.ts'
import type { SandboxName } from '../../../../shared/model/sandbox.ts'
import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { opens, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const OUT = '20.2.2.2'
const IN = '10.1.0.5'

type PlatformFacts = Pick<Vantage, 'cloud' | 'facts'>
const at = (facts: Vantage['facts'], cloud: Vantage['cloud'] = 'azure'): PlatformFacts => ({
  cloud,
  facts,
})
const PREMIUM = { site: 'func-orders', sku: 'ElasticPremium', privateIp: '10.0.9.9' }
const FLEX = { ...PREMIUM, sku: 'FlexConsumption' }
const DNS = { dnsServer: '10.9.9.53' }

const reached = (address: string, of: Parameters<typeof check>[1] = {}) =>
  sweep([check(URL, of, resolves([address]), works(address)), control()])
const usedFrom = (sandbox: SandboxName) => reached(OUT, { sandboxes: [sandbox] })
const PRIVATE = { expect: { resolution: 'private' } } as const
const DROPPED = sweep([
  check(URL, {}, resolves([OUT]), opens(OUT, { fails: 'generic_timeout_error' })),
  control(),
])
const BLOCKED = { expect: { reachability: 'blocked' } } as const

const here = (vantage: PlatformFacts, one: Case): Case => ({ ...one, vantage })

/** Hints from what the platform says of the place. */
export const PLATFORM_CASES: readonly Case[] = [
  here(
    at(PREMIUM),
    yields('vnet-route-all-off', 'not set, and the address is public', reached(OUT), {
      severity: 'info',
      says: [OUT, 'is not set', 'outboundVnetRouting'],
    }),
  ),
  here(
    at({ ...PREMIUM, routeAll: '0' }),
    yields('vnet-route-all-off', 'off', reached(OUT), { severity: 'info', says: ['is 0'] }),
  ),
  here(
    at({ ...PREMIUM, routeAll: '0' }),
    yields('tcp-dropped', 'before the hint', DROPPED, { severity: 'fail' }),
  ),
  here(
    at({ ...PREMIUM, routeAll: '0' }),
    yields('reachable-but-must-be-blocked', 'before the hint', reached(OUT, BLOCKED), {
      severity: 'fail',
    }),
  ),
  here(
    at({ ...PREMIUM, routeAll: '0' }),
    spares(
      'vnet-route-all-off',
      'blocked as wanted',
      sweep([
        check(URL, BLOCKED, resolves([OUT]), opens(OUT, { fails: 'generic_timeout_error' })),
        control(),
      ]),
    ),
  ),
  here(at({ ...PREMIUM, routeAll: '1' }), spares('vnet-route-all-off', 'on', reached(OUT))),
  here(at(PREMIUM), spares('vnet-route-all-off', 'RFC 1918 takes the VNet', reached(IN))),
  ...['10.255.255.254', '172.16.0.1', '172.31.255.254', '192.168.0.1', '169.254.1.1'].map((ip) =>
    here(
      at(PREMIUM),
      spares('vnet-route-all-off', `${ip} takes the VNet or no route`, reached(ip)),
    ),
  ),
  ...[
    '9.255.255.254',
    '11.0.0.1',
    '172.15.255.254',
    '172.32.0.1',
    '192.167.255.254',
    '100.64.0.1',
  ].map((ip) =>
    here(
      at(PREMIUM),
      yields('vnet-route-all-off', `${ip} is outside`, reached(ip), {
        severity: 'info',
        says: [ip],
      }),
    ),
  ),
  here(at(FLEX), spares('vnet-route-all-off', 'Flex sends all to the VNet', reached(OUT))),
  here(at({ site: 'x' }), spares('vnet-route-all-off', 'no VNet integration', reached(OUT))),
  here(at(PREMIUM, 'gcp'), spares('vnet-route-all-off', 'another cloud', reached(OUT))),
  here(
    at(PREMIUM),
    spares(
      'vnet-route-all-off',
      'the proxy is dialled, not the target',
      sweep([check(URL, VIA_PROXY, tunnels(), secures('app.example'))]),
    ),
  ),
  here(
    at({ ...FLEX, ...DNS }),
    yields('vnet-dns-setting-ignored', 'a private name', reached(IN, PRIVATE), {
      severity: 'info',
      says: ['10.9.9.53', 'on the VNet'],
    }),
  ),
  here(
    at({ ...FLEX, ...DNS }),
    spares('vnet-dns-setting-ignored', 'any address will do, and one came', reached(OUT)),
  ),
  here(
    at({ ...PREMIUM, ...DNS, routeAll: '1' }),
    spares('vnet-dns-setting-ignored', 'another plan heeds it', reached(IN, PRIVATE)),
  ),
  here(
    at({ ...FLEX, ...DNS }),
    spares('vnet-dns-setting-ignored', 'the system asks that very server', {
      ...reached(IN, PRIVATE),
      systemResolvers: ['10.9.9.53:53'],
    }),
  ),
  here(at(FLEX), spares('vnet-dns-setting-ignored', 'nothing is set', reached(IN, PRIVATE))),
  here(
    at({ ...FLEX, ...DNS }),
    yields(
      'dns-name-not-found',
      'before the hint',
      sweep([check(URL, {}, lookup([], { fails: 'dns_nxdomain_error' })), control()]),
      { severity: 'fail' },
    ),
  ),
  here(
    at({ ...FLEX }),
    yields('platform-path-not-proven', 'the image is pulled by the host', usedFrom('image-pull'), {
      severity: 'info',
      says: ['WEBSITE_PULL_IMAGE_OVER_VNET', 'imagePullTraffic', 'the host of the app'],
    }),
  ),
  here(
    at(FLEX),
    yields('platform-path-not-proven', 'Kudu deploys', usedFrom('deployment-site'), {
      severity: 'info',
      says: ['Kudu'],
    }),
  ),
  here(
    at(FLEX),
    yields('platform-path-not-proven', 'Oryx builds', usedFrom('build'), {
      severity: 'info',
      says: ['Oryx', 'WEBSITE_INSTALL_PUBLIC_CERTS_IN_KUDU'],
    }),
  ),
  here(
    at({}),
    yields(
      'platform-path-not-proven',
      'the platform resolves references',
      usedFrom('settings-reference'),
      { severity: 'info', says: ['Key Vault', 'outbound addresses', 'allTraffic'] },
    ),
  ),
  here(
    at({ routeAll: '1' }),
    spares(
      'platform-path-not-proven',
      'all traffic takes the VNet',
      usedFrom('settings-reference'),
    ),
  ),
  here(
    at(FLEX),
    spares('platform-path-not-proven', 'references on Flex', usedFrom('settings-reference')),
  ),
  here(
    at({}, 'gcp'),
    yields('platform-path-not-proven', 'Cloud Build builds', usedFrom('cloud-build'), {
      severity: 'info',
      says: ['private pool'],
    }),
  ),
  here(
    at({ ...FLEX, pullImageOverVnet: 'true' }),
    spares('platform-path-not-proven', 'the pull takes the VNet', usedFrom('image-pull')),
  ),
  here(
    at({ ...FLEX, contentOverVnet: '1' }),
    spares('platform-path-not-proven', 'the mount takes the VNet', usedFrom('content-share')),
  ),
  here(
    at({}),
    yields(
      'platform-path-not-proven',
      'the share is mounted, and made from outside',
      reached(OUT, { sandboxes: ['content-share', 'share-creation'] }),
      { severity: 'info', says: ['contentShareTraffic', 'Resource Manager', 'nor that of'] },
    ),
  ),
  here(
    at({ contentOverVnet: '1' }),
    yields(
      'platform-path-not-proven',
      'the mount takes the VNet, the making of the share does not',
      reached(OUT, { sandboxes: ['content-share', 'share-creation'] }),
      { severity: 'info', says: ['Resource Manager, which makes the content share'] },
    ),
  ),
  here(
    at(FLEX),
    yields('platform-path-not-proven', 'tokens of an identity', usedFrom('managed-identity'), {
      severity: 'info',
      says: ['IDENTITY_ENDPOINT', 'managedIdentityTraffic'],
    }),
  ),
  here(
    at({}, 'gcp'),
    yields('platform-path-not-proven', 'the image of a revision', usedFrom('cloud-run-image'), {
      severity: 'info',
      says: ['service agent', 'roles/artifactregistry.reader'],
    }),
  ),
  here(at({}, 'gcp'), spares('platform-path-not-proven', 'not this cloud’s', usedFrom('build'))),
  here(at(FLEX), spares('platform-path-not-proven', 'the app’s own', reached(OUT))),
  here(
    at(PREMIUM),
    spares('platform-path-not-proven', 'one hint a target', usedFrom('image-pull')),
  ),
]
