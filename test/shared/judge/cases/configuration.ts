import { nsg, routeTable, vnet } from '../../cloud-network/arm.ts'
import { inbound, zone } from '../../cloud-network/arm-dns.ts'
import { effective, subnet, network as vpc } from '../../cloud-network/gcloud.ts'
import { sends } from '../datagram-pieces.ts'
import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { knownNetwork } from '../known-network.ts'
import { lookup, resolves, SYSTEM, unresolved } from '../name-pieces.ts'
import { opens, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const AT = '10.1.2.4'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const lost = sweep([check(URL, {}, resolves([AT]), opens(AT, silent))])
const found = sweep([check(URL, {}, resolves([AT]), works(AT))])
const refused = sweep([check(URL, {}, resolves([AT]), opens(AT, { fails: 'connection_refused' }))])

const subnets = { app: { prefix: '10.1.1.0/24', nsg: 'nsg-app' }, data: { prefix: '10.1.2.0/24' } }
const network = (rules: Readonly<Record<string, string>>, defaults = true) =>
  knownNetwork(
    [vnet('vnet-app', '10.1.0.0/16', subnets), nsg('nsg-app', rules, defaults)],
    'vnet-app/app',
  )
const toHub = { peers: { 'vnet-hub': '10.0.0.0/16 Connected' } }
const DENIES = network({ 'deny-data': '200 Out Deny * * > 10.1.2.0/24 :*' })
const ALLOWS = network({})
/** The next hop is an appliance whose rules nobody knows. */
const PAST_IT = knownNetwork(
  [
    vnet('vnet-app', '10.1.0.0/16', { app: { prefix: '10.1.1.0/24', table: 'rt' } }),
    routeTable('rt', { own: '10.1.0.0/16 > 10.1.9.4' }),
  ],
  'vnet-app/app',
)

/** Both networks are peered with a third one, and not with each other. */
const BY_HUB = knownNetwork(
  [
    vnet('vnet-app', '10.2.0.0/16', { app: { prefix: '10.2.1.0/24' } }, toHub),
    vnet('vnet-hub', '10.0.0.0/16', { fw: { prefix: '10.0.1.0/24' } }),
    vnet('vnet-b', '10.1.0.0/16', { data: { prefix: '10.1.2.0/24' } }, toHub),
  ],
  'vnet-app/app',
)

const zoned = (...records: readonly string[]) =>
  knownNetwork(
    [
      vnet('vnet-app', '10.1.0.0/16', subnets),
      inbound('in', 'vnet-app', '10.0.0.4'),
      ...zone('example', ['vnet-app'], records),
    ],
    'vnet-app/app',
  )
/** The zone of the name is there, and linked to another network. */
const UNLINKED = knownNetwork(
  [
    vnet('vnet-app', '10.1.0.0/16', subnets),
    inbound('in', 'vnet-app', '10.0.0.4'),
    ...zone('example', ['vnet-hub'], ['app A 10.1.2.9']),
  ],
  'vnet-app/app',
)
/** A zone that has the name at another address. */
const ELSEWHERE = zoned('app A 10.1.2.9')
const NEXT = '10.1.2.5'
const oneOfTwo = sweep([check(URL, {}, resolves([AT, NEXT]), opens(AT, silent), works(NEXT))])
const atTimes = sweep([
  check(
    URL,
    {},
    resolves([AT]),
    opens(AT, silent),
    opens(AT, { attempt: 2, at: 6000 }),
    secures(AT),
    replies(AT, 200),
  ),
])
const PRIVATE = { expect: { resolution: 'private' } } as const
const led = sweep([check(URL, PRIVATE, resolves([AT]), works(AT))], [SYSTEM])
const byHosts = sweep([check(URL, PRIVATE, lookup([AT], { hosts: [AT] }), works(AT))], [SYSTEM])
const gone = sweep([check(URL, {}, unresolved('dns_nxdomain_error'))], [SYSTEM])
const mute = sweep([check(URL, {}, unresolved('dns_servfail_error'))], [SYSTEM])
const proxied = sweep([check(URL, VIA_PROXY, tunnels(), secures(AT), replies(AT, 200))])
const replied = sweep([check('ntp://app.example', {}, resolves([AT]), sends(AT))])

const IN_VPC = knownNetwork(
  [
    vpc('net'),
    subnet('sub', 'net', '10.1.1.0/24'),
    subnet('data', 'net', '10.1.2.0/24'),
    effective('net', {}),
  ],
  'sub',
)

/** The configuration of the network against what the wire shows. */
export const CONFIGURATION_CASES: readonly Case[] = [
  {
    ...yields('dns-name-not-found', 'the zone of the name is not linked', gone, {
      severity: 'fail',
      says: ['Zone example is not linked to vnet-app', '--name link-vnet-app'],
      never: ['typing error'],
    }),
    network: UNLINKED,
  },
  {
    ...yields('tcp-dropped', 'the network that has the address is peered with another one', lost, {
      severity: 'fail',
      says: ['The address is in vnet-b', 'not transitive', '--vnet-name vnet-app --name to-vnet-b'],
    }),
    network: BY_HUB,
  },
  {
    ...yields('configuration-disagrees', 'a flow that is blocked came through', found, {
      severity: 'info',
      says: [
        'deny-data (priority 200) of nsg-app',
        'was reached at 10.1.2.4',
        'older than a change',
      ],
    }),
    network: DENIES,
  },
  { ...spares('configuration-disagrees', 'both let it pass', found), network: ALLOWS },
  ...[found, lost].map((evidence) => ({
    ...spares(
      'configuration-disagrees',
      'no rule of the VPC lets it in, and what has the address is not known',
      evidence,
    ),
    network: IN_VPC,
    vantage: { cloud: 'gcp' as const, facts: {} },
  })),
  { ...spares('configuration-disagrees', 'both block it', lost), network: DENIES },
  { ...spares('configuration-disagrees', 'a refusal is an answer', refused), network: ALLOWS },
  {
    ...spares('configuration-disagrees', 'an appliance may drop what it says nothing of', lost),
    network: PAST_IT,
  },
  {
    ...spares('configuration-disagrees', 'default rules that were not exported', lost),
    network: network({}, false),
  },
  {
    ...spares('configuration-disagrees', 'the subnet of the probe is not in it', lost),
    network: { ...ALLOWS, subnet: 'vnet-app/other' },
  },
  spares('configuration-disagrees', 'no configuration', lost),
  {
    ...spares('configuration-disagrees', 'one address is silent, another answers', oneOfTwo),
    network: ALLOWS,
  },
  {
    ...spares('configuration-disagrees', 'an address that opens at times', atTimes),
    network: ALLOWS,
  },
  {
    ...spares('configuration-disagrees', 'the name comes from the hosts file', byHosts),
    network: ELSEWHERE,
  },
  {
    ...spares('configuration-disagrees', 'one of the addresses of the record came', led),
    network: zoned('app A 10.1.2.9 10.1.2.4'),
  },
  {
    ...spares('configuration-disagrees', 'the name is asked of no zone that is known', gone),
    network: zoned('other A 10.1.2.9'),
  },
  {
    ...spares('configuration-disagrees', 'an answer of nobody says nothing', mute),
    network: ELSEWHERE,
  },
  {
    ...spares('configuration-disagrees', 'through a proxy nothing is known of the path', proxied),
    network: DENIES,
  },
  {
    ...yields('configuration-disagrees', 'a datagram that is blocked was answered', replied, {
      ...{ severity: 'info', says: ['deny-data', 'was reached at 10.1.2.4'] },
    }),
    network: DENIES,
  },
  {
    ...yields('configuration-disagrees', 'another address than those of the record', led, {
      ...{ severity: 'info', says: ['resolves to 10.1.2.4', 'answers otherwise', '10.1.2.9'] },
    }),
    network: ELSEWHERE,
  },
  {
    ...yields('configuration-disagrees', 'a name that the zone does not have', led, {
      ...{ severity: 'info', says: ['resolves to 10.1.2.4', 'has no record'] },
    }),
    network: zoned('other A 10.1.2.9'),
  },
]
