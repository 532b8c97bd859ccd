import type { FindingRow } from './row.ts'

const PE_TROUBLE =
  'https://learn.microsoft.com/azure/private-link/troubleshoot-private-endpoint-connectivity'
const TCP = 'https://www.rfc-editor.org/rfc/rfc9293'

export const NETWORK_FINDINGS = {
  'tcp-intermittent': {
    step: 'connect',
    severity: 'fail',
    traits: [],
    means: 'Connections to one address and port are lost in part, and others get through.',
    seen: 'The same address and port accepted another target or another try of the same sweep. The summary counts them over the whole sweep. A warning when another address of the name works, or when a retry got through and at least three connections (and a fifth of all) were lost.',
    confusedWith: [
      { code: 'tcp-dropped', apart: 'there not one connection to the address was answered' },
      {
        code: 'tcp-some-addresses-fail',
        apart: 'there one address never answers and another always does',
      },
      {
        code: 'tls-blocked-by-name',
        apart: 'there the same name never passes at this address; here it passes at other times',
      },
      {
        code: 'path-warming-up',
        apart: 'there a fresh instance had no path yet, and then it opened',
      },
    ],
    causes: [
      'ports of address translation (SNAT, Cloud NAT, a firewall’s public address) towards this address are used up',
      'a firewall or load balancer on the way is at its limit, or sends some connections to a dead backend',
      'the service is overloaded or limits connections',
    ],
    fix: 'Compare the count over several sweeps; look at the port use of the NAT gateway or firewall on the way, then at the backends behind the address. Let clients reuse connections',
    docs: 'https://learn.microsoft.com/troubleshoot/azure/app-service/troubleshoot-intermittent-outbound-connection-errors',
  },
  'private-endpoint-stale': {
    step: 'handshake',
    severity: 'fail',
    traits: [],
    means: 'The private address belongs to another service than the name.',
    seen: 'The address is private, the name is expected private or an alias into privatelink.*, and the certificate is for other names.',
    confusedWith: [
      {
        code: 'tls-name-mismatch',
        apart: 'there the address is public, or the privatelink name itself was used as the host',
      },
      {
        code: 'private-endpoint-not-answering',
        apart: 'there nobody has the old address any more',
      },
    ],
    causes: [
      'the private endpoint was made anew and its old address went to another one',
      'the A record was written by hand and is wrong',
      'a firewall on the way passes the flow through an application rule, resolves the name itself and leads it elsewhere',
      'another private endpoint of the same resource, in another network, overwrote the record (its metadata `creator` in the zone names the endpoint)',
    ],
    fix: 'Compare the A record with the address of the endpoint’s network interface; refresh the DNS zone group and delete the stale record. If they agree, let private endpoint traffic pass the firewall by a network rule, or link the zone to the network that the firewall resolves in',
    docs: PE_TROUBLE,
  },
  'private-endpoint-not-answering': {
    step: 'connect',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'The name leads to a private endpoint, and its address is silent.',
    seen: 'The address is private and expected so (or behind an alias into privatelink.*), and every connection ends without an answer.',
    confusedWith: [
      { code: 'tcp-dropped', apart: 'there the address is public, or no private endpoint' },
      {
        code: 'private-endpoint-stale',
        apart: 'there the address answers, as somebody else',
      },
    ],
    causes: [
      'a network security group of this subnet or of the endpoint’s subnet denies the port',
      'the networks are not peered, or a route sends the traffic to an appliance that drops it',
      'the endpoint was deleted and its record left',
    ],
    fix: 'Check that the endpoint exists with this address and is approved; then peering, effective routes and security groups in both subnets',
    docs: PE_TROUBLE,
  },
  'tcp-unreachable': {
    step: 'connect',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'A router, a firewall or the host itself says that there is no route to the address.',
    seen: 'Every connection fails with “host unreachable” or “network unreachable”. IPv6 addresses on a host without IPv6 are ignored while the name has IPv4 addresses.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart: 'there nothing comes back; in both clouds that is the usual way to deny',
      },
      {
        code: 'probe-fault',
        apart: 'there the host forbids the connection to the probe itself',
      },
    ],
    causes: [
      'no route on the host or on a router on the way',
      'a firewall that rejects with ICMP (an appliance, or on-premises)',
      'the name has only IPv6 addresses and the host has no IPv6',
    ],
    fix: 'Look at the route table of the host and of the subnet, then at rejecting rules of the appliances on the way',
    docs: 'https://www.rfc-editor.org/rfc/rfc1812#section-5.2.7',
  },
  'tcp-refused': {
    step: 'connect',
    severity: 'fail',
    traits: [],
    means: 'The address refuses the connection at once.',
    seen: 'A TCP reset in answer to the first packet, on every address.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart:
          'there nothing comes back; security groups and the clouds’ firewalls drop, they do not refuse',
      },
      { code: 'tls-blocked-by-name', apart: 'there the connection opens and is cut later' },
    ],
    causes: [
      'nothing listens on this port of the host',
      'a device on the way rejects with a reset in the host’s name: from here the two look the same',
    ],
    fix: 'Check host and port, and that the service runs; if it does, look for a rejecting rule on the way',
    docs: TCP,
  },
  'tcp-reset': {
    step: 'connect',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'The connection is cut while it is being opened.',
    seen: 'ECONNRESET, ECONNABORTED or an end of stream before the connection was open, on every address.',
    confusedWith: [
      { code: 'tcp-refused', apart: 'there the first packet is refused: nothing listens' },
      { code: 'tls-blocked-by-name', apart: 'there the cut comes after the ClientHello' },
    ],
    causes: [
      'a firewall or load balancer on the way aborts the connection',
      'the service is overloaded and resets new connections',
    ],
    fix: 'Look at the devices on the way (their logs name the rule), then at the service',
    docs: TCP,
  },
  'tcp-dropped': {
    step: 'connect',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'Packets to the address are dropped: there is no answer at all.',
    seen: 'Every connection ends without an answer within the time limit, while something else in the sweep was reached. The summary names a reached address of the same kind, when there is one.',
    confusedWith: [
      {
        code: 'network-no-way-out',
        apart: 'there nothing in the whole sweep answered',
      },
      { code: 'tcp-refused', apart: 'there an answer comes at once' },
      {
        code: 'private-endpoint-not-answering',
        apart: 'there the address is a private endpoint’s',
      },
    ],
    causes: [
      'a network security group or VPC firewall rule denies the address or port',
      'a network rule of a firewall denies it, or no rule allows this port',
      'the route leads nowhere (no NAT, next hop stopped, Private Google Access off)',
      'the service is down',
    ],
    fix: 'From inside these look the same. Check in this order: effective security rules of the subnet, effective routes to this address, the firewall’s log for this source and port',
    docs: 'https://learn.microsoft.com/azure/network-watcher/connection-troubleshoot-overview',
  },
  'tcp-some-addresses-fail': {
    step: 'connect',
    severity: 'warn',
    traits: ['fixed-by-firewall'],
    means: 'Some addresses of the name accept connections and others do not.',
    seen: 'At least one address connects and at least one does not. IPv6 that fails at once on a host without IPv6 is not counted.',
    confusedWith: [
      { code: 'tcp-dropped', apart: 'there all addresses fail' },
      {
        code: 'dns-google-vip-wrong',
        apart: 'there a mix of VIPs in DNS is the cause; it comes first',
      },
    ],
    causes: [
      'a rule allows some of the service’s addresses only, or only IPv4',
      'one backend of the service is down',
      'a stale address is left in DNS',
    ],
    fix: 'Allow the whole published range of the service (its service tag) instead of single addresses; remove addresses that no longer answer from DNS',
    docs: 'https://www.rfc-editor.org/rfc/rfc8305',
  },
  'google-vip-service-unlisted': {
    step: 'connect',
    severity: 'warn',
    traits: [],
    means: 'The name leads to the restricted VIP, and Google does not list its API there.',
    seen: 'All addresses of a name below googleapis.com are of 199.36.153.4/30 (or its IPv6 range), Google’s list of the services on the restricted VIP lacks its API, and no answer over HTTP says more. The list calls itself not exhaustive.',
    confusedWith: [
      {
        code: 'http-front-end-refused',
        apart: 'there an error page of the VIP proves that it does not serve the API',
      },
    ],
    causes: [
      'restricted.googleapis.com serves only the APIs that VPC Service Controls supports; the wildcard of the private zone leads all others there, too',
    ],
    fix: 'Check the target by https://, whose answer decides. If the VIP refuses it, lead this one name to private.googleapis.com (199.36.153.8/30) by a record or a response policy, or give it another egress path',
    docs: 'https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services',
  },
} as const satisfies Record<string, FindingRow>
