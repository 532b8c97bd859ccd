import { endpoint, gateway, member, nsg, routeTable, vnet } from '../arm.ts'
import { collections, firewall, policy } from '../arm-firewall.ts'
import type { FlowTable } from '../flow-table.ts'
import { estate } from './azure-estate.ts'

const LEARN = 'https://learn.microsoft.com/azure'
const UDR = `${LEARN}/virtual-network/virtual-networks-udr-overview`
const NSG = `${LEARN}/virtual-network/network-security-groups-overview`
const SERVICES = `${LEARN}/virtual-network/virtual-network-service-endpoints-overview`
const FIREWALL = `${LEARN}/firewall/rule-processing`

const STANDING = 'vnet-app/subnets/snet-app'
const guarded = (rules: Readonly<Record<string, string>>) => [
  ...estate({ app: 'nsg-app' }),
  nsg('nsg-app', rules),
]
const routed = (routes: Readonly<Record<string, string>>, noBgp = false) => [
  ...estate({ table: 'rt-app' }),
  routeTable('rt-app', routes, noBgp),
]

/** A security group with one rule of one's own, in words that a line of a table has none for. */
function exported(properties: object, group: object = {}) {
  const rule = {
    ...{ priority: 100, direction: 'Outbound', access: 'Deny', protocol: '*' },
    ...{ sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' },
    ...{ destinationAddressPrefix: '10.1.3.0/24', ...properties },
  }
  const securityRules = [{ name: 'deny-data', properties: rule }]
  const { properties: defaults, ...own } = nsg('nsg-app', {})
  return [
    ...estate({ app: 'nsg-app' }),
    { ...own, properties: { ...defaults, securityRules, ...group } },
  ]
}

const ENDPOINTS = [
  ...['Microsoft.Storage.Global', 'Microsoft.Sql', 'Microsoft.KeyVault', 'Microsoft.Web'],
  ...['Microsoft.ContainerRegistry', 'Microsoft.ServiceBus', 'Microsoft.EventHub'],
  'Microsoft.AzureCosmosDB',
]

/** A firewall in the hub, to which a route of the app leads. */
const behindFirewall = (route: string, dataNsg: Readonly<Record<string, string>> = {}) => [
  vnet(
    'vnet-app',
    '10.1.0.0/16',
    { 'snet-app': { prefix: '10.1.1.0/24', table: 'rt-app' } },
    { peers: { 'vnet-hub': '10.0.0.0/16 Connected' } },
  ),
  vnet(
    'vnet-hub',
    '10.0.0.0/16',
    {
      AzureFirewallSubnet: { prefix: '10.0.1.0/26' },
      data: { prefix: '10.0.5.0/24', nsg: 'nsg-data' },
    },
    { peers: { 'vnet-app': '10.1.0.0/16 Connected' } },
  ),
  nsg('nsg-data', dataNsg),
  routeTable('rt-app', { out: `${route} > 10.0.1.4` }),
  firewall('afw', 'vnet-hub/AzureFirewallSubnet', '10.0.1.4', 'afwp'),
  policy('afwp'),
]

/** What is decided where two things meet, each with its twin on the other side. */
export const AZURE_EDGES: readonly FlowTable[] = [
  {
    shows: 'a tag counts as long as its prefix that holds the address',
    source: UDR,
    configuration: routed({ tag: 'Storage > Internet', wide: '20.150.0.0/17 > None' }),
    flows: `
      20.150.8.4:443  - pass    tag
      20.150.9.4:443  - blocked wide`,
  },
  {
    shows: 'a route to one address is longer than what BGP brings',
    source: UDR,
    configuration: [
      ...routed({ host: '172.20.1.1/32 > None', net: '172.21.0.0/16 > None' }),
      gateway('vgw', 'vnet-app'),
    ],
    flows: `
      172.20.1.1:443  - blocked    host
      172.21.1.1:443  - unreadable -`,
  },
  {
    shows: 'an own route to a public address comes before what BGP brings',
    source: UDR,
    configuration: [...routed({ all: '0.0.0.0/0 > None' }), gateway('vgw', 'vnet-app')],
    flows: `
      20.50.1.1:443  - blocked    all
      172.20.1.1:443 - unreadable -`,
  },
  {
    shows: 'the service endpoint of each service, past any route',
    source: SERVICES,
    configuration: [
      vnet('vnet-app', '10.1.0.0/16', {
        'snet-app': { prefix: '10.1.1.0/24', table: 'rt-app', endpoints: ENDPOINTS },
      }),
      routeTable('rt-app', { all: '0.0.0.0/0 > None' }),
    ],
    flows: `
      20.150.1.4:443  - pass    Microsoft.Storage.Global
      20.40.1.4:1433  - pass    Microsoft.Sql
      20.43.1.4:443   - pass    Microsoft.KeyVault
      20.41.1.4:443   - pass    Microsoft.Web
      20.42.1.4:443   - pass    Microsoft.ContainerRegistry
      20.44.1.4:5671  - pass    Microsoft.ServiceBus
      20.45.1.4:5671  - pass    Microsoft.EventHub
      20.46.1.4:443   - pass    Microsoft.AzureCosmosDB
      20.47.1.4:443   - blocked all`,
  },
  {
    shows: 'a private endpoint in a network that is not peered has no route',
    source: `${LEARN}/private-link/private-endpoint-overview`,
    configuration: [
      ...estate({}),
      vnet('vnet-far', '10.77.0.0/16', { 'snet-pe': { prefix: '10.77.1.0/24' } }),
      endpoint('stfar', 'vnet-far/snet-pe', '10.77.1.4'),
    ],
    flows: `
      10.77.1.4:443  - blocked vnet-app
      10.1.2.4:443   - pass    stapp`,
  },
  {
    shows: 'of two subnets of one prefix the one of the own network',
    source: NSG,
    configuration: [
      vnet('vnet-far', '10.1.0.0/16', { 'snet-data': { prefix: '10.1.3.0/24' } }),
      ...estate({ data: 'nsg-data' }),
      nsg('nsg-data', { 'deny-in': '100 In Deny * * > * :1433' }),
    ],
    flows: `
      10.1.3.4:1433  - blocked deny-in
      10.1.3.4:443   - pass    AllowVnetInBound`,
  },
  ...['*', '0-65535', '1-65535'].map((sourcePortRange) => ({
    shows: `source ports ${sourcePortRange}: all of them`,
    source: NSG,
    configuration: exported({ sourcePortRange }),
    flows: `
      10.1.3.4:443  - blocked deny-data
      10.1.2.4:443  - pass    stapp`,
  })),
  {
    shows: 'source ports in part: which one a client takes is not known',
    source: NSG,
    configuration: exported({ sourcePortRange: '1024-65535' }),
    flows: '10.1.3.4:443  - unreadable -',
  },
  {
    shows: 'one value that is empty beside many',
    source: NSG,
    configuration: exported({
      ...{ destinationAddressPrefix: '', destinationAddressPrefixes: ['10.1.3.0/24'] },
      ...{ destinationPortRange: '', destinationPortRanges: ['443'] },
    }),
    flows: `
      10.1.3.4:443  - blocked deny-data
      10.1.3.4:80   - pass    vnet-app
      10.1.2.4:443  - pass    stapp`,
  },
  {
    shows: 'a resource with properties called as its own keys',
    source: `${LEARN}/governance/resource-graph/concepts/query-language`,
    configuration: exported({}, { id: 'other', name: 'other', type: 'other' }),
    flows: '10.1.3.4:443  - blocked deny-data',
  },
  {
    shows: 'the tag VirtualNetwork holds no public address for a gateway’s sake',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app', table: 'rt-app' }),
      nsg('nsg-app', { 'deny-net': '100 Out Deny * * > VirtualNetwork :*' }),
      routeTable('rt-app', {}, true),
      gateway('vgw', 'vnet-app'),
    ],
    flows: `
      20.50.1.1:443  - pass       vnet-app
      10.1.3.4:443   - blocked    deny-net
      172.20.1.1:443 - blocked    vnet-app`,
  },
  {
    shows:
      'of a probe whose address is not known: its subnet is not the internet, and may be in a group',
    source: NSG,
    subnet: STANDING,
    configuration: [
      ...guarded({
        'deny-web': '100 Out Deny * Internet > * :443',
        'deny-group': '110 Out Deny * asg:web > * :80',
      }),
      member('web', '10.1.1.7'),
    ],
    flows: `
      10.1.3.4:443  - pass       vnet-app
      10.1.3.4:80   - unreadable -`,
  },
  {
    shows: 'application rules are for connections, and conditions on the URL are not read',
    source: FIREWALL,
    configuration: [
      ...behindFirewall('20.0.0.0/8'),
      collections('afwp', 'g', 100, {
        'web 100 application Allow': {
          below: '* > *.contoso.com Https:443',
          kind: '* > web:Business Https:8443',
        },
      }),
    ],
    flows: `
      20.50.1.1:443      a.contoso.com pass       below
      20.50.1.1:443/udp  a.contoso.com blocked    afwp
      20.50.1.1:8443     a.example     unreadable -`,
  },
  {
    shows:
      'behind an application rule the other end sees the firewall, behind a network rule the probe',
    source: `${LEARN}/firewall/snat-private-range`,
    configuration: [
      ...behindFirewall('10.0.5.0/24', {
        'allow-app': '100 In Allow * 10.1.1.0/24 > * :*',
        'deny-rest': '200 In Deny * * > * :*',
      }),
      collections('afwp', 'g', 100, {
        'net 100 network Allow': { tcp: '* > 10.0.5.0/24 TCP:1433' },
        'web 200 application Allow': { name: '* > db.corp.example Https:443' },
      }),
    ],
    flows: `
      10.0.5.4:1433  db.corp.example pass    allow-app
      10.0.5.4:443   db.corp.example blocked deny-rest`,
  },
]

export const EDGE_TAGS = [
  ...[
    ['Storage', '20.150.8.0/24'],
    ['Sql', '20.40.0.0/16'],
    ['AppService', '20.41.0.0/16'],
  ],
  ...[
    ['AzureContainerRegistry', '20.42.0.0/16'],
    ['ServiceBus', '20.44.0.0/16'],
  ],
  ...[
    ['EventHub', '20.45.0.0/16'],
    ['AzureCosmosDB', '20.46.0.0/16'],
  ],
].map(([owner = '', cidr = '']) => ({ owner, cidr }))
