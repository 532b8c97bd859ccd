import { nsg, site } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'
import { estate } from './azure-estate.ts'

const NSG = 'https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview'
const POLICIES =
  'https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy'
const WIRE = 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16'
const PE = 'https://learn.microsoft.com/azure/private-link/private-endpoint-overview'

/** What decides at the other end of a flow, and for the app as a whole. */
export const AZURE_ENDS: readonly FlowTable[] = [
  {
    shows: 'the rules at the other end decide too',
    source: 'https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works',
    configuration: [
      ...estate({ app: 'nsg-app', data: 'nsg-data' }),
      nsg('nsg-app', {}),
      nsg('nsg-data', {
        'allow-sql': '100 In Allow Tcp 10.1.1.0/24 > * :1433',
        'deny-vnet': '200 In Deny * VirtualNetwork > * :*',
      }),
    ],
    flows: `
      10.1.3.4:1433  - pass    allow-sql
      10.1.3.4:443   - blocked deny-vnet
      10.1.3.4:22    - blocked deny-vnet`,
  },
  {
    shows: 'rules on what comes in hold between two hosts of one subnet, too',
    source:
      'https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works#intra-subnet-traffic',
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        'deny-in': '100 In Deny Tcp 10.1.1.0/26,10.1.1.64/26,10.1.1.128/26,10.1.1.192/26 > * :8443',
      }),
    ],
    flows: `
      10.1.1.99:8443  - blocked deny-in
      10.1.1.99:443   - pass    AllowVnetInBound
      20.50.1.1:8443  - pass    vnet-app`,
  },
  {
    shows: 'private endpoints: rules of their subnet hold only with network policies',
    source: POLICIES,
    configuration: [
      ...estate({ pe: 'nsg-pe' }),
      nsg('nsg-pe', { 'deny-app': '100 In Deny * 10.1.1.0/24 > * :*' }),
    ],
    flows: `
      10.1.2.4:443   - pass    stapp
      10.1.2.99:443  - blocked deny-app`,
  },
  {
    shows: 'private endpoints with network policies for security groups',
    source: POLICIES,
    configuration: [
      ...estate({ pe: 'nsg-pe', policies: 'NetworkSecurityGroupEnabled' }),
      nsg('nsg-pe', { 'deny-app': '100 In Deny * 10.1.1.0/24 > * :443' }),
    ],
    flows: `
      10.1.2.4:443  - blocked deny-app
      10.1.2.4:80   - pass    AllowVnetInBound`,
  },
  {
    shows: 'private endpoints with all network policies',
    source: POLICIES,
    configuration: [
      ...estate({ pe: 'nsg-pe', policies: 'Enabled' }),
      nsg('nsg-pe', { 'deny-app': '100 In Deny * 10.1.1.0/24 > * :443' }),
    ],
    flows: '10.1.2.4:443  - blocked deny-app',
  },
  {
    shows: 'private endpoints with network policies for routes alone',
    source: POLICIES,
    configuration: [
      ...estate({ pe: 'nsg-pe', policies: 'RouteTableEnabled' }),
      nsg('nsg-pe', { 'deny-app': '100 In Deny * 10.1.1.0/24 > * :443' }),
    ],
    flows: '10.1.2.4:443  - pass stapp',
  },
  {
    shows: 'the state of the connection of a private endpoint',
    source: PE,
    configuration: estate({}),
    flows: `
      10.1.2.4:443  - pass    stapp
      10.1.2.5:443  - blocked stwait
      10.1.2.6:443  - blocked stno
      10.1.2.7:443  - blocked stgone`,
  },
  {
    shows: 'the wire server of the platform: only rules on its own tags hold',
    source: WIRE,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', {
        all: '100 Out Deny * * > * :*',
      }),
    ],
    flows: `
      168.63.129.16:53    - pass    AllowVnetOutBound
      168.63.129.16:80    - pass    AllowVnetOutBound
      20.50.1.1:443       - blocked all`,
  },
  {
    shows: 'a rule on AzurePlatformDNS cuts the platform’s resolver off',
    source: WIRE,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { dns: '100 Out Deny * * > AzurePlatformDNS :*' }),
    ],
    flows: `
      168.63.129.16:53  - blocked dns
      168.63.129.16:80  - pass    AllowVnetOutBound
      20.50.1.1:53      - pass    vnet-app`,
  },
  {
    shows: 'a security group that is not in the configuration',
    source: NSG,
    configuration: estate({ app: 'nsg-hidden' }),
    flows: `
      10.1.3.4:1433  - unreadable -
      10.1.2.5:443   - blocked    stwait`,
  },
  {
    shows: 'a security group without its default rules',
    source: NSG,
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { web: '100 Out Allow Tcp * > * :443' }, false),
    ],
    flows: `
      10.1.3.4:443   - pass       vnet-app
      10.1.3.4:1433  - unreadable -`,
  },
  {
    shows: 'an app that leads only private addresses into its network',
    source: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing',
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { all: '100 Out Deny * * > * :443' }),
      site('func-app', 'vnet-app', 'snet-app', { vnetRouteAllEnabled: false }),
    ],
    flows: `
      20.50.1.1:443  - pass    func-app
      10.1.3.4:443   - blocked all`,
  },
  {
    shows: 'an app whose routing stands in its settings',
    source: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing',
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { all: '100 Out Deny * * > * :443' }),
      site('func-app', 'vnet-app', 'snet-app', { siteConfig: { vnetRouteAllEnabled: false } }),
    ],
    flows: `
      20.50.1.1:443  - pass    func-app
      10.1.3.4:443   - blocked all`,
  },
  {
    shows: 'an app that leads all its traffic into its network',
    source: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing',
    configuration: [
      ...estate({ app: 'nsg-app' }),
      nsg('nsg-app', { all: '100 Out Deny * * > * :443' }),
      site('func-app', 'vnet-app', 'snet-app', { outboundVnetRouting: { allTraffic: true } }),
    ],
    flows: `
      20.50.1.1:443  - blocked all
      10.1.3.4:443   - blocked all`,
  },
]
