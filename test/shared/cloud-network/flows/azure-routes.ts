import { endpoint, gateway, nsg, routeTable, type SubnetOf, vnet } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'

const UDR = 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview'

/** A spoke with its hub, and a private endpoint in each. */
export function estate(
  app: Partial<SubnetOf>,
  more: { policies?: string; peNsg?: string; remoteGateway?: boolean; hubPolicies?: string } = {},
) {
  const { policies = 'Disabled', hubPolicies = 'Disabled', remoteGateway = false, peNsg } = more
  return [
    vnet(
      'vnet-app',
      '10.1.0.0/16',
      {
        'snet-app': { prefix: '10.1.1.0/24', ...app },
        'snet-pe': { prefix: '10.1.2.0/24', policies, ...(peNsg && { nsg: peNsg }) },
      },
      {
        peers: { 'vnet-hub': '10.0.0.0/16 Connected', 'vnet-lost': '10.9.0.0/16 Disconnected' },
        remoteGateway,
      },
    ),
    vnet('vnet-hub', '10.0.0.0/16', {
      'snet-pe': { prefix: '10.0.3.0/24', policies: hubPolicies },
    }),
    endpoint('stapp', 'vnet-app/snet-pe', '10.1.2.4'),
    endpoint('sthub', 'vnet-hub/snet-pe', '10.0.3.4'),
  ]
}

export const AZURE_ROUTES: readonly FlowTable[] = [
  {
    shows: 'routes of the system',
    source: UDR,
    configuration: estate({}),
    flows: `
      10.1.3.4:443      - pass    vnet-app
      10.0.5.4:443      - pass    to-vnet-hub
      20.50.1.1:443     - pass    vnet-app
      10.9.0.4:443      - blocked to-vnet-lost
      10.200.0.1:443    - blocked vnet-app
      172.31.255.1:443  - blocked vnet-app
      172.32.0.1:443    - pass    vnet-app
      192.168.1.1:443   - blocked vnet-app
      100.64.1.1:443    - blocked vnet-app
      100.128.1.1:443   - pass    vnet-app`,
  },
  {
    shows: 'the longest prefix wins, whatever the order',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', {
        default: '0.0.0.0/0 > None',
        wide: '20.0.0.0/8 > Internet',
        narrow: '20.50.0.0/16 > None',
        host: '20.50.1.1/32 > Internet',
      }),
    ],
    flows: `
      20.50.1.1:443   - pass    host
      20.50.1.2:443   - blocked narrow
      20.51.0.1:443   - pass    wide
      8.8.8.8:53      - blocked default
      10.1.3.4:443    - pass    vnet-app
      10.0.5.4:443    - pass    to-vnet-hub`,
  },
  {
    shows: 'of equal prefixes the own route wins over that of the system',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', {
        own: '10.1.0.0/16 > None',
        hub: '10.0.0.0/16 > None',
        private: '10.0.0.0/8 > Internet',
      }),
    ],
    flows: `
      10.1.3.4:443    - blocked own
      10.0.5.4:443    - blocked hub
      10.200.0.1:443  - pass    private
      20.50.1.1:443   - pass    vnet-app`,
  },
  {
    shows: 'a wider own route does not win over the network or a peer',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { all: '10.0.0.0/8 > None' }),
    ],
    flows: `
      10.1.3.4:443    - pass    vnet-app
      10.0.5.4:443    - pass    to-vnet-hub
      10.200.0.1:443  - blocked all
      10.9.0.4:443    - blocked all`,
  },
  {
    shows: 'a service tag as the prefix of a route',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None', vaults: 'AzureKeyVault > Internet' }),
    ],
    flows: `
      20.43.1.1:443  - pass    vaults
      20.50.1.1:443  - blocked default`,
  },
  {
    shows: 'a service tag that no file holds: nothing is decided',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None', monitor: 'AzureMonitor > Internet' }),
    ],
    flows: '20.50.1.1:443  - unreadable -',
  },
  {
    shows: 'a gateway may bring routes by BGP: only what they cannot change is decided',
    source: UDR,
    configuration: [...estate({}), gateway('er', 'vnet-app')],
    flows: `
      10.1.3.4:443     - pass       vnet-app
      10.0.5.4:443     - pass       to-vnet-hub
      10.1.2.4:443     - pass       stapp
      172.16.1.1:443   - unreadable -
      20.50.1.1:443    - unreadable -`,
  },
  {
    shows: 'the gateway of a peer as well',
    source: UDR,
    configuration: estate({}, { remoteGateway: true }),
    flows: `
      10.1.3.4:443    - pass       vnet-app
      192.168.1.1:443 - unreadable -`,
  },
  {
    shows: 'a route table that does not propagate BGP',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      gateway('er', 'vnet-app'),
      routeTable('rt-app', { default: '0.0.0.0/0 > None' }, true),
    ],
    flows: `
      172.16.1.1:443  - blocked default
      20.50.1.1:443   - blocked default`,
  },
  {
    shows: 'a default route to an appliance leads private addresses there, too',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > 10.0.9.9' }, true),
    ],
    flows: `
      10.200.0.1:443   - unreadable -
      192.168.1.1:443  - unreadable -
      100.64.1.1:443   - unreadable -
      10.1.3.4:443     - pass       vnet-app`,
  },
  {
    shows: 'on the internet private addresses lead nowhere',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > Internet' }, true),
    ],
    flows: `
      192.168.1.1:443  - blocked vnet-app
      20.50.1.1:443    - pass    default`,
  },
  {
    shows: 'a route to the gateway',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      gateway('er', 'vnet-app'),
      routeTable('rt-app', { onprem: '192.168.0.0/16 > VirtualNetworkGateway' }),
    ],
    flows: '192.168.1.1:443  - pass onprem',
  },
  {
    shows: 'a route table that is not in the configuration',
    source: UDR,
    configuration: estate({ table: 'rt-hidden' }),
    flows: `
      10.1.3.4:443   - unreadable -
      20.50.1.1:443  - unreadable -`,
  },
  {
    shows: 'an appliance that is not in the configuration',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app', nsg: 'nsg-app' }),
      nsg('nsg-app', { 'deny-ssh': '100 Out Deny Tcp * > * :22' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > 10.0.9.9' }),
    ],
    flows: `
      20.50.1.1:443  - unreadable -
      20.50.1.1:22   - blocked    deny-ssh
      10.1.3.4:443   - pass       vnet-app`,
  },
  {
    shows:
      'behind an appliance that is not in the configuration the other end sees nobody knows whom',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }, { policies: 'NetworkSecurityGroupEnabled', peNsg: 'nsg-pe' }),
      nsg('nsg-pe', { 'deny-app': '100 In Deny Tcp 10.1.1.0/24 > * :443' }),
      routeTable('rt-app', { endpoints: '10.1.2.0/24 > 10.0.9.9' }),
    ],
    flows: '10.1.2.99:443  - unreadable -',
  },
]
