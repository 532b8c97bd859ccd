import type { FailureRow } from './row.ts'

const HTTP = 'https://www.rfc-editor.org/rfc/rfc9110'

/** The raw text of `http_invalid_response` where HTTP/2 frames came. */
export const HTTP2_ONLY = 'begins with a frame of HTTP/2: the server speaks HTTP/2 only'

/** The raw text of `eof_error` where a part of the headers came. */
export const CLOSED_IN_HEAD = 'closed within the headers of the answer'

export const HTTP_FAILURES = {
  http_invalid_response: {
    steps: ['request', 'proxy'],
    means: 'What came back is not a valid HTTP response.',
    causes: ['another protocol on this port', 'a broken proxy on the path'],
    fix: 'Check the port and the scheme of the URL.',
    docs: 'https://www.rfc-editor.org/rfc/rfc9112',
    retry: false,
    fault: 'target',
  },
  http_headers_too_large: {
    steps: ['request', 'proxy'],
    means:
      'The response headers exceed what the probe reads (64 KiB of a target, 16 KiB of a proxy).',
    causes: [
      'cookies or a Content-Security-Policy that grew with every deployment',
      'a misbehaving or hostile server',
    ],
    fix: 'Shorten the headers at the service or at the gateway before it; most clients accept 8 to 64 KiB.',
    docs: 'https://www.rfc-editor.org/rfc/rfc6585#section-5',
    retry: false,
    fault: 'target',
  },
  proxy_auth_required: {
    steps: ['proxy'],
    means: 'The proxy wants credentials (407).',
    causes: ['no credentials configured', 'wrong or expired credentials'],
    fix: 'Give the credentials in the proxy URL through an environment variable: proxy: http://${PROXY_USER}:${PROXY_PASSWORD}@host:port.',
    docs: `${HTTP}#section-15.5.8`,
    retry: false,
    fault: 'proxy',
  },
  proxy_denied: {
    steps: ['proxy'],
    means: 'The proxy refused to open a tunnel to the target.',
    causes: ['the name or port is not on the allow-list of the proxy'],
    fix: 'Ask for the host and port to be added to the allow-list of the proxy.',
    docs: `${HTTP}#section-9.3.6`,
    retry: false,
    fault: 'proxy',
  },
  proxy_upstream_failure: {
    steps: ['proxy'],
    means: 'The proxy tried, and could not reach the target itself.',
    causes: [
      'the proxy cannot resolve the name',
      'a firewall behind the proxy drops or refuses the connection',
    ],
    fix: 'Test from the host of the proxy: its DNS and its own egress path.',
    docs: `${HTTP}#section-15.6.3`,
    retry: true,
    fault: 'proxy',
  },
} as const satisfies Record<string, FailureRow>
