import type { KnownNetwork } from '../../../shared/cloud-network/at.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import type { Vantage } from '../../../shared/model/report.ts'
import { endpoint, idOf, nsg, routeTable, vnet } from '../cloud-network/arm.ts'
import { inbound, ruleset, zone } from '../cloud-network/arm-dns.ts'
import { collections, firewall, policy } from '../cloud-network/arm-firewall.ts'
import {
  effective,
  nat,
  network,
  route,
  subnet,
  firewall as vpcRule,
} from '../cloud-network/gcloud.ts'
import { check, control, sweep } from './evidence.ts'
import { knownNetwork } from './known-network.ts'
import { lookup, resolves, SYSTEM, wire } from './name-pieces.ts'
import { opens, secures } from './path-pieces.ts'

export const silent = { fails: 'generic_timeout_error', took: 5000 } as const
export const lost = (url: string, address: string) =>
  sweep([check(url, {}, resolves([address]), opens(address, silent)), control()])

export const BLOB = 'privatelink.blob.core.windows.net'
export const blob = (
  answer: readonly string[],
  reached = answer.flatMap((a) => [opens(a), secures(a)]),
) => {
  const asked = [lookup(answer), wire(SYSTEM, answer, { chain: [`stapp.${BLOB}`] })]
  const url = 'https://stapp.blob.core.windows.net'
  const target = check(url, { expect: { resolution: 'private' } }, asked, reached)
  return sweep([target, control()], [SYSTEM])
}

export const app = (of: { nsg?: string; table?: string } = {}) =>
  vnet(
    'vnet-app',
    '10.1.0.0/16',
    {
      app: { prefix: '10.1.1.0/24', ...of },
      data: { prefix: '10.1.2.0/24' },
      in: { prefix: '10.1.3.0/28' },
    },
    { peers: { 'vnet-hub': '10.7.0.0/16 Connected', 'vnet-lost': '10.9.0.0/16 Disconnected' } },
  )
export const DNS = inbound('in', 'vnet-app', '10.0.0.4')
const HUB = [
  vnet('vnet-hub', '10.7.0.0/16', { AzureFirewallSubnet: { prefix: '10.7.1.0/26' } }),
  firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.7.1.4', 'afwp'),
  policy('afwp'),
]
const THROUGH = [
  app({ table: 'rt' }),
  ...HUB,
  routeTable('rt', { default: '0.0.0.0/0 > 10.7.1.4' }),
]
export const azure = (...rows: readonly unknown[]) => knownNetwork(rows, 'vnet-app/app')

const GOOGLE = [
  network('net'),
  subnet('sub', 'net', '10.2.1.0/24', true),
  route('default', '0.0.0.0/0 > internet 1000'),
  nat('nat', 'net', null),
  effective('net', {}),
]
export const google = (...rows: readonly unknown[]) => knownNetwork([...GOOGLE, ...rows], 'sub')

export interface Named {
  readonly shows: string
  readonly evidence: Evidence
  readonly network: KnownNetwork
  readonly cloud?: Vantage['cloud']
  readonly code: string
  /** The kind, the name and the rule of the object; null: none may be named. */
  readonly object: string | null
  readonly fix?: readonly string[]
}

const CUT = sweep([
  check('https://shop.example', {}, resolves(['20.50.1.1']), [
    opens('20.50.1.1'),
    secures('20.50.1.1', { fails: 'connection_reset', phase: 'sent' }),
  ]),
  control(),
])

