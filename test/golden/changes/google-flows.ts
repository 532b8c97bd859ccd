import { serviceTags } from '../../../shared/cloud-network/match.ts'
import { effective, endpoint, firewall, route } from '../../shared/cloud-network/gcloud.ts'
import type { Change } from './change.ts'
import {
  apis,
  google,
  LAB,
  NO_POLICY,
  WITHOUT_ACCESS,
  WITHOUT_NAT,
  WITHOUT_ROUTES,
} from './google-lab.ts'

const VIP = { wire: 'google/vip-dropped', target: 'storage' }
const SQL = { wire: 'google/cloud-sql-silent', target: '10.50.2.121:3307' }
const HOST = { wire: 'google/vip-and-one-host-silent', target: 'registry' }
const NO_INTERNET = { wire: 'google/vip-and-no-internet', target: 'registry' }
const LEAK = { wire: 'systems/cloud-run-leaks', target: '142.250.196.100' }
const rules = (...more: readonly unknown[]) => [...LAB, NO_POLICY, ...more]
const policies = (of: Readonly<Record<string, readonly string[]>>) => [...LAB, effective('net', of)]

export const GOOGLE_FLOWS: readonly Change[] = google([
  {
    ...VIP,
    shows: 'a firewall rule denies the VIP',
    configuration: rules(firewall('deny-vip', '900 deny tcp:443 > 199.36.153.4/30')),
    object: 'vpc-firewall-rule deny-vip',
    fix: [
      'gcloud compute firewall-rules create',
      '--destination-ranges 199.36.153.4/32,199.36.153.6/32,199.36.153.5/32,199.36.153.7/32',
      '--priority 899',
    ],
  },
  {
    ...VIP,
    shows: 'of one priority the rule that denies wins',
    configuration: rules(
      firewall('allow-vip', '900 allow tcp:443 > 199.36.153.4/30'),
      firewall('deny-google', '900 deny all > 199.36.153.0/24'),
    ),
    object: 'vpc-firewall-rule deny-google',
    fix: [],
  },
  {
    ...VIP,
    shows: 'a rule for the tag of the probe denies',
    configuration: rules(
      firewall('deny-tagged', '500 deny tcp > 199.36.153.4/30 tag:probe'),
      firewall('allow-all', '1000 allow all > 0.0.0.0/0'),
    ),
    place: { networkTags: ['probe'] },
    object: 'vpc-firewall-rule deny-tagged',
    fix: ['--priority 499'],
  },
  {
    ...VIP,
    shows: 'a policy of the organization denies before the rules of the network',
    configuration: [
      ...policies({ 'org HIERARCHY': ['10 deny tcp:443 > 199.36.153.4/30'] }),
      firewall('allow-all', '1 allow all > 0.0.0.0/0'),
    ],
    object: 'firewall-policy-rule org 10',
    fix: ['who keeps the policy'],
  },
  {
    ...VIP,
    shows: 'a policy of the folder denies what the one above leaves to it',
    configuration: policies({
      'org HIERARCHY': ['10 goto_next tcp:443 > 199.36.153.0/24'],
      'folder HIERARCHY': ['20 deny tcp:443 > 199.36.153.4/30'],
    }),
    object: 'firewall-policy-rule folder 20',
    fix: [],
  },
  {
    ...VIP,
    shows: 'a policy of the network denies',
    configuration: policies({ 'net-policy NETWORK': ['100 deny tcp:443 > 199.36.153.4/30'] }),
    object: 'firewall-policy-rule net-policy 100',
    fix: [],
  },
  {
    ...VIP,
    shows: 'Private Google Access is off',
    configuration: WITHOUT_ACCESS,
    object: 'vpc-subnet probe',
    fix: ['gcloud compute networks subnets update probe', '--enable-private-ip-google-access'],
  },
  {
    ...VIP,
    shows: 'the only route out does not hold for the VIP',
    configuration: [...WITHOUT_ROUTES, route('partner', '198.18.0.0/15 > internet 1000')],
    object: 'vpc-network net',
    fix: ['gcloud compute routes create', '--next-hop-gateway default-internet-gateway'],
  },
  {
    ...VIP,
    shows: 'the route to the VIP is for a tag that the probe does not have',
    configuration: [
      ...WITHOUT_ROUTES,
      route('to-vip', '199.36.153.4/30 > internet 100 egress'),
      route('partner', '198.18.0.0/15 > internet 1000'),
    ],
    object: 'vpc-network net',
    fix: ['--destination-range 199.36.153'],
  },
  {
    ...SQL,
    shows: 'a firewall rule denies one port of a private address',
    configuration: rules(firewall('deny-sql', '800 deny tcp:3307 > 10.50.2.0/24')),
    object: 'vpc-firewall-rule deny-sql',
    fix: ['--rules tcp:3307', '--destination-ranges 10.50.2.121/32'],
  },
  {
    ...SQL,
    shows: 'a rule for the service account of the probe denies',
    configuration: rules(
      firewall('deny-run', '800 deny all > 10.50.2.0/24 account:run@p1.iam.gserviceaccount.com'),
    ),
    place: { serviceAccount: 'run@p1.iam.gserviceaccount.com' },
    object: 'vpc-firewall-rule deny-run',
    fix: [],
  },
  {
    wire: 'google/cloud-sql-psc-silent',
    target: 'orders',
    shows: 'the connection of an endpoint is not accepted',
    configuration: rules(
      endpoint(
        'sql-endpoint',
        'net',
        '10.50.2.122',
        'PENDING',
        'projects/p2/regions/r/serviceAttachments/sql',
      ),
    ),
    object: 'forwarding-rule sql-endpoint',
    fix: ['who publishes the service must accept it'],
  },
  {
    wire: 'google/endpoint-silent',
    target: 'storage.googleapis.com',
    shows: 'the connection of the endpoint for Google’s APIs is closed',
    configuration: rules(endpoint('apis', 'net', '10.50.2.120', 'CLOSED')),
    object: 'forwarding-rule apis',
    fix: [],
  },
  {
    wire: 'google/endpoint-silent',
    target: 'storage.googleapis.com',
    shows: 'a firewall rule denies the endpoint for Google’s APIs',
    configuration: rules(
      endpoint('apis', 'net', '10.50.2.120', 'ACCEPTED'),
      firewall('deny-endpoint', '700 deny all > 10.50.2.120/32'),
    ),
    object: 'vpc-firewall-rule deny-endpoint',
    fix: [],
  },
  {
    ...HOST,
    shows: 'a firewall rule denies one host of the internet',
    configuration: rules(firewall('deny-registry', '900 deny tcp > 34.96.0.0/16')),
    object: 'vpc-firewall-rule deny-registry',
    fix: ['allow-registry-k8s-io'],
  },
  {
    ...HOST,
    shows: 'a regional policy denies one host of the internet',
    configuration: policies({ 'region NETWORK_REGIONAL': ['300 deny tcp:443 > 34.96.108.209/32'] }),
    object: 'firewall-policy-rule region 300',
    fix: [],
  },
  {
    ...NO_INTERNET,
    shows: 'Cloud NAT does not serve the subnet',
    configuration: WITHOUT_NAT,
    place: { ranges: serviceTags([{ owner: 'Google', cidr: '142.250.0.0/15' }]) },
    object: 'vpc-subnet probe',
    fix: ['gcloud compute routers nats create', '--nat-custom-subnet-ip-ranges probe'],
  },
  {
    ...NO_INTERNET,
    shows: 'the default route is gone, and that to the VIP is left',
    configuration: [...WITHOUT_ROUTES, route('to-vip', '199.36.153.4/30 > internet 100')],
    object: 'vpc-network net',
    fix: ['gcloud compute routes create'],
  },
  {
    ...NO_INTERNET,
    shows: 'a rule allows the VIP, and one of a higher number denies the rest',
    configuration: rules(
      firewall('allow-vip', '900 allow tcp:443 > 199.36.153.4/30'),
      firewall('deny-rest', '65000 deny all > 0.0.0.0/0'),
    ),
    object: 'vpc-firewall-rule deny-rest',
    fix: ['--priority 64999'],
  },
  {
    wire: 'google/inspected',
    target: 'storage',
    shows: 'a policy hands TLS to an inspection',
    configuration: policies({
      'net-policy NETWORK': ['100 apply_security_profile_group tcp:443 > 0.0.0.0/0,::/0 inspects'],
    }),
    object: 'firewall-policy-rule net-policy 100',
    fix: [],
  },
  {
    ...LEAK,
    shows: 'what must be blocked leaves by the implied rule',
    configuration: rules(firewall('deny-ssh', '900 deny tcp:22 > 0.0.0.0/0')),
    object: 'vpc-network net',
    fix: ['--action DENY', '--destination-ranges 142.250.196.100/32'],
  },
  {
    ...LEAK,
    shows: 'what must be blocked leaves by a rule that allows',
    configuration: rules(firewall('allow-web', '900 allow tcp:80+443 > 0.0.0.0/0')),
    object: 'vpc-firewall-rule allow-web',
    fix: ['--action DENY', '--priority 899'],
  },
  {
    ...LEAK,
    shows: 'what must be blocked leaves by a policy, before the rule that denies it',
    configuration: [
      ...policies({ 'org HIERARCHY': ['10 allow tcp:443 > 142.250.0.0/15'] }),
      firewall('deny-google', '900 deny tcp > 142.250.0.0/15'),
    ],
    object: 'firewall-policy-rule org 10',
    fix: ['lets it pass before any rule of the network'],
  },
  {
    wire: 'proxy/unreachable',
    target: 'web',
    shows: 'a firewall rule denies the way to the proxy',
    configuration: rules(firewall('deny-proxy', '900 deny tcp:3128 > 10.50.3.0/24')),
    object: 'vpc-firewall-rule deny-proxy',
    fix: ['--rules tcp:3128'],
  },
  {
    wire: 'google/program-asks-its-own-resolver',
    target: 'control',
    shows: 'a firewall rule denies DNS to the internet',
    configuration: rules(firewall('deny-dns', '900 deny udp:53 > 0.0.0.0/0'), ...apis(['net'])),
    object: 'vpc-firewall-rule deny-dns',
    fix: ['--rules udp:53', '--destination-ranges 8.8.8.8/32'],
  },
])
