import type { FlowTable } from '../flow-table.ts'
import { endpoint, firewall, nat, network, route, subnet } from '../gcloud.ts'
import { BASE, LETS_IN, NO_POLICY, ROUTED } from './google-base.ts'

const ROUTES = 'https://docs.cloud.google.com/vpc/docs/routes'
const PSC = 'https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints'

const SQL = 'projects/p2/regions/us-east1/serviceAttachments/sql'
const FAR = 'https://www.googleapis.com/compute/v1/projects/p1/regions/us-east1'

export const GOOGLE_ROUTES: readonly FlowTable[] = [
  {
    shows: 'routes: subnets, peers, the longest prefix, the lowest priority, tags',
    source: ROUTES,
    configuration: [
      network('net', { peers: { net2: 'ACTIVE', net3: 'INACTIVE' } }),
      ...ROUTED,
      NO_POLICY,
      LETS_IN,
      firewall('in2', '65000 allow all > 0.0.0.0/0 ingress', 'net2'),
      subnet('sub-peer', 'net2', '10.8.0.0/24'),
      subnet('sub-lost', 'net3', '10.9.0.0/24'),
      route('wide', '8.0.0.0/8 > 10.2.2.9 1000'),
      route('narrow', '8.8.8.0/24 > internet 2000'),
      route('late', '9.0.0.0/8 > 10.2.2.9 900'),
      route('early', '9.0.0.0/8 > internet 100'),
      route('tagged', '7.0.0.0/8 > internet 100 web'),
      route('not-ours', '7.7.0.0/16 > 10.2.2.9 100 db'),
      route('wide-private', '10.0.0.0/8 > 10.2.2.9 100'),
      route('over-subnet', '10.2.2.0/24 > 10.2.2.9 1'),
    ],
    flows: `
      10.2.2.4:5432  - pass       in
      10.8.0.4:443   - pass       in2
      10.9.0.4:443   - unreadable -
      8.8.8.8:443    - pass       nat
      8.9.9.9:443    - unreadable -
      9.9.9.9:443    - pass       nat
      7.7.7.7:443    - pass       nat
      7.8.8.8:443    - pass       nat
      5.5.5.5:443    - pass       nat`,
  },
  {
    shows: 'no default route: what is public has none, what is private may have learned one',
    source: ROUTES,
    configuration: [
      network('net'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('vips', '199.36.153.8/30 > internet 1000'),
      nat('nat', 'net', null),
      NO_POLICY,
    ],
    flows: `
      199.36.153.8:443   - pass       sub
      199.36.153.11:443  - pass       sub
      199.36.153.4:443   - blocked    net
      8.8.8.8:443        - blocked    net
      192.168.1.1:443    - unreadable -`,
  },
  {
    shows:
      'a Cloud Router brings routes that no list has: where there is none, or only the default one',
    source: 'https://docs.cloud.google.com/sdk/gcloud/reference/compute/routes/list',
    configuration: [
      network('net', { imports: ['net2'] }),
      network('net2'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('vips', '199.36.153.8/30 > internet 1000'),
      route('wide', '8.0.0.0/8 > internet 1000'),
      { ...nat('nat', 'net', null), bgpPeers: [{ name: 'on-premises' }] },
      NO_POLICY,
    ],
    flows: `
      199.36.153.8:443  - pass       sub
      8.8.8.8:443       - pass       nat
      199.36.153.4:443  - unreadable -
      5.5.5.5:443       - unreadable -`,
  },
  {
    shows: 'a default route that is learned may come before the one of the list',
    source: 'https://docs.cloud.google.com/network-connectivity/docs/router/concepts/overview',
    configuration: [
      network('net', { imports: ['net2'] }),
      network('net2'),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('default', '0.0.0.0/0 > internet 1000'),
      nat('', 'net', null),
      { ...nat('', 'net2', null, 'us-east1'), bgpPeers: [{ name: 'on-premises' }] },
      NO_POLICY,
    ],
    flows: '5.5.5.5:443  - unreadable -',
  },
  {
    shows: 'routes of a peer that was not read may be imported, where no other leads there',
    source: 'https://docs.cloud.google.com/vpc/docs/vpc-peering',
    configuration: [
      network('net', { imports: ['hub'] }),
      subnet('sub', 'net', '10.2.1.0/24', true),
      route('wide', '8.0.0.0/8 > internet 1000'),
      nat('nat', 'net', null),
      NO_POLICY,
    ],
    flows: `
      8.8.8.8:443  - pass       nat
      5.5.5.5:443  - unreadable -`,
  },
  {
    shows: 'the network itself is not in the configuration, its subnets are',
    source: ROUTES,
    configuration: [...ROUTED, NO_POLICY, LETS_IN],
    flows: `
      10.2.2.4:5432  - pass in
      8.8.8.8:443    - pass nat`,
  },
  {
    shows: 'no routes in the configuration',
    source: ROUTES,
    configuration: [network('net'), subnet('sub', 'net', '10.2.1.0/24', true), NO_POLICY, LETS_IN],
    flows: `
      10.2.1.99:443  - pass       in
      8.8.8.8:443    - unreadable -`,
  },
  {
    shows: 'endpoints of Private Service Connect, by the state of their connection',
    source: PSC,
    configuration: [
      ...BASE,
      NO_POLICY,
      endpoint('apis', 'net', '10.5.0.2', 'ACCEPTED'),
      endpoint(
        'wait',
        'net',
        '10.5.0.3',
        'PENDING',
        `projects/p2/regions/r/serviceAttachments/sql`,
      ),
      endpoint('no', 'net', '10.5.0.4', 'REJECTED', `projects/p2/regions/r/serviceAttachments/sql`),
      endpoint('gone', 'net', '10.5.0.5', 'CLOSED', `projects/p2/regions/r/serviceAttachments/sql`),
      endpoint(
        'balancer',
        'net',
        '10.5.0.6',
        'REJECTED',
        'projects/p1/regions/r/targetHttpProxies/x',
      ),
      firewall('deny-psc', '100 deny tcp:8443 > 10.5.0.0/24'),
    ],
    flows: `
      10.5.0.2:443   - pass       apis
      10.5.0.2:8443  - blocked    deny-psc
      10.5.0.3:443   - blocked    wait
      10.5.0.4:443   - blocked    no
      10.5.0.5:443   - blocked    gone
      10.5.0.6:443   - unreadable -`,
  },
  {
    shows: 'an endpoint of another region is reached only with global access',
    source: PSC,
    configuration: [
      ...BASE,
      NO_POLICY,
      { ...endpoint('far', 'net', '10.5.0.2', 'ACCEPTED', SQL), region: FAR },
      {
        ...endpoint('open', 'net', '10.5.0.3', 'ACCEPTED', SQL),
        region: FAR,
        allowPscGlobalAccess: true,
      },
      {
        ...endpoint('near', 'net', '10.5.0.4', 'ACCEPTED', SQL),
        region: FAR.replace('us-east1', 'asia-northeast1'),
        allowPscGlobalAccess: false,
      },
    ],
    flows: `
      10.5.0.2:443  - blocked far
      10.5.0.3:443  - pass    open
      10.5.0.4:443  - pass    near`,
  },
]