export const NAMED: readonly Named[] = [
  {
    shows: 'a security rule that denies',
    evidence: lost('https://db.corp', '10.1.2.4'),
    network: azure(
      app({ nsg: 'nsg-app' }),
      nsg('nsg-app', {
        'deny-data': '200 Out Deny * * > 10.1.2.0/24 :*',
        used: '199 Out Allow Tcp * > 10.1.2.9 :1',
      }),
    ),
    code: 'tcp-dropped',
    object: 'security-rule nsg-app deny-data',
    fix: [
      'az network nsg rule create --resource-group rg-net --nsg-name nsg-app',
      '--priority 198',
      '--direction Outbound',
      '--destination-address-prefixes 10.1.2.4 --destination-port-ranges 443',
    ],
  },
  {
    shows: 'the default rule that denies',
    evidence: lost('https://db.corp', '172.16.0.4'),
    network: azure(app({ nsg: 'nsg-app' }), nsg('nsg-app', {})),
    code: 'tcp-dropped',
    object: 'security-rule nsg-app DenyAllOutBound',
    fix: ['--priority 4096'],
  },
  {
    shows: 'not a rule that another target of the sweep came through',
    evidence: lost('https://db.corp', '10.1.2.4'),
    network: azure(app({ nsg: 'nsg-app' }), nsg('nsg-app', { all: '100 Out Deny * * > * :*' })),
    code: 'tcp-dropped',
    object: null,
  },
  {
    shows: 'a route to nowhere',
    evidence: lost('https://www.example.org', '20.50.1.1'),
    network: azure(app({ table: 'rt' }), routeTable('rt', { hole: '20.50.0.0/16 > None' })),
    code: 'tcp-dropped',
    object: 'route rt hole',
    fix: [
      'az network route-table route create --resource-group rg-net --route-table-name rt',
      '20.50.1.1/32',
    ],
  },
  {
    shows: 'a route that an ICMP error speaks of',
    evidence: sweep([
      check(
        'https://www.example.org',
        {},
        resolves(['20.50.1.1']),
        opens('20.50.1.1', { fails: 'host_unreachable', took: 3000 }),
      ),
      control(),
    ]),
    network: azure(app({ table: 'rt' }), routeTable('rt', { hole: '20.50.0.0/16 > None' })),
    code: 'tcp-unreachable',
    object: 'route rt hole',
  },
  {
    shows: 'a network rule of the firewall',
    evidence: lost('tcp://db.example.org:5432', '20.50.1.1'),
    network: azure(
      ...THROUGH,
      collections('afwp', 'g', 100, {
        'net 100 network Deny': { 'no-db': '* > 20.50.0.0/16 TCP:5432' },
      }),
    ),
    code: 'tcp-dropped',
    object: 'firewall-rule afwp no-db',
  },
  {
    shows: 'the default of the firewall at a port that application rules do not speak',
    evidence: lost('tcp://db.example.org:5432', '20.50.1.1'),
    network: azure(
      ...THROUGH,
      collections('afwp', 'g', 100, { 'net 100 network Allow': { web: '* > * TCP:443' } }),
    ),
    code: 'tcp-dropped',
    object: 'firewall afwp',
    fix: ['perimeter rules --for azure-firewall-cli --missing'],
  },
  {
    shows: 'not the default of the firewall for silence at 443, which it ends otherwise',
    evidence: lost('https://db.example.org', '20.50.1.1'),
    network: azure(
      ...THROUGH,
      collections('afwp', 'g', 100, {
        'app 100 application Allow': { other: '* > other.example Https:443' },
      }),
    ),
    code: 'tcp-dropped',
    object: null,
  },
  {
    shows: 'the firewall that cuts after the ClientHello',
    evidence: CUT,
    network: azure(
      ...THROUGH,
      collections('afwp', 'g', 100, {
        'app 100 application Allow': { other: '* > control.example Https:443' },
      }),
    ),
    code: 'tls-blocked-by-name',
    object: 'firewall afwp',
  },
  {
    shows: 'not the firewall where it lets the name pass',
    evidence: CUT,
    network: azure(
      ...THROUGH,
      collections('afwp', 'g', 100, {
        'app 100 application Allow': { shop: '* > *.example Https:443' },
      }),
    ),
    code: 'tls-blocked-by-name',
    object: null,
  },
  {
    shows: 'not a security rule for a cut after the ClientHello',
    evidence: CUT,
    network: azure(app({ nsg: 'nsg-app' }), nsg('nsg-app', { all: '100 Out Deny * * > * :*' })),
    code: 'tls-blocked-by-name',
    object: null,
  },
  {
    shows: 'a private endpoint that is not approved',
    evidence: sweep([
      check(
        'https://stapp.blob.core.windows.net',
        { expect: { resolution: 'private' } },
        resolves(['10.1.2.4']),
        opens('10.1.2.4', silent),
      ),
      control(),
    ]),
    network: azure(app(), endpoint('stapp', 'vnet-app/data', '10.1.2.4', 'Pending')),
    code: 'private-endpoint-not-answering',
    object: 'private-endpoint stapp',
    fix: ['az network private-endpoint-connection list --id', 'approve --id CONNECTION_ID'],
  },
  {
    shows: 'a peering that is not connected',
    evidence: lost('https://db.corp', '10.9.0.4'),
    network: azure(app()),
    code: 'tcp-dropped',
    object: 'peering vnet-app to-vnet-lost',
    fix: ['delete it on both sides'],
  },
  {
    shows: 'a zone that is not linked',
    evidence: blob(['20.60.1.1']),
    network: azure(app(), DNS, ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4'])),
    code: 'dns-private-zone-not-used',
    object: `dns-zone ${BLOB}`,
    fix: [
      `az network private-dns link vnet create --resource-group rg-net --zone-name ${BLOB} --name link-vnet-app`,
      idOf('virtualNetworks', 'vnet-app'),
    ],
  },
  {
    shows: 'not a zone that is linked and has the record: the answer came from elsewhere',
    evidence: blob(['20.60.1.1']),
    network: azure(app(), DNS, ...zone(BLOB, ['vnet-app'], ['stapp A 10.1.2.4'])),
    code: 'dns-private-zone-not-used',
    object: null,
  },
  {
    shows: 'a forwarding rule that leads the name elsewhere',
    evidence: blob(['20.60.1.1']),
    network: azure(
      app(),
      DNS,
      ...ruleset('rs', ['vnet-app'], { onprem: 'core.windows.net. > 192.168.0.53' }),
    ),
    code: 'dns-private-zone-not-used',
    object: 'dns-forwarding-rule rs onprem',
  },
  {
    shows: 'not a zone, where a resolver is asked that nobody knows',
    evidence: blob(['20.60.1.1']),
    network: azure(app(), ...zone(BLOB, ['vnet-hub'], ['stapp A 10.1.2.4'])),
    code: 'dns-private-zone-not-used',
    object: null,
  },
  {
    shows: 'nothing where the group is not in the configuration',
    evidence: lost('https://db.corp', '10.1.2.4'),
    network: azure(app({ nsg: 'nsg-hidden' })),
    code: 'tcp-dropped',
    object: null,
  },
  {
    shows: 'a firewall rule of a VPC network',
    evidence: lost('https://www.example.org', '20.50.1.1'),
    network: google(vpcRule('deny-out', '900 deny all > 20.50.0.0/16')),
    cloud: 'gcp',
    code: 'tcp-dropped',
    object: 'vpc-firewall-rule deny-out',
    fix: [
      'gcloud compute firewall-rules create allow-www-example-org --project p1 --network net',
      '--priority 899',
      '20.50.1.1/32',
    ],
  },
]
