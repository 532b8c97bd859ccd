import type { Near } from '../cases/case.ts'
import { check, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, tunnels } from '../path-pieces.ts'

const URL = 'https://app.example'
const STATUSES = [
  null,
  199,
  299,
  300,
  302,
  399,
  400,
  401,
  403,
  404,
  405,
  407,
  421,
  426,
  429,
  451,
  470,
  499,
  500,
  501,
  502,
  503,
  504,
  505,
  511,
]
const HOWS = [
  { name: 'bare', how: {} },
  { name: 'with a login', how: { headers: { location: 'https://idp.example/saml' } } },
  { name: 'for TLS', how: { headers: { upgrade: 'TLS/1.2' }, body: 'x' } },
  { name: 'in clear', how: { body: 'The plain HTTP request was sent to HTTPS port' } },
  {
    name: 'of squid',
    how: { headers: { 'x-squid-error': 'ERR_ACCESS_DENIED 0', via: `1.1 ${'v'.repeat(90)}` } },
  },
  {
    name: 'with a page',
    how: {
      body: '<html><h1>Not <b>allowed</b></h1><p>here</p></html>',
      headers: { server: 's'.repeat(90) },
    },
  },
]

const asked = (status: number | null, how: object, url = URL) =>
  check(url, VIA_PROXY, tunnels({ fails: 'proxy_denied', raw: `${status}`, status, ...how }))
const opened = (url: string, status = 200) =>
  check(url, VIA_PROXY, tunnels(), secures('x'), replies('x', status))
const secured = (phase: 'done' | 'sent') =>
  check(
    URL,
    VIA_PROXY,
    tunnels({ fails: 'proxy_denied', raw: '400', status: 400 }),
    opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128 }),
    secures(PROXY_ADDRESS, { phase }),
  )
const near = (name: string, ...checks: Parameters<typeof sweep>[0]): Near => ({
  name,
  evidence: sweep(checks),
})

/** Targets that clients reach without a proxy, each for its own reason, and those that they do not. */
const HOSTS = [
  ...['https://10.1.2.3', 'https://8.8.8.8', 'https://127.0.0.1', 'https://[fd00::1]'],
  ...[
    'https://intranet',
    'https://api.svc.cluster.local',
    'https://x.corp',
    'https://x.corp.example',
  ],
  ...['https://metadata.google.internal', 'https://sta.privatelink.blob.core.windows.net'],
  ...['https://sta.blob.core.windows.net', 'https://storage.googleapis.com'],
]

/** How what is no HTTP begins, and how it ends. */
const SPOKEN = [
  ['http_invalid_response', 'starts as a TLS record'],
  ['http_invalid_response', 'starts as an answer of SOCKS'],
  ['http_invalid_response', 'starts with "SSH-2.0-x"'],
  ['http_invalid_response', 'starts with "220 mail"'],
  ['http_invalid_response', 'starts with "what"'],
  ['eof_error', 'ended'],
  ['eof_error', 'starts with "SSH-2.0-x"'],
  ['connection_reset', 'ECONNRESET'],
  ['generic_timeout_error', 'none'],
  ['interrupted', 'none'],
] as const

const HTTPS_PROXY: typeof VIA_PROXY = {
  ...VIA_PROXY,
  proxy: { scheme: 'https', host: 'proxy.corp', port: 3128, authorization: null },
}

