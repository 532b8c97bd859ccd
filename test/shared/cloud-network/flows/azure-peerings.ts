import { nsg, routeTable, vnet } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'

const SYNC =
  'https://learn.microsoft.com/azure/virtual-network/update-virtual-network-peering-address-space'
const ACCESS = 'https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering'
const UDR = 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview'

/** The network of the probe, peered with a hub that has 10.0.0.0/16; `of` are further properties of the peering. */
function peered(of: object, app: { nsg?: string; table?: string } = {}) {
  const home = vnet(
    'vnet-app',
    '10.1.0.0/16',
    { 'snet-app': { prefix: '10.1.1.0/24', ...app } },
    { peers: { 'vnet-hub': '10.0.0.0/16 Connected' } },
  )
  const { virtualNetworkPeerings, ...rest } = home.properties as {
    readonly virtualNetworkPeerings: readonly { readonly properties: object }[]
  }
  const peerings = virtualNetworkPeerings.map((peering) => ({
    ...peering,
    properties: { ...peering.properties, ...of },
  }))
  return { ...home, properties: { ...rest, virtualNetworkPeerings: peerings } }
}

/** The other network has grown, and only the peering’s own list counts. */
const GROWN = {
  peeringSyncLevel: 'LocalNotInSync',
  remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.0.0.0/16', '10.77.0.0/16'] },
}
const CLOSED = { allowVirtualNetworkAccess: false }

export const AZURE_PEERINGS: readonly FlowTable[] = [
  {
    shows: 'a peering leads to the prefixes that it has, not to those that the network got since',
    source: SYNC,
    configuration: [peered(GROWN)],
    flows: `
      10.0.5.4:443    - pass    to-vnet-hub
      10.77.1.4:443   - blocked to-vnet-hub
      10.78.1.4:443   - blocked vnet-app`,
  },
  {
    shows: 'an own route leads there all the same',
    source: SYNC,
    configuration: [
      peered(GROWN, { table: 'rt' }),
      routeTable('rt', { hub: '10.77.0.0/16 > Internet' }),
    ],
    flows: '10.77.1.4:443  - pass hub',
  },
  {
    shows: 'a peering that is in sync',
    source: SYNC,
    configuration: [
      peered({
        peeringSyncLevel: 'FullyInSync',
        allowVirtualNetworkAccess: true,
        remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      }),
    ],
    flows: `
      10.0.5.4:443    - pass    to-vnet-hub
      10.77.1.4:443   - blocked vnet-app`,
  },
  {
    shows: 'a peering that keeps traffic out',
    source: ACCESS,
    configuration: [peered(CLOSED)],
    flows: `
      10.0.5.4:443   - blocked to-vnet-hub
      20.50.1.1:443  - pass    vnet-app`,
  },
  {
    shows: 'to the default rules, the network behind it is none of VirtualNetwork',
    source: ACCESS,
    configuration: [peered(CLOSED, { nsg: 'nsg-app' }), nsg('nsg-app', {})],
    flows: '10.0.5.4:443  - blocked DenyAllOutBound',
  },
  {
    shows: 'a rule that names the addresses may let it pass',
    source: ACCESS,
    configuration: [
      peered(CLOSED, { nsg: 'nsg-app' }),
      nsg('nsg-app', { hub: '100 Out Allow Tcp * > 10.0.0.0/16 :443' }),
    ],
    flows: `
      10.0.5.4:443   - unreadable to-vnet-hub
      10.0.5.4:8443  - blocked DenyAllOutBound`,
  },
  {
    shows:
      'of equal prefixes a route by prefix comes before one by service tag, whatever the order',
    source: UDR,
    configuration: [
      peered({}, { table: 'rt' }),
      routeTable('rt', { tag: 'Storage > Internet', exact: '20.150.0.0/16 > None' }),
    ],
    flows: '20.150.1.1:443  - blocked exact',
  },
  {
    shows: 'and a longer prefix of the tag before the shorter one of a prefix',
    source: UDR,
    configuration: [
      peered({}, { table: 'rt' }),
      routeTable('rt', { exact: '20.0.0.0/8 > None', tag: 'Storage > Internet' }),
    ],
    flows: `
      20.150.1.1:443  - pass    tag
      20.160.1.1:443  - blocked exact`,
  },
]
