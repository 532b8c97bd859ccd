import type { FindingRow } from './row.ts'

const CONNECT = 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6'

export const PROXY_FINDINGS = {
  'proxy-unreachable': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy cannot be resolved, connected to or spoken with.',
    seen: 'The proxy’s name has no address, every connection to it fails, TLS to it fails, or it accepts and answers no CONNECT of the whole sweep, or in another protocol, or as a web server does (400, 404, 405, 501). After a request in clear that got no HTTP answer one TLS handshake shows whether the port wants TLS. What is said follows what was seen. The subject is the proxy, so all targets behind it share one cause.',
    confusedWith: [
      {
        code: 'proxy-cannot-reach-target',
        apart: 'there the proxy answers, for this target or for others',
      },
    ],
    causes: [
      'the name, address or port of the proxy is wrong',
      'a firewall, security group or route between here and the proxy',
      'the scheme is wrong: http to a TLS port, or https to a plain one',
      'a web server answers there, and no forward proxy',
      'the proxy is down',
    ],
    fix: 'Check `proxy` in the configuration, then the path from here to the proxy’s port, then the proxy itself',
    docs: CONNECT,
  },
  'proxy-auth-required': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy wants credentials.',
    seen: 'The proxy answered 407; the schemes that it offers and whether credentials were sent decide the rest. Or it led to a login page (a redirect, 511), which programs cannot pass.',
    confusedWith: [
      { code: 'proxy-denied', apart: 'there the proxy knows who asks, and says no (403)' },
    ],
    causes: [
      'no credentials are configured',
      'the credentials are wrong or have expired',
      'the proxy offers Negotiate, NTLM or Digest only, which this probe and most agents cannot do',
      'it identifies people by a page in a browser',
    ],
    fix: 'For Basic, give them in the proxy URL through environment variables: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port; for the rest, have this source exempted from authentication',
    docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8',
  },
  'proxy-denied': {
    step: 'proxy',
    severity: 'fail',
    traits: ['fixed-by-firewall'],
    means:
      'The proxy refuses a tunnel: to this host and port, or to all that this machine asks for.',
    seen: 'CONNECT was answered with a refusal (403 as a rule), with a page instead of the tunnel, or with the end of the connection while other targets are served. When it refuses every host in the same way and opens nothing, the subject is the proxy. A target that clients reach without a proxy (a private address, a name of the network or cluster, the metadata server) lacks an exception. 429 is inconclusive.',
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
      'this source is not allowed at all: squid’s http_access, or Secure Web Proxy, which denies what no rule matches',
      'an exception is missing: the target is private, and NO_PROXY does not name it',
    ],
    fix: 'Ask for exactly this host and port in the proxy’s allow-list; where it refuses everything, for this source first; a private target belongs into noProxy and NO_PROXY',
    docs: CONNECT,
  },
  'proxy-cannot-reach-target': {
    step: 'proxy',
    severity: 'fail',
    traits: [],
    means: 'The proxy allowed the target, and did not reach it itself.',
    seen: 'The proxy answered CONNECT with a 5xx, or stayed silent for this target alone. Its own words (X-Squid-Error, Proxy-Status, its page) decide between its DNS, a refusal, no route, silence, TLS, a missing parent and overload. When it says the same of every host, or opens tunnels that nothing comes back through, the subject is the proxy.',
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
  'resolution-not-proven': {
    step: 'proxy',
    severity: 'inconclusive',
    traits: [],
    means:
      'Private, zone or address expectations cannot be proven: the target goes through a proxy, which resolves the name elsewhere.',
    seen: 'A resolution, addresses or a zone are expected of a name that is reached through a proxy. The answer of this machine’s own DNS is neither for nor against it.',
    confusedWith: [
      {
        code: 'dns-private-zone-not-used',
        apart: 'there the target is reached directly, by the addresses that are judged',
      },
    ],
    causes: ['the name lacks an exception: private names are reached past the proxy as a rule'],
    fix: 'Bypass the proxy for this name with noProxy and NO_PROXY (Arc: proxy.bypass), or link the zone where the proxy resolves and expect nothing of the name here',
    docs: CONNECT,
  },
} as const satisfies Record<string, FindingRow>
