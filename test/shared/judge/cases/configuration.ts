import { nsg, routeTable, vnet } from '../../cloud-network/arm.ts'
import { check, sweep } from '../evidence.ts'
import { knownNetwork } from '../known-network.ts'
import { resolves } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
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

/** The configuration of the network against what the wire shows. */
export const CONFIGURATION_CASES: readonly Case[] = [
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
]
