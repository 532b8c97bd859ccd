import type { FindingRow } from './row.ts'

/** Resolvers that answer some questions and not others. */
export const DNS_SILENCE_FINDINGS = {
  'dns-tcp-unanswered': {
    step: 'resolve',
    severity: 'fail',
    traits: [],
    means: 'The DNS server cuts its answer over UDP, and gives none over TCP.',
    seen: 'The reply over UDP had the TC flag, and the same question over TCP ended in a timeout, a refusal or a cut. A warning when the system’s lookup got an address all the same.',
    confusedWith: [
      {
        code: 'dns-resolver-unreachable',
        apart: 'there the server does not reply over UDP either',
      },
      { code: 'dns-name-unanswered', apart: 'there no reply of any kind comes for the name' },
    ],
    causes: [
      'a security group or firewall allows DNS over UDP only',
      'the DNS server does not listen on TCP 53',
    ],
    fix: 'Allow TCP 53 to the DNS server beside UDP 53, and switch TCP on at the server: answers that are too long for UDP come over TCP alone',
    docs: 'https://www.rfc-editor.org/rfc/rfc7766#section-5',
  },
  'dns-name-unanswered': {
    step: 'resolve',
    severity: 'fail',
    traits: [],
    means: 'The DNS server answers other questions, and gives no reply for this name.',
    seen: 'Every question for the name ended without a reply, while the same server replied to other questions of the sweep, or to the one for the root. The summary counts both.',
    confusedWith: [
      { code: 'dns-resolver-unreachable', apart: 'there the server replies to nobody' },
      { code: 'dns-server-failure', apart: 'there it replies in the end: SERVFAIL' },
    ],
    causes: [
      'the conditional forwarder or forwarding rule for the suffix leads to a server that is silent',
      'the name servers of the zone do not answer this resolver',
      'a policy on the way drops questions for the name',
    ],
    fix: 'On the server named, look at what it forwards the suffix to, and whether that may be reached on UDP and TCP 53 both ways',
    docs: 'https://www.rfc-editor.org/rfc/rfc9520#section-2',
  },
} as const satisfies Record<string, FindingRow>
