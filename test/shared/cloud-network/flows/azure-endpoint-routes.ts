import { routeTable } from '../arm.ts'
import type { FlowTable } from '../flow-table.ts'
import { estate } from './azure-routes.ts'

const UDR = 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview'
const POLICIES =
  'https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy'

/** Private endpoints and service endpoints beside routes of one's own. */
export const AZURE_ENDPOINT_ROUTES: readonly FlowTable[] = [
  {
    shows: 'a private endpoint has a route of its own, that a wide route does not override',
    source: POLICIES,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', {
        all: '10.0.0.0/8 > None',
        subnet: '10.1.2.0/24 > None',
        hub: '10.0.3.0/24 > None',
      }),
    ],
    flows: `
      10.1.2.4:443   - pass    stapp
      10.0.3.4:443   - pass    sthub
      10.1.2.99:443  - blocked subnet
      10.0.3.99:443  - blocked hub`,
  },
  {
    shows: 'with network policies for routes, a route no wider than the network overrides it',
    source: POLICIES,
    configuration: [
      ...estate({ table: 'rt-app' }, { policies: 'RouteTableEnabled' }),
      routeTable('rt-app', { subnet: '10.1.2.0/24 > None' }),
    ],
    flows: '10.1.2.4:443  - blocked subnet',
  },
  {
    shows: 'with all network policies too, and by a route as wide as the network',
    source: POLICIES,
    configuration: [
      ...estate({ table: 'rt-app' }, { policies: 'Enabled' }),
      routeTable('rt-app', { network: '10.1.0.0/16 > None' }),
    ],
    flows: '10.1.2.4:443  - blocked network',
  },
  {
    shows: 'a route wider than the network does not, even with network policies',
    source: POLICIES,
    configuration: [
      ...estate({ table: 'rt-app' }, { policies: 'Enabled', hubPolicies: 'Enabled' }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None', all: '10.0.0.0/8 > None' }),
    ],
    flows: `
      10.1.2.4:443  - pass stapp
      10.0.3.4:443  - pass sthub`,
  },
  {
    shows: 'a route to the very address overrides it',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app' }),
      routeTable('rt-app', { host: '10.1.2.4/32 > None' }),
    ],
    flows: '10.1.2.4:443  - blocked host',
  },
  {
    shows: 'a service endpoint leads past a default route',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app', endpoints: ['Microsoft.Storage', 'Microsoft.KeyVault'] }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None', storage: '20.150.0.0/16 > None' }),
    ],
    flows: `
      20.150.1.1:443  - pass    Microsoft.Storage
      20.43.1.1:443   - pass    Microsoft.KeyVault
      20.50.1.1:443   - blocked default`,
  },
  {
    shows: 'that of storage leads past it in its own regions alone',
    source: UDR,
    configuration: [
      ...estate({
        table: 'rt-app',
        endpoints: ['Microsoft.Storage japaneast', 'Microsoft.KeyVault *'],
      }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None' }),
    ],
    flows: `
      20.150.1.1:443    - pass    Microsoft.Storage
      20.150.200.1:443  - blocked default
      20.43.1.1:443     - pass    Microsoft.KeyVault`,
  },
  {
    shows: 'of a region whose ranges are not known it may lead anywhere',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app', endpoints: ['Microsoft.Storage japaneast japanwest'] }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None' }),
    ],
    flows: '20.150.200.1:443  - pass Microsoft.Storage',
  },
  {
    shows: 'without the service endpoint it does not',
    source: UDR,
    configuration: [
      ...estate({ table: 'rt-app', endpoints: ['Microsoft.Sql'] }),
      routeTable('rt-app', { default: '0.0.0.0/0 > None' }),
    ],
    flows: `
      20.150.1.1:443  - blocked default
      20.43.1.1:443   - blocked default`,
  },
]
