import type { Severity } from '../../shared/model/finding.ts'
import { type Respond, respond, respondNothing, respondRaw } from '../fixtures/http-server.ts'
import { byAuthority, cannotReach, deny, openAndSay } from '../fixtures/proxy-server.ts'

export interface Told {
  readonly code: string
  readonly severity?: Severity
  readonly subject?: 'proxy' | 'target'
  readonly says: readonly string[]
  readonly never?: readonly string[]
}

export const ONE = ['https://8.8.8.8']
const TWO = ['https://8.8.8.8', 'https://9.9.9.9']
const opensOther = (first: Respond): Respond =>
  byAuthority({ '8.8.8.8:443': first }, (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))

/** How a proxy answers, what is asked of it, and what is told of the first target. */
export const ANSWERS: readonly [string, Respond, readonly string[], Told][] = [
  [
    'denies this target by name',
    opensOther(deny),
    TWO,
    {
      code: 'proxy-denied',
      subject: 'target',
      says: ['403', 'ERR_ACCESS_DENIED', 'Server: squid/5.7', 'allow-list'],
      never: ['Secure Web Proxy', 'source is not allowed'],
    },
  ],
  [
    'denies all that is asked',
    deny,
    [...TWO, 'https://1.1.1.1'],
    {
      code: 'proxy-denied',
      subject: 'proxy',
      says: ['3 hosts of 3', 'This source is not allowed', '8.8.8.8'],
      never: ['Ask for exactly'],
    },
  ],
  [
    'denies two hosts, which may both be missing on its list',
    deny,
    TWO,
    {
      code: 'proxy-denied',
      subject: 'target',
      says: ['Ask for exactly', 'or this source is not allowed'],
      never: ['This source is not allowed: no rule'],
    },
  ],
  [
    'refuses a private address',
    deny,
    ['https://10.1.2.3'],
    {
      code: 'proxy-denied',
      subject: 'target',
      says: ['exception is missing', 'NO_PROXY', 'RFC 1918'],
      never: ['Ask for exactly'],
    },
  ],
  [
    'refuses the metadata server',
    deny,
    ['https://169.254.169.254', ...TWO],
    { code: 'proxy-denied', subject: 'target', says: ['exception is missing', 'metadata'] },
  ],
  [
    'cannot find the name of a cluster',
    respond(503, { headers: { 'x-squid-error': 'ERR_DNS_FAIL 0' } }),
    ['https://api.svc.cluster.local'],
    { code: 'proxy-cannot-reach-target', says: ['exception is missing', 'NO_PROXY'] },
  ],
  [
    'names itself and the category',
    respond(403, {
      headers: { server: 'Zscaler/6.2' },
      body: '<html><head><title>Not allowed to browse this category</title></head></html>',
    }),
    ONE,
    {
      code: 'proxy-denied',
      says: ['Server: Zscaler/6.2', 'Not allowed to browse this category'],
    },
  ],
  [
    'redirects to a login',
    respond(302, { headers: { location: 'https://login.corp.example/saml?orig_url=x' } }),
    ONE,
    {
      code: 'proxy-auth-required',
      subject: 'proxy',
      says: ['login page', 'https://login.corp.example/saml'],
      never: ['PROXY_PASSWORD'],
    },
  ],
  [
    'redirects to a block page',
    respond(302, { headers: { location: 'http://blocked.corp.example/why' } }),
    ONE,
    { code: 'proxy-denied', says: ['Location: http://blocked.corp.example/why'] },
  ],
  [
    'wants a login (511)',
    respond(511),
    ONE,
    { code: 'proxy-auth-required', says: ['login'], never: ['PROXY_PASSWORD'] },
  ],
  [
    'limits the rate',
    respond(429, { headers: { 'retry-after': '30' } }),
    ONE,
    { code: 'proxy-denied', severity: 'inconclusive', subject: 'proxy', says: ['429', 'limits'] },
  ],
  ...[400, 404, 405, 501].map(
    (status) =>
      [
        `is a web server that says ${status}`,
        respond(status, { headers: { server: 'nginx' }, body: '<h1>Oops, a page</h1>' }),
        ONE,
        {
          code: 'proxy-unreachable',
          subject: 'proxy',
          says: [`${status}`, 'not as a forward proxy', 'Server: nginx'],
          never: ['allow-list'],
        },
      ] as [string, Respond, readonly string[], Told],
  ),
  [
    'knows CONNECT for others, and not for this port (405)',
    byAuthority({ '8.8.8.8:8443': respond(405) }, (s) => s.write('HTTP/1.1 200 OK\r\n\r\n')),
    ['https://8.8.8.8:8443', 'https://9.9.9.9'],
    { code: 'proxy-denied', subject: 'target', says: ['405', 'port 8443'] },
  ],
  [
    'wants an upgrade to TLS',
    respond(426, { headers: { upgrade: 'TLS/1.2, HTTP/1.1' } }),
    ONE,
    { code: 'proxy-unreachable', says: ['wants TLS', 'Write https://127.0.0.1'] },
  ],
  [
    'says that it was spoken to in clear',
    respond(400, { body: 'The plain HTTP request was sent to HTTPS port' }),
    ONE,
    { code: 'proxy-unreachable', says: ['wants TLS', 'Write https://127.0.0.1'] },
  ],
  [
    'has a dead DNS',
    respond(502, { body: 'dial tcp: lookup x: no such host' }),
    TWO,
    {
      code: 'proxy-cannot-reach-target',
      subject: 'proxy',
      says: ['own DNS fails', 'any of the 2 hosts'],
    },
  ],
  [
    'does not know this name',
    opensOther(respond(503, { headers: { 'x-squid-error': 'ERR_DNS_FAIL 0' } })),
    TWO,
    {
      code: 'proxy-cannot-reach-target',
      subject: 'target',
      says: ['cannot resolve', 'link its zone where the proxy resolves'],
      never: ['firewall behind'],
    },
  ],
  [
    'is refused by the target',
    opensOther(respond(503, { headers: { 'x-squid-error': 'ERR_CONNECT_FAIL 111' } })),
    TWO,
    { code: 'proxy-cannot-reach-target', says: ['was refused'], never: ['DNS does not know'] },
  ],
  [
    'has no route',
    opensOther(cannotReach),
    TWO,
    { code: 'proxy-cannot-reach-target', says: ['no route'] },
  ],
  [
    'runs out of time (504)',
    opensOther(respond(504)),
    TWO,
    { code: 'proxy-cannot-reach-target', says: ['got no answer', 'drops'] },
  ],
  [
    'says by Proxy-Status that it may not',
    respond(502, { headers: { 'proxy-status': 'swg; error=http_request_denied' } }),
    ONE,
    { code: 'proxy-denied', says: ['http_request_denied'] },
  ],
  [
    'sends a page instead of a tunnel',
    openAndSay('<html><title>Acceptable use</title></html>', {
      head: 'Content-Type: text/html\r\n',
    }),
    ONE,
    { code: 'proxy-denied', says: ['page instead of a tunnel', 'Acceptable use'] },
  ],
  [
    'sends words that are no TLS',
    openAndSay('your session has expired'),
    ONE,
    { code: 'proxy-denied', says: ['page instead of a tunnel', 'your session has expired'] },
  ],
  [
    'answers every ClientHello with a page',
    openAndSay('HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n', { late: true }),
    TWO,
    { code: 'proxy-denied', subject: 'proxy', says: ['something else than TLS'] },
  ],
  [
    'closes every tunnel at once',
    openAndSay('', { late: true }),
    TWO,
    {
      code: 'proxy-cannot-reach-target',
      subject: 'proxy',
      says: ['not one byte', 'path outward'],
      never: ['accepts TCP'],
    },
  ],
  [
    'hangs up on all',
    respondRaw('', 'close'),
    ONE,
    { code: 'proxy-unreachable', says: ['hangs up', 'https://127.0.0.1'] },
  ],
  ['is silent', respondNothing, ONE, { code: 'proxy-unreachable', says: ['does not answer'] }],
  [
    'speaks SOCKS',
    respondRaw('\x05\xff', 'close'),
    ONE,
    { code: 'proxy-unreachable', says: ['SOCKS'] },
  ],
]
