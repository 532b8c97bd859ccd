import type { Meaning } from './meaning.ts'

/** What texts say of name resolution. */
export const NAME_MEANINGS = {
  'no such name': {
    layer: 'dns',
    says: 'The name did not resolve: the resolver said that it does not exist, or has no address.',
    failures: ['dns_nxdomain_error', 'dns_no_answer'],
    findings: [
      'dns-name-not-found',
      'dns-private-record-missing',
      'dns-public-zone-shadowed',
      'dns-no-answer',
    ],
    leavesOpen:
      'which resolver was asked, and whether a private zone or public DNS gave the answer',
    weight: 4,
  },
  'name not resolved': {
    layer: 'dns',
    says: 'The name did not resolve; whether it does not exist or no resolver answered is not told apart.',
    failures: [
      'dns_nxdomain_error',
      'dns_temporary_failure',
      'dns_servfail_error',
      'dns_no_answer',
      'dns_refused_error',
    ],
    findings: [
      'dns-name-not-found',
      'dns-private-record-missing',
      'dns-resolver-unreachable',
      'dns-server-failure',
      'dns-refused',
    ],
    leavesOpen: 'whether the name does not exist, or the resolver failed or was silent',
    weight: 4,
  },
  'resolver gave up': {
    layer: 'dns',
    says: 'The system resolver gave up for now: no server answered, or one answered SERVFAIL or REFUSED.',
    failures: ['dns_temporary_failure'],
    findings: ['dns-resolver-unreachable', 'dns-server-failure', 'dns-refused'],
    leavesOpen: 'whether the name exists: nobody answered that question',
    weight: 4,
  },
  'resolver failed': {
    layer: 'dns',
    says: 'The resolver answered SERVFAIL: it could not get an answer from its own sources.',
    failures: ['dns_servfail_error'],
    findings: ['dns-server-failure'],
    leavesOpen: 'which forwarder of the resolver failed',
    weight: 5,
  },
  'resolver refused': {
    layer: 'dns',
    says: 'The resolver refused the question (REFUSED): it does not serve this client or this name.',
    failures: ['dns_refused_error'],
    findings: ['dns-refused'],
    leavesOpen: 'whether the name exists',
    weight: 5,
  },
  'resolver silent': {
    layer: 'dns',
    says: 'No answer came from the DNS server in time.',
    failures: ['generic_timeout_error', 'dns_temporary_failure'],
    findings: ['dns-resolver-unreachable'],
    leavesOpen:
      'whether the packets to the server are dropped, or the server is down; nothing is said of the name or of the target',
    weight: 5,
  },
  'resolver not reached': {
    layer: 'dns',
    says: 'The DNS server was not reached: its address refused at once, or no route leads there.',
    failures: ['connection_refused', 'network_unreachable', 'host_unreachable'],
    findings: ['dns-resolver-unreachable'],
    leavesOpen:
      'whether no DNS server runs there, or its address is wrong; nothing is said of the name or of the target',
    weight: 5,
  },
  'no address': {
    layer: 'dns',
    says: 'The name exists and has no address of the kind asked for.',
    failures: ['dns_no_answer'],
    findings: ['dns-no-answer'],
    leavesOpen: 'whether a record is missing, or only the other address family has one',
    weight: 5,
  },
  'private record missing': {
    layer: 'dns',
    says: 'The alias leads into a private link zone, and the zone that answered has no record for it.',
    failures: ['dns_no_answer', 'dns_nxdomain_error'],
    findings: ['dns-private-record-missing', 'dns-no-answer'],
    leavesOpen:
      'whether the private endpoint has no zone group, or its record went to another zone',
    weight: 5,
  },
  'private zone not used': {
    layer: 'dns',
    says: 'The alias leads into a private link zone, and the address is still a public one: no private zone answered.',
    failures: [],
    findings: ['dns-private-zone-not-used'],
    leavesOpen:
      'whether the zone is not linked, or the DNS server that was asked does not forward to Azure DNS',
    weight: 5,
  },
  'name private': {
    layer: 'dns',
    says: 'The name leads to a private address: as far as DNS goes, the private endpoint is used.',
    failures: [],
    findings: [],
    leavesOpen: 'whether anything answers at that address',
    weight: 4,
  },
  'name public': {
    layer: 'dns',
    says: 'The name resolves to a public address. No alias into a private link zone is shown.',
    failures: [],
    findings: ['dns-no-private-endpoint'],
    leavesOpen: 'whether a private address was wanted',
    weight: 3,
  },
  'private though public wanted': {
    layer: 'dns',
    says: 'The name leads to a private address, and the client expects the public endpoint.',
    failures: [],
    findings: ['dns-private-unexpected', 'dns-address-unexpected'],
    leavesOpen:
      'whether the private zone is linked by mistake, or the client is set up for the wrong mode',
    weight: 5,
  },
} as const satisfies Record<string, Meaning>
