import type { FlowTable } from '../flow-table.ts'
import { effective, endpoint, firewall, nat, network, route, subnet } from '../gcloud.ts'

const ORDER = 'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
const RULES = 'https://docs.cloud.google.com/firewall/docs/firewalls'
const ROUTES = 'https://docs.cloud.google.com/vpc/docs/routes'
const ACCESS = 'https://docs.cloud.google.com/vpc/docs/private-google-access'
const NAT = 'https://docs.cloud.google.com/nat/docs/overview'
const PSC = 'https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints'

/** The network of the probe (10.2.1.10, tag web, Cloud Run): Private Google Access, Cloud NAT, the default route. */
const ROUTED = [
  subnet('sub', 'net', '10.2.1.0/24', true),
  subnet('sub-data', 'net', '10.2.2.0/24'),
  route('default', '0.0.0.0/0 > internet 1000'),
  nat('nat', 'net', null),
]
const BASE = [network('net'), ...ROUTED]
const NO_POLICY = effective('net', {})

export const GOOGLE_FLOWS: readonly FlowTable[] = [
  {
    shows: 'the implied rule lets everything leave',
    source: RULES,
    configuration: [...BASE, NO_POLICY],
    flows: `
      10.2.2.4:5432     - pass sub-data
      8.8.8.8:53        - pass nat
      199.36.153.8:443  - pass sub`,
  },
  {
    shows: 'rules of the network by priority',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      firewall('allow-vip', '100 allow tcp:443 > 199.36.153.8/30'),
      firewall('deny-all', '65000 deny all > 0.0.0.0/0'),
      firewall('allow-db', '900 allow tcp:5432-5433 > 10.2.2.0/24'),
      firewall('deny-db', '800 deny tcp:5433 > 10.2.2.0/24'),
      firewall('off', '1 allow all > 0.0.0.0/0 off'),
      firewall('in', '1 allow all > 0.0.0.0/0 ingress'),
      firewall('other-net', '1 allow all > 0.0.0.0/0', 'net2'),
    ],
    flows: `
      199.36.153.8:443   - pass    sub
      199.36.153.8:80    - blocked deny-all
      199.36.153.4:443   - blocked deny-all
      10.2.2.4:5432      - pass    sub-data
      10.2.2.4:5433      - blocked deny-db
      10.2.2.4:5434      - blocked deny-all
      8.8.8.8:443        - blocked deny-all`,
  },
  {
    shows: 'of one priority a deny comes before an allow',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      firewall('allow', '1000 allow tcp > 8.8.8.0/24'),
      firewall('deny', '1000 deny tcp:443 > 8.8.8.0/24'),
    ],
    flows: `
      8.8.8.8:443  - blocked deny
      8.8.8.8:53   - pass    nat`,
  },
  {
    shows: 'protocols: all, tcp, its number, others',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      firewall('udp', '10 deny udp:443 > 0.0.0.0/0'),
      firewall('icmp', '20 deny icmp > 0.0.0.0/0'),
      firewall('six', '30 deny 6:8443 > 0.0.0.0/0'),
      firewall('several', '40 deny tcp:22+3389+9000-9010 > 0.0.0.0/0,10.0.0.0/8'),
    ],
    flows: `
      8.8.8.8:443   - pass    nat
      8.8.8.8:8443  - blocked six
      8.8.8.8:22    - blocked several
      8.8.8.8:3389  - blocked several
      8.8.8.8:9005  - blocked several
      8.8.8.8:9011  - pass    nat`,
  },
  {
    shows: 'target tags and service accounts',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      firewall('for-db', '10 deny tcp:443 > 0.0.0.0/0 tag:db'),
      firewall('for-web', '20 deny tcp:443 > 8.8.8.0/24 tag:db tag:web'),
      firewall('for-us', '30 deny tcp:80 > 0.0.0.0/0 account:probe@p1.iam.gserviceaccount.com'),
      firewall('for-others', '40 deny tcp:22 > 0.0.0.0/0 account:other@p1.iam.gserviceaccount.com'),
    ],
    flows: `
      8.8.8.8:443  - blocked for-web
      8.8.4.4:443  - pass    nat
      8.8.8.8:80   - blocked for-us
      8.8.8.8:22   - pass    nat`,
  },
  {
    shows: 'a hierarchical policy comes first; goto_next hands on',
    source: ORDER,
    configuration: [
      ...BASE,
      effective('net', {
        'org HIERARCHY': [
          '10 goto_next tcp:443 > 8.8.8.0/24',
          '20 deny tcp:443 > 8.8.0.0/16',
          '30 allow tcp:80 > 0.0.0.0/0',
        ],
        'folder HIERARCHY': ['10 deny tcp:443 > 8.8.8.8/32', '20 allow tcp:443 > 0.0.0.0/0'],
      }),
      firewall('deny-all', '100 deny all > 0.0.0.0/0'),
    ],
    flows: `
      8.8.4.4:443   - blocked 20
      8.8.8.8:443   - blocked 10
      8.8.8.9:443   - pass    nat
      9.9.9.9:443   - pass    nat
      9.9.9.9:80    - pass    nat
      9.9.9.9:22    - blocked deny-all
      8.8.8.8:22    - blocked deny-all`,
  },
  {
    shows: 'rules of the network before its policies (the default)',
    source: ORDER,
    configuration: [
      ...BASE,
      effective('net', {
        'glob NETWORK': ['10 deny tcp:443 > 0.0.0.0/0', '20 deny tcp:22 > 0.0.0.0/0'],
      }),
      firewall('allow-web', '1000 allow tcp:443 > 8.8.8.0/24'),
    ],
    flows: `
      8.8.8.8:443  - pass    nat
      8.8.4.4:443  - blocked 10
      8.8.8.8:22   - blocked 20
      8.8.8.8:80   - pass    nat`,
  },
  {
    shows: 'policies before the rules of the network, where it says so',
    source: ORDER,
    configuration: [
      network('net', { order: 'BEFORE_CLASSIC_FIREWALL' }),
      ...ROUTED,
      effective('net', {
        'glob NETWORK': ['10 deny tcp:443 > 0.0.0.0/0', '20 allow tcp:22 > 8.8.8.0/24'],
      }),
      firewall('allow-web', '1000 allow tcp:443 > 8.8.8.0/24'),
      firewall('deny-ssh', '1000 deny tcp:22 > 0.0.0.0/0'),
    ],
    flows: `
      8.8.8.8:443  - blocked 10
      8.8.8.8:22   - pass    nat
      8.8.4.4:22   - blocked deny-ssh`,
  },
  {
    shows: 'regional policies come after global ones',
    source: ORDER,
    configuration: [
      ...BASE,
      effective('net', {
        'reg NETWORK_REGIONAL': ['10 deny tcp:443 > 0.0.0.0/0', '30 deny tcp:80 > 0.0.0.0/0'],
        'glob NETWORK': ['20 allow tcp:443 > 8.8.8.0/24'],
      }),
    ],
    flows: `
      8.8.8.8:443  - pass    nat
      8.8.4.4:443  - blocked 10
      8.8.8.8:80   - blocked 30`,
  },
  {
    shows:
      'conditions of policies: networks, accounts, disabled; what cannot be read decides nothing',
    source: ORDER,
    configuration: [
      ...BASE,
      effective('net', {
        'org HIERARCHY': [
          '10 deny tcp:443 > 0.0.0.0/0 net:net2',
          '20 deny tcp:443 > 0.0.0.0/0 off',
          '30 deny tcp:443 > 0.0.0.0/0 account:other@p1.iam.gserviceaccount.com',
          '40 deny tcp:80 > 0.0.0.0/0 net:net account:probe@p1.iam.gserviceaccount.com',
          '50 deny tcp:22 > 0.0.0.0/0 fqdn:bad.example',
          '60 deny tcp:25 > 0.0.0.0/0 securetag:tagValues/1',
          '70 apply_security_profile_group tcp:8443 > 0.0.0.0/0',
          '80 deny tcp:443 > 0.0.0.0/0 ingress',
        ],
      }),
    ],
    flows: `
      8.8.8.8:443   - pass       nat
      8.8.8.8:80    - blocked    40
      8.8.8.8:22    - unreadable -
      8.8.8.8:25    - unreadable -
      8.8.8.8:8443  - unreadable -`,
  },
  {
    shows: 'policies in effect that are not in the configuration might block what passes the rest',
    source: ORDER,
    configuration: [...BASE, firewall('deny-db', '800 deny tcp:5433 > 10.2.2.0/24')],
    flows: `
      10.2.2.4:5433  - blocked    deny-db
      10.2.2.4:5432  - unreadable -`,
  },
  {
    shows: 'no firewall rules in the configuration',
    source: ORDER,
    configuration: BASE,
    flows: '8.8.8.8:443  - unreadable -',
  },
  {
    shows: 'routes: subnets, peers, the longest prefix, the lowest priority, tags',
    source: ROUTES,
    configuration: [
      network('net', { peers: { net2: 'ACTIVE', net3: 'INACTIVE' } }),
      ...ROUTED,
      NO_POLICY,
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
      10.2.2.4:5432  - pass       sub-data
      10.8.0.4:443   - pass       sub-peer
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
    shows: 'no routes in the configuration',
    source: ROUTES,
    configuration: [network('net'), subnet('sub', 'net', '10.2.1.0/24', true), NO_POLICY],
    flows: `
      10.2.1.99:443  - pass       sub
      8.8.8.8:443    - unreadable -`,
  },
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
    flows: '5.5.5.5:443  - pass list',
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
]
