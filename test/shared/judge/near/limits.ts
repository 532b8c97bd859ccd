import type { HandshakeObservation } from '../../../../shared/model/observation.ts'
import type { Near } from '../cases/case.ts'
import { sends } from '../datagram-pieces.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { certificate, opens, replies, secures, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const up = [resolves([A]), opens(A)].flat()
const near = (name: string, ...checks: Parameters<typeof sweep>[0]): Near => ({
  name,
  evidence: sweep(checks),
})
/** From the start of the sweep, in s. */
const at = (seconds: number) =>
  new Date(Date.parse('2026-11-22T12:00:00.000Z') + 1000 * seconds).toISOString()
const DAY = 86_400

/** Days of life and days left of a leaf: a third of a short life, else three weeks, is soon. */
const LIVES = [
  [90, 21],
  [90, 20.99],
  [63, 21],
  [30, 10],
  [30, 9.99],
  [6, 2],
  [6, 1.99],
  [90, 0],
  [90, -0.01],
] as const

const dated = (notBefore: string, notAfter: string, how: object = {}) =>
  check(
    URL,
    {},
    up,
    secures(A, { chain: [certificate({ serial: 'c', notBefore, notAfter })], ...how }),
    replies(A, 200),
  )

const OFF = { fails: 'ssl_invalid_certificate', verification: 'CERT_HAS_EXPIRED' } as const
const client = (notBefore: string, notAfter: string) =>
  certificate({ serial: 'client', subject: 'CN=client', notBefore, notAfter })
const byBoth = certificate({ serial: 'leaf', issuer: 'CN=Both' })
const authority = (serial: string, days: number) =>
  certificate({
    ...{ serial, subject: `CN=${serial} authority`, ca: true },
    ...{ notBefore: at(-99 * DAY), notAfter: at(days * DAY) },
  })
const hello = (phase: HandshakeObservation['phase'], raw: string, code = 'ssl_failed_handshake') =>
  secures(A, { fails: code as 'ssl_failed_handshake', phase, raw })
const other = (
  kind: 'small' | 'refusable' | 'h2',
  phase: HandshakeObservation['phase'],
  silent = false,
): Piece =>
  secures(A, {
    hello: kind,
    phase,
    alpn: kind === 'h2' ? 'h2' : null,
    ...(phase === 'done'
      ? {}
      : { fails: silent ? 'generic_timeout_error' : 'ssl_failed_handshake' }),
  })

const udp = (reply: string, said: string) =>
  near(
    `udp: ${said} is expected, and ${reply} comes`,
    check(
      'udp://sip.example:5060',
      { expect: { reply: said } },
      resolves([A]),
      sends(A, { reply }),
    ),
    control(),
  )
const clocks = (name: string, ...told: readonly (readonly [offset: number, delay: number])[]) =>
  near(
    `clocks: ${name}`,
    ...told.map(([offset, delay], i) =>
      check(
        `ntp://time${i}.example`,
        {},
        resolves([`10.0.1.${i}`]),
        sends(`10.0.1.${i}`, { ntp: { offset, delay } }),
      ),
    ),
  )

