import type { FlowTable } from '../flow-table.ts'
import { effective, endpoint, firewall, network } from '../gcloud.ts'
import { BASE, NO_POLICY } from './google-base.ts'

const ORDER = 'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
const PSC = 'https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints'

/** The policies in effect, each of a region. */
function inRegions(
  regions: readonly string[],
  policies: Readonly<Record<string, readonly string[]>>,
) {
  const { firewallPolicys, ...rest } = effective('net', policies)
  return {
    ...rest,
    firewallPolicys: firewallPolicys.map((policy, i) => ({ ...policy, region: regions[i] })),
  }
}

/** What is decided where two things meet, each with its twin on the other side. */
export const GOOGLE_EDGES: readonly FlowTable[] = [
  {
    shows: 'regional policies hold in their region',
    source: ORDER,
    configuration: [
      ...BASE,
      inRegions(['europe-west1', 'asia-northeast1'], {
        'eu NETWORK_REGIONAL': ['10 deny tcp:443 > 0.0.0.0/0'],
        'asia NETWORK_REGIONAL': ['20 deny tcp:80 > 0.0.0.0/0'],
      }),
    ],
    flows: `
      8.8.8.8:443  - pass    nat
      8.8.8.8:80   - blocked 20`,
  },
  {
    shows: 'an endpoint of another network is not reached',
    source: PSC,
    configuration: [
      ...BASE,
      network('net2'),
      NO_POLICY,
      endpoint('far', 'net2', '10.5.0.2', 'REJECTED'),
      endpoint(
        'near',
        'net',
        '10.5.0.3',
        'REJECTED',
        'projects/p2/regions/r/serviceAttachments/sql',
      ),
    ],
    flows: `
      10.5.0.2:443  - unreadable -
      10.5.0.3:443  - blocked    near`,
  },
  {
    shows: 'rules for what leaves from some addresses',
    source: ORDER,
    configuration: [
      ...BASE,
      NO_POLICY,
      { ...firewall('others', '100 deny tcp:443 > 0.0.0.0/0'), sourceRanges: ['10.2.9.0/24'] },
      { ...firewall('all', '200 deny tcp:80 > 0.0.0.0/0'), sourceRanges: ['0.0.0.0/0'] },
      { ...firewall('own', '300 deny tcp:22 > 0.0.0.0/0'), sourceRanges: ['10.2.1.0/24'] },
      { ...firewall('part', '400 deny tcp:21 > 0.0.0.0/0'), sourceRanges: ['10.2.1.0/28'] },
    ],
    flows: `
      8.8.8.8:443  - pass    nat
      8.8.8.8:80   - blocked all
      8.8.8.8:22   - blocked own
      8.8.8.8:21   - blocked part`,
  },
]
