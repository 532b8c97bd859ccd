import { HTTP2_ONLY } from '../../../../shared/failure/http.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const HTTP = 'http://app.example'
const A = '20.2.2.2'
const B = '2600:1::1'
type Answer = Parameters<typeof replies>[2]
const answers = (status: number, how: Answer = {}, expect = {}) =>
  check(URL, { expect }, resolves([A]), opens(A), secures(A), replies(A, status, how))
const plain = (status: number, how: Answer = {}) =>
  check(HTTP, {}, resolves([A]), opens(A), replies(A, status, how))
const body = (text: string) => ({ body: text })

const SSH = 'bad version, after 21 bytes that begin “SSH-2.0-OpenSSH_9.2”'
const BROKEN = 'bad status, after 18 bytes that begin “HTTP/1.1 two hundred”'

/** HTTP answers of the service. */
export const HTTP_CASES: readonly Case[] = [
  yields(
    'http-no-response',
    'silence inside TLS',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 0, { fails: 'generic_timeout_error', took: 5000 }),
      ),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['GET /', 'no answer in time after 5.0 s'],
    },
  ),
  yields(
    'http-no-response',
    'HTTP/2 alone',
    sweep([answers(0, { fails: 'http_invalid_response', raw: HTTP2_ONLY }), control()]),
    { severity: 'fail', says: ['HTTP/2 only', 'tls://'], never: ['Host header', 'firewall'] },
  ),
  ...[answers, plain].map((reply) =>
    yields(
      'http-no-response',
      'bytes of another protocol: nothing was cut',
      sweep([reply(0, { fails: 'http_invalid_response', raw: SSH }), control()]),
      {
        severity: 'fail',
        says: ['begin “SSH-2.0', 'another protocol', 'port and the scheme'],
        never: ['Host header', 'drops', 'cut', 'hangs'],
      },
    ),
  ),
  yields(
    'http-no-response',
    'an answer that breaks HTTP is no other protocol',
    sweep([plain(0, { fails: 'http_invalid_response', raw: BROKEN }), control()]),
    { severity: 'fail', says: ['breaks HTTP'], never: ['another protocol', 'Host header'] },
  ),
  yields(
    'http-no-response',
    'a part of the headers, and then nothing',
    sweep([
      plain(0, {
        fails: 'generic_timeout_error',
        raw: 'no end within 5000 ms, after 26 bytes that begin “HTTP/1.1 200 OK”',
        took: 5000,
      }),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['no whole answer in time (after 26 bytes'],
      never: ['no answer in time'],
    },
  ),
  yields(
    'http-no-response',
    'more headers than anybody reads',
    sweep([plain(0, { fails: 'http_headers_too_large' }), control()]),
    { severity: 'fail', says: ['No network change helps'], never: ['firewall', 'Host header'] },
  ),
  yields(
    'http-no-response',
    'plain HTTP is cut: the Host header',
    sweep([plain(0, { fails: 'connection_reset' }), control()]),
    { severity: 'fail', says: ['Host header'] },
  ),
  yields(
    'http-no-response',
    'an answer whose body was cut',
    sweep([plain(200, { fails: 'eof_error' }), control()]),
    {
      severity: 'fail',
      says: ['with status 200', 'before the body did'],
      never: ['no valid answer'],
    },
  ),
  yields(
    'http-no-response',
    'one family answers and the other does not',
    sweep([
      check(
        URL,
        {},
        resolves([A, B]),
        works(A),
        opens(B),
        secures(B),
        replies(B, 0, { fails: 'eof_error' }),
      ),
    ]),
    { severity: 'warn', says: ['another address answers'] },
  ),
  spares('http-no-response', 'an error of the service is an answer', sweep([answers(500)])),
  spares(
    'http-no-response',
    'broken off by the end of the sweep',
    sweep([
      check(
        URL,
        { ending: 'out-of-time' },
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 0, { fails: 'interrupted' }),
      ),
    ]),
  ),
  yields(
    'http-status-unexpected',
    'none of the expected',
    sweep([answers(404, {}, { http: { status: [200, '3xx'] } })]),
    { severity: 'fail', says: ['404', '200 and 3xx'] },
  ),
  yields(
    'http-status-unexpected',
    'the service takes NTLM alone',
    sweep([
      answers(
        401,
        { headers: { 'www-authenticate': 'Negotiate, NTLM' } },
        { http: { status: ['2xx'] } },
      ),
    ]),
    { severity: 'fail', says: ['takes Negotiate and NTLM alone', 'Expect 401'] },
  ),
  yields(
    'http-status-unexpected',
    'the service takes Basic as well',
    sweep([
      answers(
        401,
        { headers: { 'www-authenticate': 'Negotiate, Basic realm="a"' } },
        { http: { status: ['2xx'] } },
      ),
    ]),
    { severity: 'fail', never: ['alone, which'] },
  ),
  yields(
    'http-status-unexpected',
    'the site wants a sign-in',
    sweep([
      answers(
        302,
        { headers: { location: 'https://login.example/authorize?client_id=1&state=2' } },
        { http: { status: [200] } },
      ),
    ]),
    {
      severity: 'fail',
      says: ['sends the caller to https://login.example', 'sign in'],
      never: ['fault', 'client_id'],
    },
  ),
  yields(
    'http-status-unexpected',
    'the path has moved',
    sweep([answers(301, { headers: { location: '/v2/' } }, { http: { status: [200] } })]),
    { severity: 'fail', says: ['under the address', '`redirects`'], never: ['fault', 'sign in'] },
  ),
  spares(
    'http-status-unexpected',
    'of an expected class',
    sweep([answers(301, {}, { http: { status: [200, '3xx'] } })]),
  ),
  spares(
    'http-status-unexpected',
    'without an expectation any answer will do',
    sweep([answers(500)]),
  ),
  spares(
    'http-status-unexpected',
    'a denial has its own code',
    sweep([answers(470, {}, { http: { status: [200] } })]),
  ),
  yields(
    'http-header-unexpected',
    'absent',
    sweep([answers(200, {}, { http: { headers: { 'X-Ms-Request-Id': '/.+/' } } })]),
    { severity: 'fail', says: ['X-Ms-Request-Id is absent'] },
  ),
  yields(
    'http-header-unexpected',
    'another value',
    sweep([
      answers(200, { headers: { server: 'nginx' } }, { http: { headers: { server: 'Kestrel' } } }),
    ]),
    { severity: 'fail', says: ['“nginx”', '“Kestrel”'] },
  ),
  spares(
    'http-header-unexpected',
    'as expected',
    sweep([
      answers(200, { headers: { server: 'Kestrel' } }, { http: { headers: { Server: '/^Kes/' } } }),
    ]),
  ),
  yields(
    'http-body-unexpected',
    'another text',
    sweep([answers(200, body('maintenance'), { http: { body: 'ready' } })]),
    { severity: 'fail', says: ['“ready”', '“maintenance”'] },
  ),
  spares(
    'http-body-unexpected',
    'the text is there',
    sweep([answers(200, body('all ready'), { http: { body: 'ready' } })]),
  ),
  spares(
    'http-body-unexpected',
    'the pattern matches',
    sweep([answers(200, body('v1.2'), { http: { body: '/^v\\d/' } })]),
  ),
  yields(
    'http-body-unexpected',
    'a pattern that backtracks without end',
    sweep([answers(200, body(`${'a'.repeat(60)}!`), { http: { body: '/^(\\w+\\s?)*$/' } })]),
    { severity: 'inconclusive', says: ['was stopped', 'backtracks'] },
  ),
  yields(
    'http-status-unexpected',
    'an API that nobody may call in this project, without a token',
    sweep([
      answers(
        403,
        body(
          '{"error":{"code":403,"status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}',
        ),
        { http: { status: [200] } },
      ),
    ]),
    { severity: 'fail', says: ['Enable the API'], never: ['wants credentials'] },
  ),
  yields(
    'http-header-unexpected',
    'a pattern that backtracks without end',
    sweep([
      answers(
        200,
        { headers: { server: `${'a'.repeat(60)}!` } },
        {
          http: { headers: { server: '/^(\\w+\\s?)*$/' } },
        },
      ),
    ]),
    { severity: 'inconclusive', says: ['expect.http.headers.server', 'was stopped'] },
  ),
]
