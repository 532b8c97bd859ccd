import type { FlowTable } from '../flow-table.ts'
import { effective, firewall, network } from '../gcloud.ts'
import { BASE, LETS_IN, NO_POLICY, ROUTED } from './google-base.ts'

const ORDER = 'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
const RULES = 'https://docs.cloud.google.com/firewall/docs/firewalls'

export const GOOGLE_RULES: readonly FlowTable[] = [
  {
    shows: 'the implied rule lets everything leave',
    source: RULES,
    configuration: [...BASE, NO_POLICY],
    flows: `
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
      10.2.2.4:5432      - pass    in
      10.2.2.4:5433      - blocked deny-db
      10.2.2.4:5434      - blocked deny-all
      8.8.8.8:443        - blocked deny-all`,
  },
  {
    shows: 'questions to a resolver are UDP, and the metadata server is always allowed',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      LETS_IN,
      firewall('deny-tcp', '100 deny tcp:53 > 10.2.2.4/32'),
      firewall('deny-udp', '110 deny 17:53 > 10.2.2.5/32'),
      firewall('in-capitals', '110 deny UDP:53 > 10.2.2.6/32'),
      firewall('deny-all', '120 deny ALL > 169.254.0.0/16'),
    ],
    flows: `
      10.2.2.4:53/udp         - pass    in
      10.2.2.4:53             - blocked deny-tcp
      10.2.2.5:53/udp         - blocked deny-udp
      10.2.2.5:53             - pass    in
      10.2.2.6:53/udp         - blocked in-capitals
      10.2.2.6:53             - pass    in
      169.254.169.254:53/udp  - pass    net`,
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
    shows: 'rules on what leaves some addresses of the subnet',
    source: RULES,
    configuration: [
      ...BASE,
      NO_POLICY,
      { ...firewall('ours', '10 deny tcp:443 > 8.8.8.0/24'), sourceRanges: ['10.2.1.0/28'] },
      { ...firewall('theirs', '20 deny tcp:80 > 8.8.8.0/24'), sourceRanges: ['10.2.1.64/26'] },
      { ...firewall('all', '30 deny tcp:22 > 8.8.8.0/24'), sourceRanges: ['0.0.0.0/0'] },
    ],
    flows: `
      8.8.8.8:443  - blocked ours
      8.8.8.8:80   - pass    nat
      8.8.8.8:22   - blocked all`,
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
      8.8.8.8:8443  - unreadable 70`,
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
    shows: 'policies of the system come before those of the network',
    source: ORDER,
    configuration: [
      ...BASE,
      LETS_IN,
      effective('net', {
        'sys SYSTEM': ['10 deny tcp:25 > 0.0.0.0/0'],
        'own NETWORK': ['5 allow tcp:25+26 > 0.0.0.0/0', '6 deny tcp:27 > 0.0.0.0/0'],
      }),
    ],
    flows: `
      10.2.2.4:25  - blocked 10
      10.2.2.4:26  - pass    in
      10.2.2.4:27  - blocked 6`,
  },
]
