import { idOf, nsg, ref, resource, site, vnet } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'

const NSG = 'https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works'
const OUT = 'https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access'
const ROUTING = 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing'

function home(app: object = {}, group?: string) {
  const net = vnet('vnet-app', '10.1.0.0/16', {
    'snet-app': { prefix: '10.1.1.0/24', ...(group !== undefined && { nsg: group }) },
    'snet-data': { prefix: '10.1.3.0/24' },
  })
  const [first, ...others] = (net.properties as { subnets: { properties: object }[] }).subnets
  const subnets = [{ ...first, properties: { ...first?.properties, ...app } }, ...others]
  return { ...net, properties: { ...net.properties, subnets } }
}

function nic(
  name: string,
  at: string,
  of: { group?: string; publicIp?: boolean; pool?: boolean } = {},
) {
  const [subnet, privateIPAddress] = at.split('/')
  return resource('networkInterfaces', name, {
    networkSecurityGroup: ref('networkSecurityGroups', of.group),
    ipConfigurations: [
      {
        name: 'ip',
        properties: {
          privateIPAddress,
          subnet: { id: `${idOf('virtualNetworks', 'vnet-app')}/subnets/${subnet}` },
          publicIPAddress: of.publicIp === true ? ref('publicIPAddresses', 'pip') : null,
          ...(of.pool === true && {
            loadBalancerBackendAddressPools: [ref('loadBalancers', 'lb')],
          }),
        },
      },
    ],
  })
}

const PRIVATE = { defaultOutboundAccess: false }
const IN_ITS_WAY = 'snet-app/10.1.1.10'

/** What network interfaces decide: their own security groups, and how what leaves gets a public address. */
export const AZURE_INTERFACES: readonly FlowTable[] = [
  {
    shows: 'the group of the interface decides beside that of the subnet, at both ends',
    source: NSG,
    configuration: [
      home({}, 'nsg-app'),
      nsg('nsg-app', { 'deny-8443': '100 Out Deny Tcp * > * :8443' }),
      nic('probe', IN_ITS_WAY, { group: 'nsg-nic' }),
      nsg('nsg-nic', { 'deny-22': '100 Out Deny Tcp * > * :22' }),
      nic('db', 'snet-data/10.1.3.4', { group: 'nsg-db' }),
      nsg('nsg-db', { 'deny-sql': '100 In Deny Tcp 10.1.1.0/24 > * :1433' }),
    ],
    flows: `
      10.1.3.4:443   - pass    AllowVnetInBound
      10.1.3.4:22    - blocked deny-22
      10.1.3.4:8443  - blocked deny-8443
      10.1.3.4:1433  - blocked deny-sql
      10.1.3.5:1433  - pass    vnet-app`,
  },
  {
    shows: 'a group of an interface that is not in the configuration',
    source: NSG,
    configuration: [home(), nic('db', 'snet-data/10.1.3.4', { group: 'nsg-hidden' })],
    flows: `
      10.1.3.4:443  - unreadable -
      10.1.3.5:443  - pass vnet-app`,
  },
  {
    shows: 'a rule for some source ports may hold or not',
    source: NSG,
    configuration: [
      home({}, 'nsg-app'),
      (() => {
        const group = nsg('nsg-app', { odd: '100 Out Deny Tcp * > * :443' })
        return JSON.parse(
          JSON.stringify(group).replace('"sourcePortRange":"*"', '"sourcePortRange":"1024-2048"'),
        )
      })(),
    ],
    flows: `
      20.50.1.1:443  - unreadable -
      20.50.1.1:80   - pass vnet-app`,
  },
  {
    shows: 'a private subnet leads nowhere out by itself',
    source: OUT,
    configuration: [home(PRIVATE), nic('probe', IN_ITS_WAY)],
    flows: `
      20.50.1.1:443  - blocked snet-app
      10.1.3.4:443   - pass    vnet-app`,
  },
  {
    shows: 'a NAT gateway leads out of it',
    source: OUT,
    configuration: [
      home({ ...PRIVATE, natGateway: ref('natGateways', 'ng') }),
      nic('probe', IN_ITS_WAY),
    ],
    flows: '20.50.1.1:443  - pass vnet-app',
  },
  {
    shows: 'a public address or a load balancer may',
    source: OUT,
    configuration: [home(PRIVATE), nic('probe', IN_ITS_WAY, { pool: true })],
    flows: '20.50.1.1:443  - unreadable -',
  },
  {
    shows: 'of an interface that is not in the configuration it is not known',
    source: OUT,
    configuration: [home(PRIVATE)],
    flows: '20.50.1.1:443  - unreadable -',
  },
  {
    shows: 'the platform leads an app out, whatever the subnet says',
    source: OUT,
    configuration: [
      home(PRIVATE),
      site('func-app', 'vnet-app', 'snet-app', { vnetRouteAllEnabled: true }),
    ],
    flows: '20.50.1.1:443  - pass vnet-app',
  },
  {
    shows: 'an app that does not say whether it leads all traffic into its network',
    source: ROUTING,
    configuration: [
      home({}, 'nsg-app'),
      nsg('nsg-app', { deny: '100 Out Deny * * > * :443' }),
      site('func-app', 'vnet-app', 'snet-app', {}),
    ],
    flows: `
      20.50.1.1:443  - unreadable -
      10.1.3.4:443   - blocked deny`,
  },
]