/** Answers to CONNECT of every status, alone, beside a tunnel that opens, and beside others that are refused alike. */
export const PROXY_LIMITS: readonly Near[] = [
  ...STATUSES.flatMap((status) =>
    HOWS.map(({ name, how }) => near(`CONNECT: ${status} ${name}`, asked(status, how))),
  ),
  ...[400, 403, 404, 407, 426, 502, 503].flatMap((status) => [
    near(`CONNECT: ${status} beside a tunnel`, asked(status, {}), opened('https://open.example')),
    near(
      `CONNECT: ${status} to three hosts`,
      ...['https://a.example', 'https://b.example', 'https://c.example'].map((url) =>
        asked(status, {}, url),
      ),
    ),
  ]),
  ...['Basic realm="x"', 'NTLM', undefined].flatMap((challenge) =>
    (['none', 'Basic'] as const).flatMap((credentials) =>
      [
        [],
        [opened('https://open.example')],
        [opened('https://a.example'), opened('https://b.example')],
      ].map((others) =>
        near(
          `CONNECT: 407, offering ${challenge ?? 'nothing'}, credentials ${credentials}, beside ${others.length} tunnels`,
          asked(407, {
            ...(challenge !== undefined && { headers: { 'proxy-authenticate': challenge } }),
            credentials,
          }),
          ...others,
        ),
      ),
    ),
  ),
  ...[399, 406, 407, 408, 499, 500].map((status) =>
    near(
      `CONNECT: 403 beside a request answered ${status}`,
      asked(403, {}),
      check(
        'http://clear.example',
        VIA_PROXY,
        opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128 }),
        replies('clear.example', status),
      ),
    ),
  ),
  ...HOSTS.flatMap((url) => [
    near(`a tunnel to ${url} is refused`, asked(403, {}, url)),
    near(
      `a tunnel to ${url} cannot be made`,
      asked(503, { headers: { 'x-squid-error': 'ERR_DNS_FAIL 0' } }, url),
    ),
    near(
      `a tunnel to ${url}, whose addresses are private, is refused`,
      check(
        url,
        VIA_PROXY,
        resolves(['10.1.1.4']),
        tunnels({ fails: 'proxy_denied', status: 403 }),
      ),
    ),
    near(
      `a tunnel to ${url}, of whose addresses one is private, is refused`,
      check(
        url,
        VIA_PROXY,
        resolves(['10.1.1.4', '20.1.1.4']),
        tunnels({ fails: 'proxy_denied', status: 403 }),
      ),
    ),
  ]),
  ...SPOKEN.flatMap(([fails, raw]) =>
    [VIA_PROXY, HTTPS_PROXY].flatMap((way) => [
      near(
        `no HTTP of ${way.proxy?.scheme}: ${fails}, ${raw}`,
        check(URL, way, tunnels({ fails, raw, status: null })),
      ),
      near(
        `no HTTP of ${way.proxy?.scheme} in clear: ${fails}, ${raw}`,
        check(
          'http://app.example',
          way,
          opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128 }),
          replies('app.example', 0, { fails, raw }),
        ),
      ),
    ]),
  ),
  ...(['done', 'sent'] as const).map((phase) =>
    near(`a TLS handshake with the proxy: ${phase}`, secured(phase)),
  ),
]

const REFUSALS = [
  { name: 'refused', how: { fails: 'proxy_denied', status: 403 } },
  { name: 'not reached', how: { fails: 'proxy_upstream_failure', status: 502 } },
  {
    name: 'not found',
    how: { fails: 'proxy_upstream_failure', status: 503, body: 'ERR_DNS_FAIL' },
  },
  { name: 'late', how: { fails: 'proxy_upstream_failure', status: 504 } },
  { name: 'cut', how: { fails: 'eof_error', status: null } },
  { name: 'unanswered', how: { fails: 'generic_timeout_error', status: null } },
] as const

/** So many hosts fare alike, with another that is opened and without. */
export const PROXY_COUNTS: readonly Near[] = REFUSALS.flatMap(({ name, how }) =>
  [1, 2, 3, 4].flatMap((count) =>
    [[], [opened('https://opened.example')]].map((others) => ({
      name: `${count} ${name}${others.length === 0 ? '' : ', another opened'}`,
      evidence: sweep([
        ...Array.from({ length: count }, (_, i) =>
          check(`https://h${i}.example`, VIA_PROXY, tunnels(how)),
        ),
        ...others,
      ]),
    })),
  ),
)
