import type { FindingRow } from './row.ts'

const AZURE_168 =
  'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16'
const CLOUD_DNS = 'https://docs.cloud.google.com/dns/docs/troubleshooting'

/** Resolvers and what they say of a name, whatever is expected of it. */
export const DNS_FINDINGS = {
  'dns-resolver-unreachable': {
    step: 'resolve',
    severity: 'inconclusive',
    traits: [],
    means: 'A DNS server gave no reply at all.',
    seen: 'Every question to the server ended in a timeout, a refusal or “unreachable”. Inconclusive when the name therefore does not resolve; a failure when the target names the server (dns://server/name); a warning when another server answers, and only if this one replied to no question of the whole sweep.',
    confusedWith: [
      {
        code: 'dns-server-failure',
        apart: 'there the server itself replies and a source behind it fails',
      },
      { code: 'dns-refused', apart: 'there a reply arrives: REFUSED' },
      {
        code: 'network-no-way-out',
        apart: 'there names resolve and connections fail',
      },
    ],
    causes: [
      'the DNS server is down, or its address in the network’s DNS settings is old',
      'a security group or firewall blocks UDP and TCP 53 to it',
      'for 168.63.129.16: a rule on the service tag AzurePlatformDNS (routes do not affect it), or the host is not in Azure',
    ],
    fix: 'Ask the server named by hand from the same subnet (dig @SERVER NAME). Remove it from the DNS settings of the network, or open UDP and TCP 53 to it',
    docs: AZURE_168,
  },
  'dns-refused': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up'],
    means: 'The DNS server refuses to answer this client or this name.',
    seen: 'The reply is REFUSED. A warning when another resolver answers.',
    confusedWith: [
      {
        code: 'dns-server-failure',
        apart: 'there it tried (SERVFAIL); here it does not want to',
      },
    ],
    causes: [
      'the server’s access list or view lacks this network',
      'the server serves its own zones only and does not recurse',
    ],
    fix: 'Add this network to the access list (allow-query, allow-recursion) of the server, or use another resolver',
    docs: 'https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1',
  },
  'dns-server-failure': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up'],
    means: 'The DNS server replied, and could not give an answer.',
    seen: 'SERVFAIL, a reply that is not DNS, or only replies to other questions. After three seconds or more, the server waited for a source of its own; at once, that source failed.',
    confusedWith: [
      {
        code: 'dns-resolver-unreachable',
        apart: 'there not even the server asked replies',
      },
      {
        code: 'dns-name-not-found',
        apart: 'there the server knows that the name does not exist (NXDOMAIN)',
      },
    ],
    causes: [
      'a forwarder or private resolver that the server asks is silent',
      'an alias loop, or failed DNSSEC validation',
      'a middlebox answers instead of the server',
    ],
    fix: 'On the server named, look at the forwarder for this suffix and whether it may be reached on UDP and TCP 53 both ways',
    docs: CLOUD_DNS,
  },
  'dns-hosts-override': {
    step: 'resolve',
    severity: 'warn',
    traits: ['in-warm-up'],
    means: 'The hosts file of the probe’s host gives the address, and DNS says otherwise.',
    seen: 'The addresses of getaddrinfo are in the hosts file, and none of them in the answers on the wire. Fails when the target then fails or the address is of the wrong class.',
    confusedWith: [
      {
        code: 'dns-resolvers-disagree',
        apart: 'there two DNS servers differ; here DNS is not asked at all',
      },
      {
        code: 'private-endpoint-stale',
        apart: 'there the old address is in the DNS zone; here in a file on this host',
      },
    ],
    causes: [
      'an entry from a test or a migration was left in the hosts file',
      'the image or the deployment writes it',
    ],
    fix: 'Remove the entry from the hosts file (in a container: from the image or extraHosts), or correct it',
    docs: 'https://man7.org/linux/man-pages/man5/hosts.5.html',
  },
  'dns-blocked-by-policy': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up'],
    means: 'A policy of the DNS server blocks the name for this network.',
    seen: 'Azure’s resolver answers with an alias to blockpolicy.azuredns.invalid, which it uses for nothing else; or a server denies the name out of a zone that the name does not lie in.',
    confusedWith: [
      {
        code: 'dns-name-not-found',
        apart: 'there no policy spoke: the name, or what its alias leads to, does not exist',
      },
      { code: 'dns-sinkholed', apart: 'there the answer is an address that leads nowhere' },
    ],
    causes: [
      'a rule of a DNS security policy that is linked to this network has the domain on a list to block',
    ],
    fix: 'In the DNS security policy linked to the network, put an Allow rule for the domain before the Block rule, or take it off the domain list; the policy’s diagnostic log (DNSQueryLogs) names the rule',
    docs: 'https://learn.microsoft.com/azure/dns/dns-security-policy',
  },
  'dns-sinkholed': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up'],
    means: 'The name resolves to an address that leads nowhere: it is blocked in DNS.',
    seen: 'Every address is 0.0.0.0, loopback, broadcast or of the discard prefix, and neither the hosts file nor a localhost name accounts for it.',
    confusedWith: [
      {
        code: 'tcp-refused',
        apart: 'that follows from this when something refuses on loopback; the cause is the name',
      },
      {
        code: 'dns-name-not-found',
        apart: 'filters answer NXDOMAIN as well; then the SOA shows whose',
      },
    ],
    causes: [
      'a response policy or DNS filter blocks the name',
      'a record of 0.0.0.0 or 127.0.0.1 was set to switch the service off',
    ],
    fix: 'Find the policy on the resolver in the evidence (response policy zone, Cloud DNS response policy, DNS security policy) and exempt the name',
    docs: 'https://docs.cloud.google.com/dns/docs/zones/manage-response-policies',
  },
  'dns-aaaa-unanswered': {
    step: 'resolve',
    severity: 'warn',
    traits: ['in-warm-up'],
    means: 'The DNS server answers the question for IPv4 addresses and not the one for IPv6.',
    seen: 'A is answered with addresses; AAAA of the same server ends in silence, SERVFAIL or a reply that cannot be read. A failure when the application (getaddrinfo) then gets no address.',
    confusedWith: [
      { code: 'dns-resolver-slow', apart: 'there both questions are answered, late' },
      { code: 'dns-no-answer', apart: 'there the server says that no such record exists, at once' },
    ],
    causes: [
      'the server, or a load balancer that answers for the zone, knows A only and drops the rest',
      'a device on the way drops questions of types that it does not know',
    ],
    fix: 'Have the server answer AAAA with an empty answer (NOERROR). Until then `options single-request` or `no-aaaa` in resolv.conf keeps applications from waiting',
    docs: 'https://www.rfc-editor.org/rfc/rfc4074',
  },
  'dns-search-list-used': {
    step: 'resolve',
    severity: 'warn',
    traits: ['in-warm-up'],
    means: 'The application gets the addresses of a longer name that the search list makes.',
    seen: 'The lookup (getaddrinfo) gives addresses that no server gives for the name, and a server gives them for the name with a search domain appended. Fails when the target then fails or the address is of the wrong class.',
    confusedWith: [
      { code: 'dns-resolvers-disagree', apart: 'there two servers differ about the name itself' },
      { code: 'dns-hosts-override', apart: 'there the hosts file gives the address' },
    ],
    causes: [
      'a wildcard record in a search domain answers for every name',
      '`ndots` is higher than the dots in the name (Kubernetes sets 5), so that the search list comes first',
    ],
    fix: 'Write the name with a final dot where the application allows it; remove the wildcard or the search domain, or lower `ndots`',
    docs: 'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
  },
  'dns-name-not-found': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The name does not exist for the resolver of this network.',
    seen: 'NXDOMAIN on the wire or from getaddrinfo. The summary names the zone that said no (its SOA) and a resolver that knows the name, when one was asked.',
    confusedWith: [
      {
        code: 'dns-private-record-missing',
        apart: 'there an alias or the SOA shows a private link zone that lacks the record',
      },
      {
        code: 'dns-public-zone-shadowed',
        apart: 'there the SOA shows a private zone named after the public suffix',
      },
      {
        code: 'dns-resolver-unreachable',
        apart: 'there nobody answered; here somebody answered no',
      },
    ],
    causes: [
      'a typing error, or the resource was deleted',
      'a zone of this network holds the suffix and lacks the name',
      'the resolver forwards nothing to public DNS',
    ],
    fix: 'Check the spelling; then ask a second resolver and compare the SOA. If the name exists elsewhere, add the record to the zone that said no, or forward the suffix',
    docs: 'https://www.rfc-editor.org/rfc/rfc2308',
  },
  'dns-no-answer': {
    step: 'resolve',
    severity: 'fail',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'The name exists and has no address that this host can use.',
    seen: 'NOERROR with an empty answer to the question for IPv4 addresses. The summary names the end of the alias chain and IPv6 addresses, when there are any. Also: addresses, and none of the one family that the target wants (`family`).',
    confusedWith: [
      { code: 'dns-name-not-found', apart: 'there the name itself does not exist (NXDOMAIN)' },
      {
        code: 'dns-private-record-missing',
        apart: 'there the alias ends in a private link zone',
      },
    ],
    causes: [
      'a wildcard record is hidden by a deeper name in the same zone (RFC 4592)',
      'an alias points to a name without an address',
      'only IPv6 addresses exist',
    ],
    fix: 'Add an explicit A record for the name, or fix the last name of the alias chain',
    docs: CLOUD_DNS,
  },
  'dns-resolvers-disagree': {
    step: 'resolve',
    severity: 'warn',
    traits: ['in-warm-up', 'fixed-by-zone'],
    means: 'Two resolvers answer the same question in ways that matter.',
    seen: 'One answers privately and the other publicly, both privately without a common address, or the name exists for one only. Rotating public addresses do not count. Between resolvers of the system a warning; against one asked for comparison a remark, since private names look different from outside.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart:
          'there the application itself got the wrong answer, and the other resolver proves it',
      },
      { code: 'dns-hosts-override', apart: 'there the hosts file differs from DNS' },
    ],
    causes: [
      'one of the servers lacks the forwarder or the zone link that the other has',
      'a change has reached one server and not yet the other',
    ],
    fix: 'Give both servers the same forwarders and zone links; while they differ, failures come and go with the server that happens to be asked',
    docs: 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns-integration',
  },
  'dns-resolver-slow': {
    step: 'resolve',
    severity: 'warn',
    traits: [],
    means: 'The name resolves only after a second or more.',
    seen: 'The lookup (getaddrinfo) or a server on the wire took a second or longer and then answered, and no server of the system was silent.',
    confusedWith: [
      {
        code: 'dns-resolver-unreachable',
        apart: 'there a server never replies, and that is why the lookup waits',
      },
      { code: 'latency-exceeded', apart: 'there the limit is the one in the configuration' },
    ],
    causes: [
      'the forwarder of the resolver is slow or far away',
      'a long search list makes getaddrinfo ask several names first',
      'lost packets; the second attempt worked',
    ],
    fix: 'Measure the server named with dig; shorten the search list (ndots); move the forwarder nearer',
    docs: 'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
  },
} as const satisfies Record<string, FindingRow>
