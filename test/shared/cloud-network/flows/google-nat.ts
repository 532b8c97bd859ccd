import type { FlowTable } from '../flow-table.ts'
import { endpoint, firewall, nat, network, route, subnet } from '../gcloud.ts'
import { BASE, LETS_IN, NO_POLICY } from './google-base.ts'

const ROUTES = 'https://docs.cloud.google.com/vpc/docs/routes'
const ACCESS = 'https://docs.cloud.google.com/vpc/docs/private-google-access'
const NAT = 'https://docs.cloud.google.com/nat/docs/overview'

/** A network with a way to the internet, but for Cloud NAT. */
const OUT = [
  network('net'),
  subnet('sub', 'net', '10.2.1.0/24', true),
  route('default', '0.0.0.0/0 > internet 1000'),
  NO_POLICY,
]

function natOf(name: string, of: object) {
  const router = nat(name, 'net', null)
  return { ...router, nats: router.nats.map((one) => ({ ...one, ...of })) }
}

/** What leaves the network: by Private Google Access or by Cloud NAT. */
export const GOOGLE_NAT: readonly FlowTable[] = [
  {
    shows: 'Private Google Access off: the VIPs and Google’s own addresses are not reached',
    source: ACCESS,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', false),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('', 'net', null),
      NO_POLICY,
    ],
    flows: `
      199.36.153.8:443   - blocked sub
      199.36.153.4:443   - blocked sub
      142.250.1.1:443    - blocked sub
      8.8.4.4:443        - blocked sub
      34.100.1.1:443     - blocked sub`,
  },
  {
    shows:
      'Private Google Access on, without Cloud NAT: Google’s own addresses are reached, others are not',
    source: NAT,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('', 'net', null),
      NO_POLICY,
    ],
    flows: `
      142.250.1.1:443  - pass    sub
      34.100.1.1:443   - blocked sub
      5.5.5.5:443      - blocked sub`,
  },
  {
    shows: 'Cloud NAT: of another region, network or subnet',
    source: NAT,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('far', 'net', null, 'us-central1'),
      nat('other', 'net2', null),
      nat('list', 'net', ['sub-data']),
      NO_POLICY,
    ],
    flows: '5.5.5.5:443  - blocked sub',
  },
  {
    shows: 'Cloud NAT for this subnet alone',
    source: NAT,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('list', 'net', ['sub']),
      NO_POLICY,
    ],
    flows: `
      5.5.5.5:443    - pass       list
      5.5.5.5:25     - unreadable -
      5.5.5.5:25/udp - pass       list`,
  },
  {
    shows: 'Cloud NAT that leads to other networks, or is for proxies alone, is no way out',
    source: 'https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers',
    configuration: [
      ...OUT,
      natOf('inter', { type: 'PRIVATE' }),
      natOf('proxies', { endpointTypes: ['ENDPOINT_TYPE_MANAGED_PROXY_LB'] }),
    ],
    flows: '5.5.5.5:443  - blocked sub',
  },
  {
    shows: 'Cloud NAT by its kind',
    source: 'https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers',
    configuration: [
      ...OUT,
      natOf('out', { type: 'PUBLIC', endpointTypes: ['ENDPOINT_TYPE_VM', 'ENDPOINT_TYPE_SWG'] }),
    ],
    flows: '5.5.5.5:443  - pass out',
  },
  {
    shows: 'IPv6: no Cloud NAT, and Private Google Access by the VIPs of it',
    source: NAT,
    configuration: [
      ...BASE,
      NO_POLICY,
      route('default6', '::/0 > internet 1000'),
      LETS_IN,
      { ...subnet('sub6', 'net', '10.2.6.0/24'), internalIpv6Prefix: 'fd20:1::/64' },
      firewall('deny-v4', '100 deny tcp:8443 > 0.0.0.0/0'),
    ],
    flows: `
      2600:1901::1:443           - unreadable -
      2600:1901::1:8443          - unreadable -
      2600:2d00:2:1000::1:443    - pass       sub
      fd20:1::5:443              - pass       in`,
  },
  {
    shows: 'where Cloud NAT serves, Private Google Access may be on whatever the subnet says',
    source: 'https://docs.cloud.google.com/nat/docs/nat-product-interactions',
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', false),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('nat', 'net', null),
      NO_POLICY,
    ],
    flows: '199.36.153.5:443  - unreadable -',
  },
  {
    shows: 'a subnet of IPv6 alone, and a route whose next hop is of a new kind',
    source: ROUTES,
    configuration: [
      ...BASE,
      NO_POLICY,
      LETS_IN,
      {
        ...subnet('six', 'net', ''),
        ipCidrRange: undefined,
        stackType: 'IPV6_ONLY',
        ipv6CidrRange: 'fd20:2::/64',
      },
      { ...route('new', '7.7.0.0/16 > internet 1'), nextHopGateway: undefined, nextHopOdd: 'x' },
      { ...endpoint('bare', 'net', '10.5.0.9', 'ACCEPTED'), IPAddress: undefined },
    ],
    flows: `
      5.5.5.5:443    - pass       nat
      7.7.1.1:443    - unreadable -
      fd20:2::1:443  - pass       in`,
  },
  {
    shows: 'routers are not in the configuration',
    source: NAT,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', false),
      route('default', '0.0.0.0/0 > internet 1000'),
      NO_POLICY,
    ],
    flows: '5.5.5.5:443  - unreadable -',
  },
]
