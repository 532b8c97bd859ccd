import { sends } from '../datagram-pieces.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const both = resolves([A, B])
const one = resolves([A])
const silent = { fails: 'generic_timeout_error', took: 2000 } as const
const REFUSED = { fails: 'connection_refused' } as const

type Of = Parameters<typeof check>[1]
const udp = (of: Of, ...pieces: readonly (Piece | readonly Piece[])[]) =>
  sweep([check('udp://sip.example:5060', of, ...pieces), control()])
const ntp = (of: Of, ...pieces: readonly (Piece | readonly Piece[])[]) =>
  sweep([check('ntp://time.example', of, ...pieces), control()])
/** A sweep that ends within the warm-up of a fresh instance. */
const warm = (how: Parameters<typeof sends>[1]) => ({
  ...sweep([check('ntp://time.example', {}, one, sends(A, how))]),
  warmUp: 60_000,
})
/** Nothing answers, whatever it is asked by. */
const nowhere = sweep([
  check('ntp://time.example', {}, one, sends(A, silent)),
  ...['20.1.1.1', '20.1.1.2'].map((address, i) =>
    check(`https://app${i}.example`, {}, resolves([address]), opens(address, silent)),
  ),
])
/** Several servers with the offsets of their clocks. */
const clocks = (...offsets: readonly number[]) =>
  sweep(
    offsets.map((offset, i) =>
      check(
        `ntp://time${i}.example`,
        {},
        resolves([`10.0.1.${i}`]),
        sends(`10.0.1.${i}`, { ntp: { offset } }),
      ),
    ),
  )