/** Evidence on both sides of the limits of judgement. */
export const LIMITS: readonly Near[] = [
  ...LIVES.map(([life, left]) =>
    near(
      `a leaf of ${life} days with ${left} left`,
      dated(at((left - life) * DAY), at(left * DAY)),
    ),
  ),
  ...[0.9, 1, 1.9, 2].map((days) =>
    near(`expired ${days} days ago`, dated(at(-99 * DAY), at(-days * DAY), OFF)),
  ),
  ...[-0.5, 0, 1.5, 20.5, 21.5].map((days) =>
    near(
      `a client certificate with ${days} days left`,
      check(
        URL,
        {},
        up,
        secures(A, {
          certificateRequested: true,
          client: client(at((days - 90) * DAY), at(days * DAY)),
        }),
        replies(A, 200),
      ),
    ),
  ),
  ...[0, 1].map((s) => near(`expired ${s} s ago`, dated(at(-99 * DAY), at(-s), OFF))),
  ...[0, 1].map((s) =>
    near(
      `valid in ${s} s`,
      dated(at(s), at(99 * DAY), { ...OFF, verification: 'CERT_NOT_YET_VALID' }),
    ),
  ),
  ...[-1, 0, 1].map((s) =>
    near(
      `expired, with the server’s clock ${s} s from the end`,
      check(
        URL,
        {},
        up,
        secures(A, { chain: [certificate({ serial: 'c', notAfter: at(-9 * DAY) })], ...OFF }),
        replies(A, 200, {
          headers: { date: new Date(Date.parse(at(-9 * DAY + s))).toUTCString() },
        }),
      ),
    ),
  ),
  ...[-1, 0, 1].map((s) =>
    near(
      `expired, with the server’s clock ${s} s from the begin`,
      check(
        URL,
        {},
        up,
        secures(A, {
          chain: [certificate({ serial: 'c', notBefore: at(-99 * DAY), notAfter: at(-9 * DAY) })],
          ...OFF,
        }),
        replies(A, 200, {
          headers: { date: new Date(Date.parse(at(-99 * DAY + s))).toUTCString() },
        }),
      ),
    ),
  ),
  ...[{}, { path: [byBoth, authority('new', 99)] }, { path: [byBoth, authority('off', -2)] }].map(
    (how, i) =>
      near(
        `an authority that was sent has expired, ${['its way unknown', 'beside the way', 'and so has one of the way'][i]}`,
        check(
          URL,
          {},
          up,
          secures(A, { chain: [byBoth, authority('old', -1)], ...how, ...OFF }),
          replies(A, 200),
        ),
      ),
  ),
  ...[-1, 0, 1].flatMap((s) =>
    [client(at(-99 * DAY), at(s)), client(at(s), at(99 * DAY))].flatMap((own, i) =>
      (['eof_error', 'ssl_failed_handshake'] as const).map((fails) =>
        near(
          `a client certificate that ${i === 0 ? 'ends' : 'begins'} in ${s} s: ${fails}`,
          check(
            URL,
            {},
            up,
            secures(A, { certificateRequested: true, client: own }),
            replies(A, 0, {
              fails,
              raw: fails === 'eof_error' ? 'ended' : 'alert 45 certificate_expired',
            }),
          ),
        ),
      ),
    ),
  ),
  ...(['10', '47', '50', '40', '110'] as const).map((alert) =>
    near(
      `alert ${alert} to the full hello, and the small one is taken`,
      check(URL, {}, up, hello('answered', `alert ${alert} x`), other('small', 'done')),
      control(),
    ),
  ),
  ...(['sent', 'answered', 'done'] as const).flatMap((phase) => [
    near(
      `silence to the full hello, and the small one ${phase}`,
      check(URL, {}, up, hello('sent', 'x', 'generic_timeout_error'), other('small', phase, true)),
      control(),
    ),
    near(
      `silence to both hellos, and the one to be refused ${phase}`,
      check(
        URL,
        {},
        up,
        hello('sent', 'x', 'generic_timeout_error'),
        other('small', 'sent', true),
        other('refusable', phase, phase === 'sent'),
      ),
      control(),
    ),
    near(
      `no protocol in common, and with HTTP/2 ${phase}`,
      check(
        URL,
        {},
        up,
        hello('answered', 'alert 120 no_application_protocol'),
        other('h2', phase),
      ),
      control(),
    ),
  ]),
  udp('\u0001\u0010', 'hex:01 10'),
  udp('\u0001\u0010', 'hex:0110'),
  udp('\u0001\u0010', 'hex:11'),
  udp('\u0011\u0010\u0011', 'hex:1011'),
  udp('\u0001\u0011\u0010', 'hex:10'),
  udp('\u00ab', 'hex:C2 AB'),
  udp('x'.repeat(80), 'hex:00'),
  udp('x'.repeat(80), 'y'.repeat(80)),
  clocks('a second and no more', [1005, 10]),
  clocks('more than a second', [1006, 10]),
  clocks('behind', [-1006, 10]),
  clocks('two alike', [5000, 10], [4001, 10]),
  clocks('two that are not alike', [5000, 10], [4000, 10]),
  clocks('another that agrees with us', [5000, 10], [999, 10]),
  clocks('another that does not', [5000, 10], [1000, 10]),
  clocks('one of each', [5000, 10], [5001, 10], [1, 10]),
]

const PAGE = '<html><head><title>Blocked by policy</title></head><body>Access denied</body></html>'
const STATUSES = [
  199, 200, 299, 300, 301, 302, 303, 307, 399, 400, 401, 403, 404, 407, 421, 426, 429, 451, 470,
  499, 500, 502, 503, 504, 511, 599,
]

/** Answers of every status, bare, with a page, with a place to go on to. */
export const STATUS_LIMITS: readonly Near[] = STATUSES.flatMap((status) =>
  [
    { name: 'bare', how: {} },
    { name: 'with a page', how: { body: PAGE, headers: { 'content-type': 'text/html' } } },
    { name: 'with a location', how: { headers: { location: 'https://login.example/' } } },
    {
      name: 'in JSON',
      how: {
        body: '{"error":{"code":"Forbidden"}}',
        headers: { 'content-type': 'application/json' },
      },
    },
  ].map(({ name, how }) =>
    near(
      `${status} ${name}`,
      check(URL, {}, up, secures(A), replies(A, status, how)),
      check('https://other.example', {}, resolves(['20.1.1.1']), works('20.1.1.1')),
    ),
  ),
)
