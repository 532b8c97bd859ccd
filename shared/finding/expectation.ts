import type { FindingRow } from './row.ts'

const NEGATIVE = 'https://csrc.nist.gov/pubs/sp/800/41/r1/final'

export const EXPECTATION_FINDINGS = {
  'reachable-but-must-be-blocked': {
    step: 'sweep',
    severity: 'fail',
    traits: ['blocked-too', 'fixed-by-firewall'],
    means: 'The target must be blocked and is reachable: the network leaks.',
    seen: 'The service answered: an HTTP status that is not a denial, TLS with a trusted certificate, a TCP connection on a port where firewalls do not decide later, or a name that must not resolve.',
    confusedWith: [
      {
        code: 'blocked-not-proven',
        apart: 'there something answered, and it is not certain that it was the service',
      },
    ],
    causes: [
      'a rule allows more than it should',
      'the traffic takes a way around the firewall (a route, a proxy, IPv6)',
    ],
    fix: 'Find the rule or route that let the address in the evidence through; check IPv6 as well as IPv4',
    docs: NEGATIVE,
  },
  'blocked-not-proven': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: ['blocked-too'],
    means: 'The target was not reached, and nothing proves that it was blocked.',
    seen: 'The name does not exist or its resolver is dead, the probe failed, the proxy is unreachable, a firewall’s port accepts TCP for everybody, or no other target was reached the same way in the sweep.',
    confusedWith: [
      {
        code: 'blocked-as-wanted',
        apart: 'there a layer shows that it blocked, while another target was reached',
      },
    ],
    causes: [
      'the name of the target is misspelt',
      'the network as a whole is down, so nothing is reached',
      'the configuration has no reachable target to compare with',
      'the protocol does not tell a block from silence',
    ],
    fix: 'Use a name that surely exists, with https:// instead of tcp://, and keep a reachable target on the same path in the configuration',
    docs: NEGATIVE,
  },
  'reach-not-proven': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: ['last-resort'],
    means: 'Nothing is known to be wrong, and nothing shows that the target was reached.',
    seen: 'No step failed in a way that any other finding explains, and the last step of the scheme (the request of https, the handshake of tls …) did not end well in any attempt.',
    confusedWith: [
      { code: 'not-checked-in-time', apart: 'there the time ran out under a step' },
      { code: 'probe-fault', apart: 'there the probe met an error of its own' },
    ],
    causes: ['the probe left a step out: a bug in it'],
    fix: 'Look at the evidence of this target; if the next sweep says the same, report it as a bug',
    docs: 'https://nodejs.org/api/errors.html',
  },
  'blocked-as-wanted': {
    step: 'sweep',
    severity: 'info',
    traits: ['blocked-too'],
    means: 'The target must be blocked and is; the layer that did it is named.',
    seen: 'A sinkholed name, silence or refusal at the address, a cut after the ClientHello, a refusal by the proxy, or a block page; and another target on the same path was reached.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart: 'the same observations, of a target that must be reachable',
      },
    ],
    causes: ['the network does what it should'],
    fix: 'Nothing to do',
    docs: NEGATIVE,
  },
  'egress-address-unexpected': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The internet sees this network under another address than expected.',
    seen: 'The body of the answer is an address (as text or {"ip": …}) in none of `expect.egress`. Inconclusive when the body is not an address.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there a service denies because of the address that this finding reports',
      },
    ],
    causes: [
      'the route to the firewall or NAT is missing, so the platform’s own address is used (route-all is off)',
      'the NAT gateway or firewall got another public address',
      'traffic leaves through a proxy',
    ],
    fix: 'Check the effective route of 0.0.0.0/0 and, on App Service, outbound VNet routing; then the public addresses of the firewall or NAT',
    docs: 'https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing',
  },
  'allow-list-changed': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'A published list of the names a system needs has changed since the last sweep.',
    seen: 'The answer of the target is a JSON list of host names, and it holds other names than in the last stored report of this vantage.',
    confusedWith: [
      {
        code: 'http-body-unexpected',
        apart: 'there the configuration says what the body must hold',
      },
    ],
    causes: [
      'the service moved to other relays, as the publisher announces that it does',
      'the answer comes from another service than before',
    ],
    fix: 'If the firewall or proxy allows single names, add the new ones; the targets below show whether they are allowed already. Where it can, allow the wildcard that the publisher documents',
    docs: 'https://learn.microsoft.com/azure/azure-arc/servers/network-requirements',
  },
  'latency-exceeded': {
    step: 'sweep',
    severity: 'warn',
    traits: [],
    means: 'A step took longer than the configuration allows.',
    seen: 'The lookup, the slowest connection or the whole succeeded, and took more than `expect.latency` says.',
    confusedWith: [
      {
        code: 'dns-resolver-slow',
        apart: 'that needs no configured limit: a second or more for a lookup',
      },
    ],
    causes: [
      'the path is longer than it should be (another region, a detour through an appliance)',
      'the service or a device on the way is overloaded',
    ],
    fix: 'See in the evidence which step is slow, and compare with the history of the target',
    docs: 'https://sre.google/sre-book/monitoring-distributed-systems/',
  },
  'baseline-drift': {
    step: 'sweep',
    severity: 'warn',
    traits: [],
    means: 'The target works, and is not as it was when the baseline was taken.',
    seen: 'An address, the private zone or the authority of the certificate is another than the file of `baseline` has; or the lookup, the connection or the whole took longer than its margin in this sweep and in the one before. Both values are given. A renewal by the same authority is none, and what the file does not pin is not compared.',
    confusedWith: [
      {
        code: 'dns-address-unexpected',
        apart: 'there the configuration itself says which addresses are right',
      },
      {
        code: 'latency-exceeded',
        apart: 'there the configuration itself says how long it may take',
      },
    ],
    causes: [
      'something was changed since the baseline was taken: a record, an endpoint, a route, an inspecting device or the certificate',
      'the change was meant, and the baseline is out of date',
    ],
    fix: 'Look in the history of the target for when it began, and find out who changed what then. Where it was meant, take the baseline anew from sweeps after the change: perimeter baseline --last 3',
    docs: 'https://csrc.nist.gov/pubs/sp/800/128/upd1/final',
  },
} as const satisfies Record<string, FindingRow>