/** Datagrams: UDP with a payload, and NTP. */
export const DATAGRAM_CASES: readonly Case[] = [
  yields('udp-unreachable', 'the port is closed', udp({}, one, sends(A, REFUSED)), {
    severity: 'fail',
    says: ['10.0.0.5, UDP port 5060', 'ICMP', 'Nothing listens on this UDP port of the host'],
    never: ['TCP', 'route'],
    subject: '10.0.0.5 UDP 5060',
  }),
  yields('udp-unreachable', 'one of two', udp({}, both, sends(A, REFUSED), sends(B)), {
    severity: 'warn',
    says: ['another address replies'],
  }),
  yields('udp-unreachable', 'no way there', udp({}, one, sends(A, { fails: 'host_unreachable' })), {
    severity: 'fail',
    says: ['no route to the address'],
    never: ['listens'],
  }),
  yields(
    'udp-unreachable',
    'a closed port, and no way to the other address',
    udp({}, both, sends(A, REFUSED), sends(B, { fails: 'host_unreachable' })),
    {
      severity: 'fail',
      says: [
        '10.0.0.5: Nothing listens',
        '10.0.0.6: A router on the way',
        'refused and host unreachable',
      ],
    },
  ),
  yields(
    'udp-unreachable',
    'the port of this machine',
    sweep([check('udp://127.0.0.1:5060', {}, sends('127.0.0.1', REFUSED)), control()]),
    { severity: 'fail', says: ['of this machine'], never: ['on the way', 'route'] },
  ),
  spares('udp-unreachable', 'silence', udp({}, one, sends(A, silent))),
  yields('udp-no-answer', 'nothing is expected of the reply', udp({}, one, sends(A, silent)), {
    severity: 'inconclusive',
    says: ['no reply', 'within 2.0 s', 'payload'],
  }),
  yields(
    'udp-no-answer',
    'a reply is expected',
    udp({ expect: { reply: 'pong' } }, one, sends(A, silent), sends(A, { ...silent, attempt: 2 })),
    { severity: 'fail', says: ['to 2 datagrams'] },
  ),
  yields('udp-no-answer', 'NTP always replies', ntp({}, one, sends(A, silent)), {
    severity: 'fail',
  }),
  yields('udp-no-answer', 'one of two is silent', ntp({}, both, sends(A, silent), sends(B)), {
    severity: 'warn',
  }),
  yields('path-warming-up', 'NTP is silent while the instance warms up', warm(silent), {
    severity: 'inconclusive',
    says: ['may have no path'],
  }),
  spares('path-warming-up', 'NTP answered at once', warm({})),
  yields('network-no-way-out', 'datagrams are lost with all else', nowhere, {
    severity: 'inconclusive',
  }),
  spares(
    'udp-no-answer',
    'the second datagram came through',
    udp({}, one, sends(A, silent), sends(A, { attempt: 2 })),
  ),
  yields(
    'udp-reply-unexpected',
    'an error',
    udp({ expect: { reply: '200 OK' } }, one, sends(A, { reply: 'SIP/2.0 403' })),
    {
      severity: 'fail',
      says: ['does not hold “200 OK”', 'SIP/2.0 403'],
    },
  ),
  yields(
    'udp-reply-unexpected',
    'not NTP',
    ntp({}, one, sends(A, { fails: 'udp_invalid_response', raw: '4 bytes, where NTP has 48' })),
    {
      severity: 'fail',
      says: ['does not answer as ntp', '4 bytes', 'Check the host and the port'],
      never: ['expect.reply', '`send`'],
    },
  ),
  spares('udp-reply-unexpected', 'as expected', udp({ expect: { reply: '/^po/' } }, one, sends(A))),
  yields('ntp-denied', 'DENY', ntp({}, one, sends(A, { ntp: { stratum: 0, reference: 'DENY' } })), {
    severity: 'fail',
    says: ['refuses this client', 'kiss code DENY'],
  }),
  yields(
    'ntp-denied',
    'RATE says nothing of the time',
    ntp({}, one, sends(A, { ntp: { stratum: 0, reference: 'RATE' } })),
    {
      severity: 'inconclusive',
      says: ['less often'],
    },
  ),
  spares('ntp-denied', 'INIT', ntp({}, one, sends(A, { ntp: { stratum: 0, reference: 'INIT' } }))),
  yields(
    'ntp-not-synchronised',
    'INIT',
    ntp({}, one, sends(A, { ntp: { stratum: 0, reference: 'INIT' } })),
    {
      severity: 'fail',
      says: ['kiss code INIT'],
    },
  ),
  yields(
    'ntp-not-synchronised',
    'one of two',
    ntp({}, both, sends(A, { ntp: { stratum: 16 } }), sends(B)),
    {
      severity: 'warn',
      says: ['stratum 16', 'another address has'],
    },
  ),
  spares('ntp-not-synchronised', 'stratum 15', ntp({}, one, sends(A, { ntp: { stratum: 15 } }))),
  yields('ntp-clock-differs', 'one server alone leaves it open', clocks(5000), {
    severity: 'warn',
    says: ['5.0 s ahead of', 'this machine is wrong; or the clock of the server is wrong'],
  }),
  yields('ntp-clock-differs', 'all servers differ alike', clocks(-90_000, -90_100), {
    severity: 'warn',
    says: ['behind', 'The clock of this machine is wrong'],
  }),
  yields('ntp-clock-differs', 'another agrees with this machine', clocks(5000, 20), {
    severity: 'warn',
    says: ['The clock of the server is wrong'],
  }),
  spares(
    'ntp-clock-differs',
    'a slow round trip',
    ntp({}, one, sends(A, { ntp: { offset: 1400, delay: 1000 } })),
  ),
  spares(
    'ntp-clock-differs',
    'an unsynchronised server',
    ntp({}, one, sends(A, { ntp: { offset: 9000, leap: 3 } })),
  ),
  yields(
    'blocked-as-wanted',
    'NTP is silent',
    ntp({ expect: { reachability: 'blocked' } }, one, sends(A, silent)),
    {
      severity: 'info',
    },
  ),
  yields(
    'blocked-not-proven',
    'silence over UDP',
    udp({ expect: { reachability: 'blocked' } }, one, sends(A, silent)),
    {
      severity: 'inconclusive',
      says: ['look the same: silence'],
      never: ['misspelt', 'network as a whole', 'tcp:// instead'],
    },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'NTP replies',
    ntp({ expect: { reachability: 'blocked' } }, one, sends(A)),
    {
      severity: 'fail',
      says: ['UDP port 123 replies'],
    },
  ),
  yields(
    'latency-exceeded',
    'a slow datagram',
    udp({ expect: { latency: { total: 100 } } }, one, sends(A, { took: 700 })),
    {
      severity: 'warn',
    },
  ),
]
