import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

type Answer = Parameters<typeof replies>[2]
const A = '20.2.2.2'
const SIX = '2607:f8b0::1'
const at = (url: string, status: number, how: Answer = {}, expect = {}) =>
  sweep([check(url, { expect }, resolves([A]), opens(A), secures(A), replies(A, status, how))])
const APP = 'https://app.example'
const BLOB = 'https://stlab.blob.core.windows.net'
const VAULT = 'https://kvlab.vault.azure.net'
const html = (body: string, headers = {}) => ({
  body,
  headers: { 'content-type': 'text/html', ...headers },
})
const PAGE = html(
  '<!DOCTYPE html><title>Error 403 (Forbidden)!!1</title><p>Your client does not have permission to get URL',
)
const NOT_FOUND = html('<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>')
const restricted = (host: string, how: Answer, status: number) =>
  sweep([
    check(
      `https://${host}`,
      { expect: { resolution: 'google-restricted' } },
      resolves(['199.36.153.4']),
      opens('199.36.153.4'),
      secures('199.36.153.4'),
      replies('199.36.153.4', status, how),
    ),
  ])
const certs = (six: Answer, status = 403) =>
  sweep([
    check(
      'https://certs.googleapis.com',
      {},
      resolves([A, SIX]),
      opens(A),
      secures(A),
      replies(A, 200, { headers: { 'content-type': 'application/json' }, body: '{"keys":[]}' }),
      opens(SIX),
      secures(SIX),
      replies(SIX, status, six),
    ),
  ])
const oddly = (odd: { readonly headBytes?: number; readonly outOfSpec?: string }) => {
  const piece = replies(A, 200)
  const made: typeof piece = (target) => {
    const built = piece(target)
    return { ...built, o: Object.assign(built.o, odd) }
  }
  return sweep([check(APP, {}, resolves([A]), opens(A), secures(A), made)])
}

