import type { FindingRow } from './row.ts'

const CONNECT = 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6'

export const PROXY_FINDINGS = {
  'proxy-unreachable': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy cannot be resolved, connected to or spoken with.',
    seen: 'The proxy’s name has no address, every connection to it fails, TLS to it fails, or it accepts and answers no CONNECT of the whole sweep. The subject is the proxy, so all targets behind it share one cause.',
    confusedWith: [
      {
        code: 'proxy-cannot-reach-target',
        apart: 'there the proxy answers, for this target or for others',
      },
    ],
    causes: [
      'the address or port of the proxy is wrong',
      'a security group or route between this subnet and the proxy',
      'the proxy is down, or the port speaks something else than HTTP CONNECT',
    ],
    fix: 'Check `proxy` in the configuration, then the path from this subnet to the proxy’s port, then the proxy itself',
    docs: CONNECT,
  },
  'proxy-auth-required': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy wants credentials.',
    seen: 'The proxy answered 407.',
    confusedWith: [
      { code: 'proxy-denied', apart: 'there the proxy knows who asks, and says no (403)' },
    ],
    causes: ['no credentials are configured', 'the credentials are wrong or have expired'],
    fix: 'Give them in the proxy URL through environment variables: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port',
    docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8',
  },
  'proxy-denied': {
    step: 'proxy',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means: 'The proxy refuses a tunnel to this host and port.',
    seen: 'CONNECT was answered with a refusal (403 as a rule), or the proxy closed the connection without an answer while it serves other targets.',
    confusedWith: [
      {
        code: 'http-denied-by-service',
        apart: 'there the tunnel opened and the service inside it said no',
      },
      { code: 'proxy-cannot-reach-target', apart: 'there the proxy tried and failed (502 to 504)' },
    ],
    causes: [
      'the host or the port is not on the proxy’s allow-list',
      'the rule names a wildcard that does not cover this host',
      'Secure Web Proxy denies by default, and no rule matches this source range',
    ],
    fix: 'Ask for exactly this host and port in the proxy’s allow-list',
    docs: CONNECT,
  },
  'proxy-cannot-reach-target': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy allowed the target, and did not reach it itself.',
    seen: 'The proxy answered CONNECT with 502, 503 or 504, or stayed silent for this target alone. Its own words (X-Squid-Error, Proxy-Status) are in the summary when it gives them.',
    confusedWith: [
      { code: 'proxy-denied', apart: 'there the proxy does not want to; here it cannot' },
      {
        code: 'dns-name-not-found',
        apart: 'that is about our resolver; the proxy asks its own, and may see another answer',
      },
    ],
    causes: [
      'the proxy’s own DNS does not know the name (a private zone not linked to its network)',
      'a firewall behind the proxy drops the connection',
      'the service is down',
    ],
    fix: 'Resolve the name and connect to it on the proxy’s host. A name with a private endpoint: link its zone to the proxy’s network, or put the name in NO_PROXY',
    docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3',
  },
} as const satisfies Record<string, FindingRow>
