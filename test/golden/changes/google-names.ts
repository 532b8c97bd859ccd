import { dnsPolicy, firewall, responsePolicy, zone } from '../../shared/cloud-network/gcloud.ts'
import type { Change } from './change.ts'
import { apis, google, LAB, NO_POLICY, WILDCARD } from './google-lab.ts'

const names = (...more: readonly unknown[]) => [...LAB, NO_POLICY, ...more]

export const GOOGLE_NAMES: readonly Change[] = google([
  {
    shows: 'the zone of the VIP is not visible in the network',
    wire: 'google/vip-not-used',
    target: 'storage',
    configuration: names(...apis(['net-other'])),
    object: 'dns-zone googleapis',
    fix: ['gcloud dns managed-zones update googleapis', 'global/networks/net'],
  },
  {
    shows: 'the zone of the endpoint is not visible in the network',
    wire: 'google/endpoint-zone-unbound',
    target: 'logging.googleapis.com',
    configuration: names(
      ...apis(['net-other'], ['*.googleapis.com. A 10.50.2.120']),
      ...zone('run', 'run.app.', ['net'], { records: ['*.run.app. A 199.36.153.4'] }),
    ),
    object: 'dns-zone googleapis',
    fix: ['projects/p1/global/networks/net-other,projects/p1/global/networks/net'],
  },
  {
    shows: 'the zone of run.app is not visible in the network',
    wire: 'google/cloud-run-resolved-publicly',
    target: 'orders',
    configuration: names(
      ...apis(['net']),
      ...zone('run', 'run.app.', ['net-other'], { records: ['*.run.app. A 199.36.153.4'] }),
    ),
    object: 'dns-zone run',
    fix: ['gcloud dns managed-zones update run'],
  },
  {
    shows: 'the zone of run.app, in a project of its own, is not visible in the network',
    wire: 'google/cloud-run-resolved-publicly',
    target: 'orders',
    configuration: names(
      ...apis(['net']),
      ...zone('run', 'run.app.', ['net-other'], {
        records: ['*.run.app. A 199.36.153.4'],
        path: 'projects/dns/managedZones/run',
      }),
    ),
    object: 'dns-zone run',
    fix: ['gcloud dns managed-zones update run --project dns'],
  },
  {
    shows: 'a policy sends every name to other servers',
    wire: 'google/outbound-server-policy',
    target: 'storage',
    configuration: names(
      ...apis(['net']),
      dnsPolicy('outbound', ['net'], ['192.168.0.53']),
      firewall('deny-google', '900 deny all > 142.250.0.0/15,2607:f8b0::/32'),
    ),
    object: 'dns-policy outbound',
    fix: ['gcloud dns policies update outbound'],
  },
  {
    shows: 'a zone forwards to a server that fails',
    wire: 'google/forwarding-zone-dead',
    target: 'storage',
    configuration: names(
      ...zone('onprem', 'googleapis.com.', ['net'], { forward: '192.168.0.53' }),
    ),
    object: 'dns-zone onprem',
    fix: ['See that the servers of zone onprem'],
  },
  {
    shows: 'a response policy answers 0.0.0.0',
    wire: 'google/response-policy-sink',
    target: 'storage',
    configuration: names(
      ...responsePolicy('guard', ['net'], { sink: 'storage.googleapis.com. A 0.0.0.0' }),
    ),
    object: 'response-policy-rule guard sink',
    fix: ['gcloud dns response-policies rules delete sink'],
  },
  {
    shows: 'the record has the addresses of the other VIP',
    wire: 'google/vip-wrong',
    target: 'storage',
    configuration: names(
      ...apis(
        ['net'],
        [
          '*.googleapis.com. CNAME private.googleapis.com.',
          'private.googleapis.com. A 199.36.153.8 199.36.153.9 199.36.153.10 199.36.153.11',
        ],
      ),
    ),
    object: 'dns-record googleapis private.googleapis.com',
    fix: ['gcloud dns record-sets update private.googleapis.com.'],
  },
  {
    shows: 'the record mixes both VIPs',
    wire: 'google/vip-mixed',
    target: 'storage',
    configuration: names(
      ...apis(['net'], [WILDCARD, 'restricted.googleapis.com. A 199.36.153.4 199.36.153.8']),
    ),
    object: 'dns-record googleapis restricted.googleapis.com',
    fix: ['--zone googleapis'],
  },
  {
    shows: 'the record has the address of another endpoint',
    wire: 'google/endpoint-other-address',
    target: 'storage',
    configuration: names(...apis(['net'], ['*.googleapis.com. A 10.50.2.123'])),
    object: 'dns-record googleapis *.googleapis.com',
    fix: ['gcloud dns record-sets update'],
  },
  {
    shows: 'the zone has no wildcard record',
    wire: 'google/zone-without-wildcard',
    target: 'storage',
    configuration: names(...apis(['net'], ['restricted.googleapis.com. A 199.36.153.4'])),
    object: 'dns-zone googleapis',
    fix: ['gcloud dns record-sets create storage.googleapis.com.'],
  },
])
