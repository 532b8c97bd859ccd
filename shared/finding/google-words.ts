import type { RowWords } from './row.ts'

const RULES = 'https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-eval-order'
const RESOLUTION = 'https://docs.cloud.google.com/dns/docs/vpc-name-res-order'
const SERVER_POLICIES = 'https://docs.cloud.google.com/dns/docs/server-policies-overview'
const DNS_TROUBLE = 'https://docs.cloud.google.com/dns/docs/troubleshooting'
const DIRECT_VPC = 'https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc'
const PSC = 'https://docs.cloud.google.com/vpc/docs/configure-private-service-connect-apis'
const PSC_CAUSES = [
  'no Private Service Connect endpoint (forwarding rule) has this address any more',
  'an egress rule or firewall policy denies the port to it',
  'the endpoint is in another network than the client',
]
const SWP = 'https://docs.cloud.google.com/secure-web-proxy/docs/overview'
const EGRESS =
  'an egress rule of the VPC, of a hierarchical or of a network firewall policy denies it (`gcloud compute networks get-effective-firewalls NETWORK`)'

/** Rows in the words of Google Cloud, where those of the table are of another cloud or of both. */
export const GOOGLE_WORDS = {
  'configuration-disagrees': { docs: RULES },
  'identity-token-unavailable': {
    causes: [
      'the service has no service account, or the metadata server does not answer',
      'on another machine, nobody is logged in: gcloud auth application-default login',
    ],
    fix: 'Run the service as a service account and deploy it again; the reason in the summary is that of the platform. Where nothing is to be proved with a token, remove `auth` from the target',
    docs: 'https://docs.cloud.google.com/run/docs/securing/service-identity',
  },
  'path-warming-up': {
    causes: [
      'the paths of a new Cloud Run instance on Direct VPC egress open one by one, within a minute or more',
    ],
    docs: DIRECT_VPC,
  },
  'network-no-way-out': {
    causes: [
      'the instance is fresh and its network is not attached yet (Cloud Run’s Direct VPC takes a minute or more)',
      'the default route leads to an appliance that is stopped or does not forward, or none applies to this instance’s network tags',
      EGRESS,
      'the network has a proxy as its only egress path, and the targets do not use it',
    ],
    fix: 'Wait for the next sweep if the instance has just started. Then look in this order: routes that apply to this instance (`gcloud compute routes list --filter="network:NETWORK"`), egress rules and policies, Private Google Access and Cloud NAT of the subnet, and whether a proxy must be set',
    docs: DIRECT_VPC,
  },
  'proxy-unreachable': {
    causes: [
      'the name, address or port of the proxy is wrong',
      `between this subnet and the proxy ${EGRESS}, or no route leads there`,
      'the scheme is wrong: http to a TLS port, or https to a plain one',
      'a web server answers there, and no forward proxy',
      'the proxy is down',
    ],
  },
  'proxy-cannot-reach-target': {
    causes: [
      'the proxy’s own DNS does not know the name (a private zone not bound to its network)',
      'a firewall behind the proxy drops the connection, or its subnet has no Cloud NAT',
      'the service is down',
    ],
    fix: 'Resolve the name and connect to it on the proxy’s host. A name of a private zone: bind the zone to the proxy’s network, or put the name in NO_PROXY',
  },
  'dns-resolver-unreachable': {
    causes: [
      'a program, a container or an outbound server policy asks this DNS server instead of the VPC’s resolver, 169.254.169.254, which alone knows the private zones of the network',
      'an egress rule denies UDP and TCP 53 to it (rules do not affect 169.254.169.254), or it does not admit this subnet (35.199.192.0/19 where Cloud DNS forwards)',
      'the DNS server is down',
    ],
    fix: 'Use 169.254.169.254 alone, and lead other names by forwarding zones in Cloud DNS. Where the server must be asked directly, ask it by hand from the same subnet (dig @SERVER NAME) and open UDP and TCP 53 to it',
    docs: SERVER_POLICIES,
  },
  'dns-server-failure': {
    causes: [
      'the target of a forwarding zone, or an alternative name server of an outbound server policy, is silent',
      'the network that a peering zone leads to cannot resolve the name either',
      'an alias loop, or failed DNSSEC validation',
    ],
    fix: 'Find the zone that holds the name (`gcloud dns managed-zones list --filter="visibility=private"`, `gcloud dns policies list`); its targets must answer UDP and TCP 53 from 35.199.192.0/19 within 4 s, and have a route back to that range',
    docs: DNS_TROUBLE,
  },
  'dns-sinkholed': {
    fix: 'Find the response policy bound to this network (`gcloud dns response-policies list`) or the filter of the resolver in the evidence, and give the name a rule with bypassResponsePolicy',
  },
  'dns-resolvers-disagree': {
    causes: [
      'one of the servers asks another network, whose private zones are others, or public DNS',
      'a change has reached one server and not yet the other',
    ],
    fix: 'Have both ask Cloud DNS in this network: private zones work through 169.254.169.254 or an inbound server policy alone; while they differ, failures come and go with the server that happens to be asked',
    docs: RESOLUTION,
  },
  'dns-tcp-unanswered': {
    causes: [
      'a firewall rule or policy allows DNS over UDP only',
      'the DNS server does not listen on TCP 53',
    ],
  },
  'dns-public-zone-shadowed': {
    causes: [
      'the private zone (googleapis.com, pkg.dev, run.app) lacks the wildcard record for the rest of its names',
      'a deeper record in the zone hides the wildcard for the names above it (RFC 4592)',
      'a custom DNS server is authoritative for the domain',
    ],
    fix: 'Add the record *.DOMAIN to the zone, a CNAME of the VIP’s name (googleapis.com) or of the domain itself (all others), or a record for this name',
    docs: 'https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid',
  },
  'dns-private-unexpected': {
    causes: [
      'a private zone or a response policy for the name or its domain is bound to this network',
      'a custom DNS server overrides the name',
      'the expectation is old: the network leads the name to a VIP or an endpoint now',
    ],
    fix: 'Remove the record or the binding of the zone, or correct `expect.resolution`',
    docs: RESOLUTION,
  },
  'dns-zone-unexpected': { docs: RESOLUTION },
  'dns-address-unexpected': {
    causes: [
      'the record of the private zone or the response policy points to an old or to another address',
      'another zone is bound to this network and wins by its longer suffix, or none is bound',
      'the expectation does not hold the new prefix',
    ],
    fix: 'Compare the record (`gcloud dns record-sets list --zone=ZONE`) with the address of the endpoint or instance; correct the record or `expect.addresses`',
    docs: RESOLUTION,
  },
  'tcp-intermittent': {
    causes: [
      'the ports of Cloud NAT towards this address are used up',
      'an appliance or load balancer on the way is at its limit, or sends some connections to a dead backend',
      'the service is overloaded or limits connections',
    ],
    fix: 'Compare the count over several sweeps; look at the dropped packets of Cloud NAT, then at the backends behind the address. Let clients reuse connections',
    docs: 'https://docs.cloud.google.com/nat/docs/troubleshooting',
  },
  'private-endpoint-stale': {
    causes: [
      'the Private Service Connect endpoint was made anew, and its old address went to something else',
      'the A record was written by hand and is wrong',
    ],
    fix: 'Compare the A record with the address of the forwarding rule (`gcloud compute forwarding-rules list`), and correct the record',
    docs: PSC,
  },
  'private-endpoint-not-answering': {
    causes: PSC_CAUSES,
    fix: 'Look for the forwarding rule with this address (`gcloud compute forwarding-rules list`), then for egress rules that deny the port',
    docs: PSC,
  },
  'tcp-dropped': {
    causes: [
      EGRESS,
      'no route leads to the address with a next hop that serves it (default internet gateway, peering, appliance)',
      'Private Google Access is off, or the subnet has no Cloud NAT',
      'the service is down',
    ],
    fix: 'From inside these look the same. Check in this order: egress rules and policies, routes that apply to this instance, Private Google Access and Cloud NAT of the subnet',
    docs: RULES,
  },
  'tcp-some-addresses-fail': {
    fix: 'Allow the whole published range of the service instead of single addresses (the /30 of a VIP); remove addresses that no longer answer from DNS',
  },
  'tls-blocked-by-name': {
    causes: [
      'an appliance or Secure Web Proxy in the route of this network, or the URL filter of a Cloud NGFW policy, does not allow this name: it accepts TCP for every server and decides by the server name',
      'the server itself closes on this name',
    ],
    fix: 'Allow exactly this name and port in the rules of that appliance, proxy or policy; its log holds the denied name',
    docs: SWP,
  },
  'tls-intercepted': {
    causes: [
      'Secure Web Proxy, a Cloud NGFW policy or an appliance on the way inspects TLS',
      'a mirror of the company answers for a public name with a certificate of its own',
    ],
    docs: 'https://docs.cloud.google.com/secure-web-proxy/docs/tls-inspection-overview',
  },
  'tls-name-mismatch': {
    causes: [
      'the address belongs to another service',
      'the server has no certificate for this virtual host',
    ],
  },
  'tls-issuer-unexpected': { docs: 'https://pki.goog/faq/' },
  'http-denied-by-firewall': {
    causes: [
      'no rule of Secure Web Proxy or of the appliance on the way allows this host (and, where TLS is inspected, this path)',
      'the host’s category is blocked by a web filter',
    ],
    fix: 'Allow this host in the rules of that proxy or appliance; its log holds the rule that matched',
    docs: SWP,
  },
  'http-denied-by-service': {
    causes: [
      'the ingress setting of the service, or its list of networks, does not admit this caller',
      'the traffic should have come from inside the VPC and did not',
    ],
    fix: 'Admit the network or address that the service sees, or lead the name to an address inside the network',
    docs: 'https://docs.cloud.google.com/run/docs/securing/ingress',
  },
  'database-denied': {
    causes: [
      'the authorized networks of the instance do not hold the address that it sees',
      'no account is for this host',
    ],
    fix: 'Compare the address in the server’s words with the authorized networks of the instance; by private services access or Private Service Connect look first where the name resolves to',
    docs: 'https://docs.cloud.google.com/sql/docs/postgres/authorize-networks',
  },
  'database-path-not-proven': {
    docs: 'https://docs.cloud.google.com/sql/docs/postgres/connect-overview',
  },
  'egress-address-unexpected': {
    causes: [
      'no default route through Cloud NAT applies to this instance, or its egress setting sends public addresses past the VPC (private-ranges-only)',
      'Cloud NAT got other addresses',
      'traffic leaves through a proxy or an appliance',
    ],
    fix: 'Check the egress setting (all-traffic), the default route, and the addresses of Cloud NAT (`gcloud compute routers get-nat-ip-info ROUTER --region=REGION`)',
    docs: DIRECT_VPC,
  },
} as const satisfies Record<string, RowWords>
