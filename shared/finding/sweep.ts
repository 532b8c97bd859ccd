import type { FindingRow } from './row.ts'

export const SWEEP_FINDINGS = {
  'probe-fault': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: [],
    means: 'The probe itself failed, so nothing is known of the target.',
    seen: 'Every way to the target ended in a failure of the probe’s own (no file descriptors, no source port, forbidden by the sandbox, a failure without a name), or the check broke off with a bug.',
    confusedWith: [
      {
        code: 'tcp-unreachable',
        apart: 'there the network or the host’s routes say no; here the probe’s own process does',
      },
      {
        code: 'not-checked-in-time',
        apart: 'there the time was up; here the probe broke before',
      },
    ],
    causes: [
      'the host of the probe is out of sockets, ports or memory',
      'the sandbox of the platform forbids the connection (EACCES)',
      'a bug in the probe',
    ],
    fix: 'Lower limits.concurrency and look at the limits of the host. If it stays, report the raw text of the evidence as a bug',
    docs: 'https://nodejs.org/api/errors.html#common-system-errors',
  },
  'identity-token-unavailable': {
    step: 'request',
    severity: 'inconclusive',
    traits: [],
    means: 'The probe’s own identity got no token, so the request that needs one was not sent.',
    seen: 'The target has `auth`, its connection and TLS are fine, and the platform gave no token within five seconds.',
    confusedWith: [
      {
        code: 'http-permission-denied',
        apart: 'there a token was sent, and the service does not let it in',
      },
      {
        code: 'http-status-unexpected',
        apart: 'there the service answered',
      },
    ],
    causes: [
      'the app has no managed identity (IDENTITY_ENDPOINT is not set), or the service no service account',
      'the identity endpoint or the metadata server does not answer',
      'on another machine, nobody is logged in: az login, gcloud auth application-default login',
    ],
    fix: 'Give the app an identity and restart it; the reason in the summary is that of the platform. Where nothing is to be proved with a token, remove `auth` from the target',
    docs: 'https://learn.microsoft.com/azure/app-service/overview-managed-identity',
  },
  'not-checked-in-time': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: ['blocked-too'],
    means: 'The sweep or the target ran out of time, or was stopped, before anything was known.',
    seen: 'The target was never started, or its last step was cut short by limits.sweep or limits.target, by a signal or by a process that stood still, and nothing failed in full before.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart:
          'there a step used its whole time limit without an answer; here the step was not let to',
      },
    ],
    causes: [
      'limits.sweep is too short for this many targets',
      'other targets took all their time because something they share is down',
    ],
    fix: 'Fix what makes other targets wait first; then raise limits.sweep or limits.concurrency, or check fewer targets in one sweep',
    docs: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
  'path-warming-up': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: ['blocked-too', 'in-warm-up'],
    means: 'The instance is fresh, and its path to the target was not open yet.',
    seen: 'The sweep started within the warm-up of the instance (limits.warmUp), and what was sent until then met silence. Still silent when the sweep ended before the warm-up did: inconclusive. Answered after a re-check: said for information, with the time it took.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart: 'there the silence outlasts the warm-up',
      },
      {
        code: 'network-no-way-out',
        apart: 'there the instance is not fresh, and nothing answers anywhere',
      },
    ],
    causes: [
      'the paths of a new Cloud Run instance on Direct VPC egress open one by one, within a minute or more',
      'the VNet integration of a new instance is being attached',
    ],
    fix: 'Nothing, if the next sweep passes. If instances start often, keep one warm (min instances), and let the workload retry its first connections',
    docs: 'https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc',
  },
  'network-no-way-out': {
    step: 'sweep',
    severity: 'inconclusive',
    traits: ['fixed-by-firewall'],
    means: 'Names resolve, yet nothing that was dialled in the whole sweep answered.',
    seen: 'Two hosts or more at two addresses or more were dialled, every attempt ended in silence or in “no route”, and no connection, refusal or reset came back from anywhere.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart:
          'there something else in the sweep was reached, so the fault lies with this address or rule',
      },
      {
        code: 'dns-resolver-unreachable',
        apart:
          'there not even names resolve; DNS often takes a path of its own, so it may work when nothing else does',
      },
    ],
    causes: [
      'the instance is fresh and its network is not attached yet (Cloud Run’s Direct VPC takes a minute or more)',
      'the default route leads to an appliance that is stopped or does not forward',
      'a security group or firewall denies all egress of this network',
      'the network has a proxy as its only egress path, and the targets do not use it',
    ],
    fix: 'Wait for the next sweep if the instance has just started. Then check from the subnet outwards: its route table (next hop of 0.0.0.0/0), its security group, NAT, and whether a proxy must be set',
    docs: 'https://docs.cloud.google.com/run/docs/configuring/vpc-direct-vpc',
  },
  'network-no-internet': {
    step: 'sweep',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means:
      'Google is reached from this network of Google Cloud, and no address of the internet is.',
    seen: 'Two hosts or more at addresses of the internet were dialled and met silence, none answered, and a VIP, an endpoint or a public address of Google answered in the same sweep.',
    confusedWith: [
      { code: 'network-no-way-out', apart: 'there nothing answered at all, Google neither' },
      {
        code: 'tcp-dropped',
        apart: 'there another address of the same class answered, or only one host was dialled',
      },
    ],
    causes: [
      'Cloud NAT does not serve this subnet, and the instance has no external address',
      'no default route to the default internet gateway applies to this instance (a route with network tags applies to instances with these tags only)',
      'egress to all but Google’s addresses is denied',
    ],
    fix: 'Look in this order: Cloud NAT of the subnet, the default route and its network tags, egress rules and policies. If nothing may leave, write `reachability: blocked` or lead the host through a proxy or a remote repository',
    docs: 'https://docs.cloud.google.com/nat/docs/nat-product-interactions',
  },
} as const satisfies Record<string, FindingRow>
