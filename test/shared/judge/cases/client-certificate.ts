import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
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