/** Answers of somebody else than the service. */
export const STRANGE_ANSWER_CASES: readonly Case[] = [
  yields(
    'http-redirected-elsewhere',
    'storage redirects nobody to a news site',
    at(BLOB, 302, { headers: { location: 'https://start.isp.example/welcome' } }),
    { severity: 'warn', says: ['start.isp.example', 'Azure Storage does not do'] },
  ),
  yields(
    'http-redirected-elsewhere',
    'by a page that holds nothing else, where 200 is expected',
    at(BLOB, 200, html('<meta http-equiv="refresh" content="0; url=https://isp.example/hello">'), {
      http: { status: [200] },
    }),
    { severity: 'fail', says: ['isp.example'] },
  ),
  spares(
    'http-redirected-elsewhere',
    'Entra sends a browser to Office',
    at('https://login.microsoftonline.com', 302, {
      headers: { location: 'https://www.office.com/login' },
    }),
  ),
  spares(
    'http-redirected-elsewhere',
    'a host of which nothing is known signs in elsewhere',
    at(APP, 302, { headers: { location: 'https://login.elsewhere.example/authorize' } }),
  ),
  yields(
    'http-service-stopped',
    'App Service says so',
    at(
      'https://func.azurewebsites.net',
      403,
      html('<title>Web App - Unavailable</title><h1>Error 403 - This web app is stopped.</h1>'),
    ),
    { severity: 'warn', says: ['App Service', 'stopped'] },
  ),
  yields(
    'http-service-stopped',
    'the Functions host did not start, which a network may be the reason of',
    at('https://func.azurewebsites.net', 503, { body: 'Function host is not running.' }),
    { severity: 'warn', says: ['Functions host', 'storage account'] },
  ),
  spares(
    'http-service-stopped',
    'its access restrictions refuse',
    at('https://func.azurewebsites.net', 403, { headers: { 'x-ms-forbidden-ip': '20.9.9.9' } }),
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'Application Gateway',
    at(APP, 502, html('<center>Microsoft-Azure-Application-Gateway/v2</center>')),
    { severity: 'warn', says: ['Application Gateway', '502'] },
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'Front Door, where another status is expected',
    at(
      APP,
      404,
      { headers: { 'x-azure-externalerror': 'OriginInvalidResponse' } },
      { http: { status: [200] } },
    ),
    { severity: 'fail', says: ['Front Door'] },
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'envoy',
    at(APP, 503, { body: 'no healthy upstream' }),
    { severity: 'warn', says: ['Envoy'] },
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'the app behind Front Door is busy, or Front Door does not reach it',
    at(APP, 503, { headers: { 'x-azure-ref': '20261122' }, body: '{"error":"busy"}' }),
    { severity: 'warn', says: ['through Front Door: the service itself, or a gateway'] },
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'a 503 of nobody in particular',
    at(APP, 503, { body: 'busy' }),
    { severity: 'warn', says: ['answered with status 503: the service itself, or a gateway'] },
  ),
  spares(
    'http-gateway-cannot-reach-service',
    'storage is busy, in its own format',
    at(BLOB, 503, { headers: { 'x-ms-error-code': 'ServerBusy' } }),
  ),
  spares(
    'http-gateway-cannot-reach-service',
    '503 is what is expected',
    at(APP, 503, { body: 'down for maintenance' }, { http: { status: [503] } }),
  ),
  spares('http-gateway-cannot-reach-service', 'a fault of the service', at(APP, 500)),
  yields('http-front-end-refused', 'one address family only', certs(PAGE), {
    severity: 'warn',
    says: ['IPv6', 'by IPv4 the answer is 200'],
  }),
  yields(
    'http-front-end-refused',
    'an API that the restricted VIP does not serve',
    restricted('maps.googleapis.com', NOT_FOUND, 404),
    {
      severity: 'warn',
      says: ['restricted.googleapis.com', 'does not serve this API', 'private.googleapis.com'],
    },
  ),
  spares(
    'http-front-end-refused',
    'an API has nothing at this path',
    restricted('storage.googleapis.com', NOT_FOUND, 404),
  ),
  spares(
    'http-front-end-refused',
    'both families answer',
    certs({ headers: { 'content-type': 'application/json' }, body: '{"keys":[]}' }, 200),
  ),
  yields(
    'http-not-recognised',
    'a page under the name of a vault',
    at(VAULT, 200, html('<h1>It works!</h1>')),
    { severity: 'warn', says: ['Key Vault', 'It works!'] },
  ),
  yields(
    'http-not-recognised',
    'a bare 403 under the name of a storage account',
    at(BLOB, 403, { headers: { 'content-length': '0' } }, { http: { status: ['4xx'] } }),
    { severity: 'fail', says: ['Azure Storage', 'without a body'] },
  ),
  yields(
    'http-not-recognised',
    'a 403 with nothing but a line end under the name of a storage account',
    at(BLOB, 403, { body: ' \r\n' }, { http: { status: ['4xx'] } }),
    { severity: 'fail', says: ['Azure Storage', 'without a body'], never: ['starting'] },
  ),
  spares(
    'http-not-recognised',
    'a challenge',
    at(VAULT, 401, {
      headers: { 'www-authenticate': 'Bearer authorization="https://login.microsoftonline.com/x"' },
    }),
  ),
  yields(
    'http-not-recognised',
    'a refusal without a word, from a service that can have a private endpoint',
    at(
      'https://hub.service.signalr.net',
      403,
      html('<title>403 Forbidden</title><center>nginx</center>'),
    ),
    { severity: 'warn', says: ['SignalR', 'private endpoint'] },
  ),
  spares(
    'http-not-recognised',
    'a refusal for want of permission',
    at('https://hub.service.signalr.net', 403, {
      headers: { 'content-type': 'text/plain' },
      body: 'Missing access key',
    }),
  ),
  spares(
    'http-not-recognised',
    'a refusal that is expected',
    at('https://hub.service.signalr.net', 403, html('<title>403 Forbidden</title>'), {
      http: { status: [403] },
    }),
  ),
  spares(
    'http-not-recognised',
    'somebody’s own app refuses',
    at('https://shop.azurewebsites.net', 403, html('<title>403 Forbidden</title>')),
  ),
  spares('http-not-recognised', 'nothing is known of the host', at(APP, 403, { body: 'no' })),
  yields('http-headers-too-large', '20 KB of headers', oddly({ headBytes: 20_526 }), {
    severity: 'warn',
    says: ['20526', 'No network change helps'],
    never: ['firewall'],
  }),
  yields(
    'http-malformed-answer',
    'line feeds alone',
    oddly({ outOfSpec: 'lines end with a line feed alone (RFC 9112, 2.2)' }),
    { severity: 'warn', says: ['status 200', 'line feed alone', 'No network change helps'] },
  ),
  spares('http-malformed-answer', 'an ordinary answer', oddly({})),
  spares('http-headers-too-large', 'ordinary headers', oddly({})),
  yields(
    'blocked-not-proven',
    'a stranger answers for what must be blocked',
    sweep([
      check(
        BLOB,
        { expect: { reachability: 'blocked' } },
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 200, html('<h1>It works!</h1>')),
      ),
      control(),
    ]),
    { severity: 'inconclusive', says: ['without the marks'] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'the protection of the site answers: the site was reached',
    sweep([
      check(
        'https://www.example.org',
        { expect: { reachability: 'blocked' } },
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 403, { headers: { 'cf-mitigated': 'challenge' } }),
      ),
      control(),
    ]),
    { severity: 'fail' },
  ),
  spares(
    'http-not-recognised',
    'everything works',
    sweep([check(APP, {}, resolves([A]), works(A))]),
  ),
]
