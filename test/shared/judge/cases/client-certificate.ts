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
