import { routeTable, site, vnet } from '../../cloud-network/arm.ts'
import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { knownNetwork } from '../known-network.ts'
import { lookup, resolves } from '../name-pieces.ts'
import { opens, replies, secures, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://www.example.org'
const A = '20.2.2.2'
const tells = (text: string, egress = ['20.1.2.0/24'], of: Partial<typeof VIA_PROXY> = {}) => {
  const { proxy } = of
  const way = proxy === undefined ? [...resolves([A]), opens(A)] : [tunnels()]
  const at = proxy === undefined ? A : 'ip.example'
  return check(
    'https://ip.example',
    { expect: { egress }, ...of },
    ...way,
    secures(at),
    replies(at, 200, { body: text }),
  )
}

const APP = { site: 'func-app', sku: 'ElasticPremium', privateIp: '10.1.1.4' }
const at = (facts: Record<string, string>) => ({ vantage: { cloud: 'azure', facts } as const })
/** The app, as the configuration has it, in a network whose default route leads to an appliance. */
const led = (isLed: boolean) => ({
  vantage: { ...at(APP).vantage, app: 'func-app' },
  network: knownNetwork(
    [
      vnet('vnet-app', '10.1.0.0/16', { app: { prefix: '10.1.1.0/24', table: 'rt' } }),
      routeTable('rt', { out: '0.0.0.0/0 > 10.1.9.4' }),
      site('func-app', 'vnet-app', 'app', { vnetRouteAllEnabled: isLed }),
    ],
    'vnet-app/app',
  ),
})

interface Place extends Pick<Case, 'vantage' | 'network'> {
  readonly of?: Partial<typeof VIA_PROXY>
}

/** Another address than expected: what is told of the way out, and what is not. */
const EGRESS: readonly (readonly [
  what: string,
  place: Place,
  says: readonly string[],
  never: readonly string[],
])[] = [
  ['of a machine anywhere', {}, ['another line, NAT or firewall'], ['route-all', 'App Service']],
  ['through a proxy', { of: VIA_PROXY }, ['the proxy itself goes out'], ['route-all']],
  ['route-all off', at({ ...APP, routeAll: '0' }), ['WEBSITE_VNET_ROUTE_ALL is 0'], []],
  [
    'route-all on',
    at({ ...APP, routeAll: '1' }),
    ['WEBSITE_VNET_ROUTE_ALL is on', 'effective route'],
    ['route-all is off', 'past the VNet'],
  ],
  ['route-all not shown', at(APP), ['route-all is off'], []],
  ['Flex', at({ ...APP, sku: 'FlexConsumption' }), ['All traffic of this plan'], ['route-all']],
  ['no integration', at({ site: 'func-app' }), ['no VNet integration'], ['default route']],
  [
    'led past the network by the configuration',
    led(false),
    ['func-app does not lead traffic', 'applicationTraffic=true'],
    [],
  ],
  ['led in by the configuration', led(true), ['By the configuration'], ['route-all is off']],
]
const timed = (latency: object, took: number) =>
  check(
    URL,
    { expect: { latency } },
    lookup([A], { took: 40 }),
    opens(A, { took }),
    secures(A, { took: 90 }),
    replies(A, 200, { took: 100 }),
  )

/** Two addresses, of which the second takes so long to connect. */
const slower = (latency: object, ...took: readonly number[]) =>
  check(
    URL,
    { expect: { latency } },
    resolves(took.map((_, i) => `20.2.2.${i}`)),
    ...took.map((ms, i) => [
      opens(`20.2.2.${i}`, { took: ms }),
      secures(`20.2.2.${i}`, { took: 5 }),
      replies(`20.2.2.${i}`, 200, { took: 5 }),
    ]),
  )

/** What was expected of the whole. */
export const EXPECTATION_CASES: readonly Case[] = [
  ...[
    [20, 400],
    [400, 20],
  ].map((took) =>
    yields(
      'latency-exceeded',
      `one address of two is slow: ${took}`,
      sweep([slower({ connect: 100 }, ...took)]),
      {
        severity: 'warn',
        says: ['400 ms'],
      },
    ),
  ),
  spares('latency-exceeded', 'both are fast', sweep([slower({ connect: 100 }, 20, 90)])),
  yields('egress-address-unexpected', 'another address, as text', sweep([tells('20.9.9.9\n')]), {
    severity: 'fail',
    says: ['20.9.9.9', '20.1.2.0/24'],
    subject: '20.9.9.9',
  }),
  yields(
    'egress-address-unexpected',
    'another address, as JSON',
    sweep([tells('{"ip": "20.9.9.9"}')]),
    { severity: 'fail', says: ['20.9.9.9'] },
  ),
  yields('egress-address-unexpected', 'no address at all', sweep([tells('hello')]), {
    severity: 'inconclusive',
    says: ['“hello”'],
  }),
  ...EGRESS.map(
    ([what, { vantage, network, of }, says, never]): Case => ({
      ...yields('egress-address-unexpected', what, sweep([tells('20.9.9.9', undefined, of)]), {
        ...{ severity: 'fail', says, never },
      }),
      ...(vantage !== undefined && { vantage }),
      ...(network !== undefined && { network }),
    }),
  ),
  spares('egress-address-unexpected', 'the expected one', sweep([tells('20.1.2.3')])),
  spares(
    'egress-address-unexpected',
    'the expected one, as JSON',
    sweep([tells('{"ip":"20.1.2.3"}')]),
  ),
  yields('latency-exceeded', 'a slow connection', sweep([timed({ connect: 100 }, 250)]), {
    severity: 'warn',
    says: ['connect took 250 ms of 100 ms'],
  }),
  yields('latency-exceeded', 'a slow lookup', sweep([timed({ dns: 30 }, 10)]), {
    severity: 'warn',
    says: ['dns took 40 ms of 30 ms'],
  }),
  yields('latency-exceeded', 'a slow whole', sweep([timed({ total: 120 }, 10)]), {
    severity: 'warn',
    says: ['total took 140 ms of 120 ms'],
  }),
  spares(
    'latency-exceeded',
    'within the limits',
    sweep([timed({ dns: 50, connect: 100, total: 200 }, 10)]),
  ),

  spares(
    'egress-address-unexpected',
    'in the second of two prefixes',
    sweep([tells('20.1.2.3', ['20.9.0.0/16', '20.1.2.0/24'])]),
  ),
  spares(
    'latency-exceeded',
    'a lookup that failed',
    sweep([
      check(
        URL,
        { expect: { latency: { dns: 30 } } },
        lookup([], { fails: 'dns_nxdomain_error', took: 900 }),
      ),
    ]),
  ),
  spares(
    'latency-exceeded',
    'a request that failed',
    sweep([
      check(
        URL,
        { expect: { latency: { total: 30 } } },
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 0, { fails: 'generic_timeout_error', took: 900 }),
      ),
    ]),
  ),
]
