import { gateway, member, nsg, routeTable, vnet } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'
import { estate } from './azure-estate.ts'

const NSG = 'https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview'
const TAGS = 'https://learn.microsoft.com/azure/virtual-network/service-tags-overview'
const ASG = 'https://learn.microsoft.com/azure/virtual-network/application-security-groups'

/** A network with one more prefix. */
function withPrefix(prefix: string, network: ReturnType<typeof vnet>) {
  const { properties } = network
  const addressPrefixes = [...properties.addressSpace.addressPrefixes, prefix]
  return { ...network, properties: { ...properties, addressSpace: { addressPrefixes } } }
}

export const AZURE_RULES: readonly FlowTable[] = [
  {
    shows: 'no security group: everything that has a route passes',
    source: NSG,
    configuration: estate({}),
    flows: `
      10.1.3.4:1433   - pass vnet-app
      10.0.5.4:443    - pass to-vnet-hub
      20.50.1.1:443   - pass vnet-app
      10.1.1.200:22   - pass vnet-app`,
  },
  {
    shows: 'by IPv6 nothing leaves without a public address of it',
    source: 'https://learn.microsoft.com/azure/virtual-network/ip-services/ipv6-overview',
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { 'deny-six': '200 Out Deny Tcp * > 2606:4700::/32 :443' }),
    ],
    flows: `
      2a00:1450::1:443  - unreadable -
      2606:4700::1:443  - blocked    deny-six`,
  },
  {
    shows: 'the default rules: the network, peers and the internet; nothing else',
    source: NSG,
    configuration: [...estate({ app: 'nsg-app' }), nsg('nsg-app', {})],
    flows: `
      10.1.3.4:1433    - pass vnet-app
      10.0.5.4:443     - pass to-vnet-hub
      20.50.1.1:443    - pass vnet-app
      20.50.1.1:25     - unreadable -
      172.16.5.4:443   - blocked DenyAllOutBound
      10.200.0.1:443   - blocked DenyAllOutBound
      192.168.7.7:80   - blocked DenyAllOutBound`,
  },
  {
    shows: 'rules by priority: the lowest number that matches decides',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        'allow-pe': '100 Out Allow Tcp * > 10.1.2.0/24 :443',
        'deny-pe': '200 Out Deny * * > 10.1.2.0/24 :*',
        'deny-web': '300 Out Deny Tcp * > Internet :80',
        'allow-partner': '310 Out Allow Tcp * > 20.60.0.0/16 :443',
        'deny-internet': '400 Out Deny * * > Internet :*',
        'allow-late': '500 Out Allow * * > 20.70.0.0/16 :*',
      }),
    ],
    flows: `
      10.1.2.4:443    - pass    stapp
      10.1.2.4:445    - blocked deny-pe
      10.1.2.4:80     - blocked deny-pe
      20.60.1.1:443   - pass    vnet-app
      20.60.1.1:80    - blocked deny-web
      20.60.1.1:8443  - blocked deny-internet
      20.70.1.1:443   - blocked deny-internet
      20.50.1.1:443   - blocked deny-internet
      10.1.3.4:1433   - pass    vnet-app
      10.0.5.4:80     - pass    to-vnet-hub`,
  },
  {
    shows:
      'questions to a resolver are UDP, and no rule but those on its tag holds for the platform’s',
    source: 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16',
    configuration: [
      ...estate({ app: 'nsg-app', table: 'rt' }),
      routeTable('rt', { hole: '0.0.0.0/0 > None' }),
      nsg('nsg-app', {
        'deny-dns': '100 Out Deny Udp * > 10.1.3.4 :53',
        'deny-tcp-dns': '110 Out Deny Tcp * > 10.1.3.5 :53',
        'deny-all-dns': '120 Out Deny * * > * :53',
      }),
    ],
    flows: `
      10.1.3.4:53/udp       - blocked deny-dns
      10.1.3.4:53           - blocked deny-all-dns
      10.1.3.5:53/udp       - blocked deny-all-dns
      10.1.3.5:53           - blocked deny-tcp-dns
      168.63.129.16:53/udp  - pass    AllowVnetOutBound
      20.50.1.1:443         - blocked hole`,
  },
  {
    shows: 'the order in the file does not count, the priority does',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        last: '4096 Out Deny * * > * :*',
        second: '110 Out Deny Tcp * > 10.1.3.4/32 :1433',
        first: '109 Out Allow Tcp * > 10.1.3.0/24 :1433',
      }),
    ],
    flows: `
      10.1.3.4:1433  - pass    vnet-app
      10.1.3.5:1433  - pass    vnet-app
      10.1.3.4:1434  - blocked last
      20.50.1.1:443  - blocked last`,
  },
  {
    shows: 'ports: one, ranges, lists, all; and protocols',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        one: '100 Out Deny Tcp * > * :8080',
        range: '110 Out Deny Tcp * > * :9000-9010',
        several: '120 Out Deny Tcp * > * :22,3389,5985-5986',
        udp: '130 Out Deny Udp * > * :*',
        icmp: '140 Out Deny Icmp * > * :*',
        other: '150 Out Deny * * > * :1433',
      }),
    ],
    flows: `
      20.50.1.1:8080  - blocked one
      20.50.1.1:8081  - pass    vnet-app
      20.50.1.1:9000  - blocked range
      20.50.1.1:9005  - blocked range
      20.50.1.1:9010  - blocked range
      20.50.1.1:9011  - pass    vnet-app
      20.50.1.1:8999  - pass    vnet-app
      20.50.1.1:22    - blocked several
      20.50.1.1:3389  - blocked several
      20.50.1.1:5986  - blocked several
      20.50.1.1:5987  - pass    vnet-app
      20.50.1.1:53    - pass    vnet-app
      10.1.3.4:1433   - blocked other`,
  },
  {
    shows: 'sources: the probe is 10.1.1.10',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        'other-host': '100 Out Deny * 10.1.1.11/32 > * :*',
        'other-half': '110 Out Deny * 10.1.1.128/25 > * :*',
        'this-half': '120 Out Deny * 10.1.1.0/25 > 20.0.0.0/8 :443',
        several: '130 Out Deny * 10.7.0.0/16,10.1.1.10 > 20.0.0.0/8 :80',
      }),
    ],
    flows: `
      20.50.1.1:443  - blocked this-half
      20.50.1.1:80   - blocked several
      20.50.1.1:22   - pass    vnet-app
      10.1.3.4:443   - pass    vnet-app`,
  },
  {
    shows: 'service tags of published ranges; one that is not known decides nothing',
    source: TAGS,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        storage: '100 Out Allow Tcp * > Storage.JapanEast :443',
        vault: '110 Out Deny Tcp * > AzureKeyVault :443',
        hidden: '120 Out Allow Tcp * > Sql.JapanEast :1433',
        internet: '200 Out Deny * * > Internet :*',
      }),
    ],
    flows: `
      20.150.1.1:443  - pass       vnet-app
      20.150.1.1:80   - blocked    internet
      20.43.1.1:443   - blocked    vault
      20.50.1.1:443   - blocked    internet
      20.50.1.1:1433  - unreadable -
      10.1.3.4:1433   - pass       vnet-app`,
  },
  {
    shows: 'a tag that is not known does no harm where all rules before the decision agree',
    source: TAGS,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { hidden: '120 Out Allow Tcp * > Sql.JapanEast :1433' }),
    ],
    flows: `
      20.50.1.1:1433  - pass vnet-app
      10.1.3.4:1433   - pass vnet-app`,
  },
  {
    shows:
      'tags of the network: VirtualNetwork holds peers and prefixes of own routes, Internet what is public',
    source: TAGS,
    configuration: [
      ...estate({ app: 'nsg-app', table: 'rt-app' }),
      routeTable('rt-app', { onprem: '192.168.0.0/16 > VirtualNetworkGateway' }),
      nsg('nsg-app', {
        own: '100 Out Allow * * > VirtualNetwork :443',
        rest: '110 Out Deny * * > * :443',
      }),
    ],
    flows: `
      10.1.3.4:443      - pass    vnet-app
      10.0.5.4:443      - pass    to-vnet-hub
      192.168.7.7:443   - unreadable -
      20.50.1.1:443     - blocked rest
      172.16.0.1:443    - blocked rest`,
  },
  {
    shows: 'Internet holds no public prefix of the network or of a peer',
    source: TAGS,
    configuration: [
      withPrefix(
        '20.40.0.0/16',
        vnet(
          'vnet-app',
          '10.1.0.0/16',
          { 'snet-app': { prefix: '10.1.1.0/24', nsg: 'nsg-app' } },
          { peers: { 'vnet-public': '20.50.0.0/16 Connected' } },
        ),
      ),
      nsg('nsg-app', { out: '100 Out Deny * * > Internet :443' }),
    ],
    flows: `
      20.40.1.1:443  - pass    vnet-app
      20.50.1.1:443  - pass    to-vnet-public
      20.60.1.1:443  - blocked out`,
  },
  {
    shows: 'the gateway of a network whose name begins alike is none of this one',
    source: TAGS,
    configuration: [...estate({}), gateway('vpn', 'vnet-app-2')],
    flows: '172.16.5.4:443  - blocked vnet-app',
  },
  {
    shows: 'behind a gateway a private address may belong to VirtualNetwork: nothing is decided',
    source: TAGS,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      gateway('vpn', 'vnet-app'),
      nsg('nsg-app', { own: '100 Out Deny * * > VirtualNetwork :443' }),
    ],
    flows: `
      10.1.3.4:443     - blocked    own
      10.0.5.4:443     - blocked    own
      172.16.0.1:443   - unreadable -
      20.50.1.1:443    - unreadable -`,
  },
  {
    shows: 'application security groups hold the addresses of their interfaces',
    source: ASG,
    configuration: [
      ...estate({ app: 'nsg-app', data: 'nsg-data' }),
      member('asg-sql', '10.1.3.4'),
      member('asg-web', '10.1.3.9'),
      member('asg-app', '10.1.1.10'),
      nsg('nsg-app', {
        sql: '100 Out Allow Tcp asg:asg-app > asg:asg-sql :1433',
        none: '110 Out Deny Tcp * > VirtualNetwork :1433',
      }),
      nsg('nsg-data', {
        'from-app': '100 In Allow Tcp asg:asg-app > asg:asg-sql :1433',
        'from-web': '110 In Deny Tcp asg:asg-web > * :443',
        'to-web': '120 In Deny Tcp * > asg:asg-web :443',
      }),
    ],
    flows: `
      10.1.3.4:1433  - pass    from-app
      10.1.3.5:1433  - blocked none
      10.1.3.9:1433  - blocked none
      10.1.3.9:443   - blocked to-web
      10.1.3.4:443   - pass    AllowVnetInBound`,
  },
  {
    shows: 'a group of which no interface is in the configuration decides nothing',
    source: ASG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { sql: '100 Out Deny Tcp * > asg:asg-sql :1433' }),
    ],
    flows: `
      10.1.3.4:1433  - unreadable -
      10.1.3.4:443   - pass       vnet-app`,
  },
]
