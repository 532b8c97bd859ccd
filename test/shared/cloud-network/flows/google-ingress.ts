import type { FlowTable } from '../flow-table.ts'
import { effective, entryPoint, firewall, network, subnet } from '../gcloud.ts'
import { BASE, LETS_IN, NO_POLICY, ROUTED } from './google-base.ts'

const ORDER = 'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
const RULES = 'https://docs.cloud.google.com/firewall/docs/firewalls'

/** A rule for what arrives: `1000 allow tcp:443`. */
function arriving(name: string, line: string, of: object, net = 'net') {
  return { ...firewall(name, `${line} > 0.0.0.0/0 ingress`, net), ...of }
}

/** What the firewalls say where a flow arrives. */
export const GOOGLE_INGRESS: readonly FlowTable[] = [
  {
    shows: 'what arrives at a subnet is kept out unless a rule there lets it in',
    source: `${RULES}#default_firewall_rules`,
    configuration: [
      network('net', { peers: { net2: 'ACTIVE', net4: 'ACTIVE' } }),
      ...ROUTED,
      NO_POLICY,
      subnet('sub-peer', 'net2', '10.8.0.0/24'),
      subnet('sub-unread', 'net4', '10.7.0.0/24'),
      entryPoint('dns', 'sub-data', '10.2.2.3'),
      arriving('all', '1000 allow tcp:5432', { sourceRanges: ['10.2.0.0/16'] }),
      arriving('others', '1000 allow tcp:5433', { sourceRanges: ['10.9.0.0/16'] }),
      arriving('some', '1000 allow tcp:5434', {
        sourceRanges: ['10.2.1.0/24'],
        targetTags: ['db'],
      }),
      arriving('tagged', '1000 allow tcp:5435', { sourceTags: ['web'] }),
      arriving('no', '900 deny tcp:5436', { sourceRanges: ['0.0.0.0/0'] }),
      arriving('late', '1000 allow tcp:5436', { sourceRanges: ['10.2.0.0/16'] }),
      arriving('here', '1000 allow tcp:5437', {
        sourceRanges: ['10.2.1.10'],
        destinationRanges: ['10.2.2.0/25'],
      }),
      arriving('peer', '1000 allow tcp:443', { sourceRanges: ['10.2.1.0/24'] }, 'net2'),
    ],
    flows: `
      10.2.2.4:5432    - pass       all
      10.2.2.4:5433    - unreadable net
      10.2.2.4:5434    - unreadable -
      10.2.2.4:5435    - unreadable -
      10.2.2.4:5436    - unreadable no
      10.2.2.4:5437    - pass       here
      10.2.2.200:5437  - unreadable net
      10.2.2.4:22      - unreadable net
      10.2.2.3:53      - pass       sub-data
      10.2.1.10:22     - pass       sub
      10.8.0.4:443     - pass       peer
      10.8.0.4:22      - unreadable net2
      10.7.0.4:443     - unreadable -`,
  },
  {
    shows: 'policies decide first what arrives',
    source: ORDER,
    configuration: [
      ...BASE,
      effective('net', {
        'org HIERARCHY': [
          '10 deny tcp:22 > 10.2.2.0/24 ingress',
          '20 allow tcp:80 > 10.2.2.0/24 ingress',
        ],
      }),
      LETS_IN,
    ],
    flows: `
      10.2.2.4:22   - unreadable 10
      10.2.2.4:80   - pass       20
      10.2.2.4:443  - pass       in`,
  },
]
