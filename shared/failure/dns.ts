import type { FailureRow } from './row.ts'

export const DNS_FAILURES = {
  dns_nxdomain_error: {
    steps: ['query', 'resolve'],
    means: 'The resolver answered that the name does not exist (NXDOMAIN).',
    causes: [
      'a typing error in the name',
      'a private zone linked to this network lacks the record',
      'a split-horizon DNS server that does not forward the name',
    ],
    fix: 'Compare the answer with a second resolver; look at the SOA in the authority section to learn which zone answered.',
    docs: 'https://www.rfc-editor.org/rfc/rfc2308',
    retry: false,
    fault: 'target',
  },
  dns_no_answer: {
    steps: ['query', 'resolve'],
    means: 'The name exists, but has no record of the type asked (NOERROR with an empty answer).',
    causes: [
      'only the other address family has a record',
      'a wildcard hidden by a deeper name (RFC 4592)',
      'an alias whose target has no address',
    ],
    fix: 'Add the record, or look at the alias chain for its last name.',
    docs: 'https://www.rfc-editor.org/rfc/rfc2308#section-2.2',
    retry: false,
    fault: 'target',
  },
  dns_servfail_error: {
    steps: ['query', 'resolve'],
    means: 'The resolver could not get an answer from its own sources (SERVFAIL).',
    causes: [
      'a forwarder of the resolver is unreachable',
      'an alias loop',
      'DNSSEC validation failed',
    ],
    fix: 'Look at the forwarders of the resolver named in the evidence, and whether it may reach them on UDP and TCP 53.',
    docs: 'https://www.rfc-editor.org/rfc/rfc8914',
    retry: true,
    fault: 'resolver',
  },
  dns_refused_error: {
    steps: ['query', 'resolve'],
    means: 'The resolver refused to answer this client or this name (REFUSED).',
    causes: [
      'the resolver serves only its own zones or only other networks',
      'a view or access list without this network',
    ],
    fix: 'Allow this network in the access list of the resolver, or configure another resolver.',
    docs: 'https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1',
    retry: false,
    fault: 'resolver',
  },
  dns_server_misbehaving: {
    steps: ['query', 'resolve'],
    means:
      'What the resolver sent is not a usable answer: not DNS, malformed, or an rcode without a name of its own.',
    causes: [
      'a middlebox answers instead of the resolver',
      'something other than a DNS server listens on the port',
      'an alias loop in the answer',
    ],
    fix: 'Ask the resolver by hand (dig @SERVER NAME) and compare; check that port 53 is not intercepted.',
    docs: 'https://www.rfc-editor.org/rfc/rfc1035#section-4',
    retry: true,
    fault: 'resolver',
  },
  dns_reply_with_wrong_query_id: {
    steps: ['query', 'resolve'],
    means:
      'Only replies that do not belong to the question arrived (wrong id or question); none was accepted.',
    causes: ['a forged or late answer', 'a broken DNS proxy on the path'],
    fix: 'Capture the traffic to the resolver; no correct server answers with another id or question.',
    docs: 'https://www.rfc-editor.org/rfc/rfc5452#section-9',
    retry: true,
    fault: 'resolver',
  },
  dns_server_untrusted: {
    steps: ['query', 'resolve'],
    means:
      'The DNS server that is asked over TLS or HTTPS did not prove by its certificate who it is; nothing was asked of it.',
    causes: [
      'its certificate has expired, or is for another name than the one after # in its URL',
      'its authority is not known here, or a device on the way ends TLS',
    ],
    fix: 'Compare the certificate with the name in the configuration; add the authority of a server of your own to ca.',
    docs: 'https://www.rfc-editor.org/rfc/rfc8310#section-8',
    retry: false,
    fault: 'resolver',
  },
  dns_temporary_failure: {
    steps: ['resolve'],
    means:
      'The system resolver gave up for now (EAI_AGAIN): no server answered, or one answered SERVFAIL or REFUSED.',
    causes: ['the configured DNS server is unreachable', 'the server could not resolve the name'],
    fix: 'See what the same server answers on the wire, in the next lines of the evidence.',
    docs: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
    retry: true,
    fault: 'resolver',
  },
  dns_non_recoverable_failure: {
    steps: ['query', 'resolve'],
    means: 'The system resolver reported a failure that a retry will not fix (EAI_FAIL).',
    causes: ['the name is not valid for DNS', 'the DNS server is misconfigured'],
    fix: 'Check the spelling of the name and the resolver configuration of the host.',
    docs: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
    retry: false,
    fault: 'resolver',
  },
} as const satisfies Record<string, FailureRow>
