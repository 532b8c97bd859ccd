import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const CODE = 'tls-client-certificate-required'
const up = [resolves([A]), opens(A)].flat()
const asks = { certificateRequested: true } as const
const required = { fails: 'ssl_failed_handshake', raw: 'alert 116 certificate_required' } as const
const alert = (raw: string) => ({ phase: 'answered', fails: 'ssl_failed_handshake', raw }) as const
const handshake = (how: Parameters<typeof secures>[1]) =>
  sweep([check(URL, {}, up, secures(A, how)), control()])
const request = (tls: Parameters<typeof secures>[1], ...answer: [number, Http?]) =>
  sweep([check(URL, {}, up, secures(A, tls), replies(A, ...answer)), control()])
type Http = Parameters<typeof replies>[2]

const page = (text: string) => ({
  headers: { 'content-type': 'text/html' },
  body: `<html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`,
})

/** What servers say in HTTP to a client without a certificate. */
const PAGES: readonly (readonly [string, number, Http])[] = [
  ['nginx', 400, page('400 No required SSL certificate was sent')],
  ['nginx, its own status', 496, page('We need to know you')],
  ['IIS', 403, page('403.7 - Forbidden: SSL client certificate is required.')],
  ['App Service', 403, page('Error 403 - Forbidden: Client Certificate Required')],
  [
    'Apache httpd',
    403,
    page('You don’t have permission. Reason: Cannot perform Post-Handshake Authentication.'),
  ],
]

const REQUIRED = {
  severity: 'fail',
  says: ['wants a client certificate', 'No network change'],
  never: ['firewall', 'crashes', 'IDPS'],
  subject: 'app.example',
} as const

/** Servers that want a client certificate, and servers that only ask for one. */
export const CLIENT_CERTIFICATE_CASES: readonly Case[] = [
  yields(CODE, 'TLS 1.3: alert 116 after the request', request(asks, 0, required), REQUIRED),
  yields(CODE, 'alert 116 in a report of earlier versions', request({}, 0, required), REQUIRED),
  ...['alert 40 handshake_failure', 'alert 42 bad_certificate', 'alert 46 certificate_unknown'].map(
    (raw) => yields(CODE, `TLS 1.2: ${raw}`, handshake({ ...asks, ...alert(raw) }), REQUIRED),
  ),
  yields(
    CODE,
    'cut after the CertificateRequest',
    handshake({ ...asks, phase: 'answered', fails: 'eof_error' }),
    REQUIRED,
  ),
  yields(
    CODE,
    'TLS 1.3 without a request: alert 116 after the handshake',
    sweep([check('tls://app.example', {}, up, secures(A, { ...asks, ...required })), control()]),
    REQUIRED,
  ),
  ...PAGES.map(([name, status, answer]) =>
    yields(CODE, name, request(asks, status, answer), {
      ...REQUIRED,
      says: [...REQUIRED.says, `status ${status} and says so`],
    }),
  ),
  yields(CODE, 'by the page alone', request({}, 400, PAGES[0]?.[2]), REQUIRED),
  spares(
    CODE,
    'the page, and its status is expected',
    sweep([
      check(
        URL,
        { expect: { http: { status: [400] } } },
        up,
        secures(A, asks),
        replies(A, 400, PAGES[0]?.[2]),
      ),
    ]),
  ),
  spares(
    CODE,
    'asked, and the service knows nobody without credentials (an API server of Kubernetes)',
    request(asks, 403, {
      headers: { 'content-type': 'application/json' },
      body: '{"kind":"Status","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"/\\""}',
    }),
  ),
  spares(
    CODE,
    'a page about client certificates',
    request({}, 200, page('How to set it up: a client certificate is required for each device')),
  ),
  spares(CODE, 'asked optionally, and answers', request(asks, 200)),
  spares(CODE, 'asked, and no request is made', handshake(asks)),
  spares(
    CODE,
    'alert 40 without a CertificateRequest',
    handshake(alert('alert 40 handshake_failure')),
  ),
  spares(
    CODE,
    'asked, and the cipher fails',
    handshake({ ...asks, ...alert('alert 20 bad_record_mac') }),
  ),
  spares(CODE, 'asked, and the service crashes', request(asks, 0, { fails: 'eof_error' })),
  spares('http-no-response', 'a client certificate is wanted', request(asks, 0, required)),
  spares(
    'tls-handshake-failed',
    'a client certificate is wanted',
    handshake({ ...asks, ...alert('alert 40 handshake_failure') }),
  ),
]

const REFUSED_CODE = 'tls-client-certificate-refused'
const SOON_CODE = 'tls-client-certificate-expires-soon'
const own = (of: { notBefore?: string; notAfter?: string; purposes?: string[] } = {}) =>
  certificate({
    serial: 'own',
    subject: 'CN=probe',
    issuer: 'CN=Corp Clients',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-06-01T00:00:00.000Z',
    ...of,
  })
const shows = (client = own()) => ({ ...asks, client })
const unknownCa = { fails: 'ssl_failed_handshake', raw: 'alert 48 unknown_ca' } as const
const ended = own({ notAfter: '2026-11-20T00:00:00.000Z' })
const error = page('400 The SSL certificate error')

/** Servers that are shown a client certificate. */
export const SHOWN_CERTIFICATE_CASES: readonly Case[] = [
  yields(REFUSED_CODE, 'TLS 1.3: unknown_ca after the request', request(shows(), 0, unknownCa), {
    severity: 'fail',
    says: ['“probe”', '“Corp Clients”', 'unknown_ca', 'authorities that the server accepts'],
    never: ['has none', 'firewall'],
    subject: 'app.example',
  }),
  yields(
    REFUSED_CODE,
    'it has expired, and the server says bad_certificate',
    handshake({ ...shows(ended), ...alert('alert 42 bad_certificate') }),
    { severity: 'fail', says: ['expired on 2026-11-20', 'Renew'] },
  ),
  yields(
    REFUSED_CODE,
    'it is not valid yet',
    request(shows(own({ notBefore: '2026-12-01T00:00:00.000Z' })), 0, unknownCa),
    { severity: 'fail', says: ['valid from 2026-12-01'] },
  ),
  yields(
    REFUSED_CODE,
    'it is made for servers',
    request(shows(own({ purposes: ['serverAuth'] })), 0, unknownCa),
    { severity: 'fail', says: ['clientAuth'] },
  ),
  yields(
    REFUSED_CODE,
    'it has expired, and the server hangs up without an alert',
    request(shows(ended), 0, { fails: 'eof_error' }),
    { severity: 'fail', says: ['expired on 2026-11-20'] },
  ),
  yields(REFUSED_CODE, 'nginx says so with status 400', request(shows(), 400, error), {
    severity: 'fail',
    says: ['status 400 and says so'],
  }),
  spares(REFUSED_CODE, 'it is accepted', request(shows(), 200)),
  yields(
    'http-no-response',
    'a certificate was asked for and shown, and the server hangs up',
    request(shows(), 0, { fails: 'eof_error' }),
    { severity: 'fail', says: ['“probe”', '“Corp Clients”', 'does not accept', 'crashes'] },
  ),
  spares(REFUSED_CODE, 'the service crashes', request(shows(), 0, { fails: 'eof_error' })),
  spares(REFUSED_CODE, 'there was none to show', request(asks, 0, required)),
  spares(CODE, 'one was shown', request(shows(), 0, unknownCa)),
  yields(
    SOON_CODE,
    'it ends in five days',
    request(shows(own({ notAfter: '2026-11-27T18:00:00.000Z' })), 200),
    { severity: 'warn', says: ['expires in 5 days (2026-11-27)', '“probe”'] },
  ),
  yields(SOON_CODE, 'it has ended, and is accepted all the same', request(shows(ended), 200), {
    severity: 'warn',
    says: ['expired on 2026-11-20, and the server still accepts it'],
  }),
  spares(SOON_CODE, 'it holds for months', request(shows(), 200)),
  spares(SOON_CODE, 'nobody asked for it', request({ client: ended }, 200)),
  spares(
    SOON_CODE,
    'renewed every day, with most of its life before it',
    request(
      shows(own({ notBefore: '2026-11-22T00:00:00.000Z', notAfter: '2026-11-23T06:00:00.000Z' })),
      200,
    ),
  ),
  spares(SOON_CODE, 'the server refuses it', request(shows(ended), 0, unknownCa)),
]
