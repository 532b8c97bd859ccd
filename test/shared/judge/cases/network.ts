import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves, SYSTEM, wire } from '../name-pieces.ts'
import { opens, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const B = '20.2.2.3'
const V6 = '2600:1::1'
const IN = '10.1.0.5'
const BLOB = 'https://st.blob.core.windows.net'
const CHAIN = { chain: ['st.privatelink.blob.core.windows.net'] }
const PRIVATE = { expect: { resolution: 'private' } } as const
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const noRoute = { fails: 'network_unreachable', took: 1 } as const

/** Connections. */
export const NETWORK_CASES: readonly Case[] = [
  yields(
    'tcp-unreachable',
    'ICMP says there is no way',
    sweep([
      check(URL, {}, resolves([A]), opens(A, { fails: 'host_unreachable', took: 3000 })),
      control(),
    ]),
    { severity: 'fail', says: ['host unreachable', A], subject: A },
  ),
  yields(
    'tcp-unreachable',
    'only IPv6 addresses, and no IPv6 here',
    sweep([check(URL, {}, resolves([V6]), opens(V6, noRoute)), control()]),
    { severity: 'fail', says: ['this host has no IPv6', 'A record'] },
  ),
  spares(
    'tcp-unreachable',
    'idle IPv6 beside IPv4 that is dropped does not hide it',
    sweep([check(URL, {}, resolves([A, V6]), opens(A, silent), opens(V6, noRoute)), control()]),
  ),
  spares(
    'tcp-unreachable',
    'idle IPv6 beside IPv4 that works',
    sweep([check(URL, {}, resolves([A, V6]), works(A), opens(V6, noRoute))]),
  ),
  yields(
    'tcp-refused',
    'refused at once',
    sweep([check(URL, {}, resolves([A]), opens(A, { fails: 'connection_refused' })), control()]),
    { severity: 'fail', says: ['refused', A], subject: A },
  ),
  yields(
    'tcp-refused',
    'by a private endpoint: the record may be stale',
    sweep([
      check(BLOB, PRIVATE, resolves([IN], CHAIN), opens(IN, { fails: 'connection_refused' })),
      control(),
    ]),
    { severity: 'fail', says: ['stale'] },
  ),
  yields(
    'tcp-refused',
    'by the machine itself: nothing is on the way',
    sweep([check('tcp://127.0.0.1:5432', {}, opens('127.0.0.1', { fails: 'connection_refused' }))]),
    {
      severity: 'fail',
      says: ['127.0.0.1 refuses the connection: port 5432: refused at once', 'Nothing listens'],
      never: ['on the way'],
    },
  ),
  yields(
    'tcp-dropped',
    'by the machine itself: no rule of the network sees it',
    sweep([check('tcp://127.0.0.1:5432', {}, opens('127.0.0.1', silent)), control()]),
    {
      severity: 'fail',
      says: ['packet filter of this machine'],
      never: ['security group', 'route'],
    },
  ),
  spares(
    'tcp-refused',
    'one address refuses, the other works',
    sweep([check(URL, {}, resolves([A, B]), opens(B, { fails: 'connection_refused' }), works(A))]),
  ),
  yields(
    'tcp-reset',
    'cut while it opens',
    sweep([check(URL, {}, resolves([A]), opens(A, { fails: 'connection_reset' })), control()]),
    { severity: 'fail', says: ['TCP reset'] },
  ),
  spares(
    'tcp-reset',
    'the cut comes after the ClientHello',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        opens(A),
        secures(A, { phase: 'sent', fails: 'connection_reset' }),
      ),
      control(),
    ]),
  ),
  yields(
    'tcp-dropped',
    'silence, and another public address answers',
    sweep([check(URL, {}, resolves([A]), opens(A, silent)), control()]),
    {
      severity: 'fail',
      says: [
        '20.2.2.2 port 443',
        'other public addresses answer (control.example)',
        'security group',
      ],
      subject: A,
    },
  ),
  yields(
    'tcp-dropped',
    'silence in public, while only a private address answers',
    sweep([check(URL, {}, resolves([A]), opens(A, silent)), control('in.corp', IN)]),
    { severity: 'fail', says: ['no public address was reached'] },
  ),
  yields(
    'tcp-dropped',
    'IPv6 fails at once and IPv4 is dropped: IPv4 is the cause',
    sweep([check(URL, {}, resolves([A, V6]), opens(A, silent), opens(V6, noRoute)), control()]),
    { severity: 'fail', says: [A] },
  ),
  yields(
    'tcp-dropped',
    'a private host that is no endpoint',
    sweep([check('tcp://db.corp:5432', {}, resolves([IN]), opens(IN, silent)), control()]),
    { severity: 'fail', says: ['no private address was reached'] },
  ),
  spares(
    'tcp-dropped',
    'nothing in the sweep answers',
    sweep([
      check(URL, {}, resolves([A]), opens(A, silent)),
      check('https://b.example', {}, resolves([B]), opens(B, silent)),
    ]),
  ),
  spares(
    'tcp-dropped',
    'a private endpoint has its own code',
    sweep([check(BLOB, PRIVATE, resolves([IN], CHAIN), opens(IN, silent)), control()]),
  ),
  spares(
    'tcp-dropped',
    'refused',
    sweep([check(URL, {}, resolves([A]), opens(A, { fails: 'connection_refused' })), control()]),
  ),
  yields(
    'tcp-some-addresses-fail',
    'one of two is silent',
    sweep([check(URL, {}, resolves([A, B]), works(A), opens(B, silent))]),
    {
      severity: 'warn',
      says: ['1 of 2', `${B} (no answer in time)`, 'every address that DNS gives for this host'],
      never: ['service tag', 'IPv6 to this host'],
      subject: B,
    },
  ),
  yields(
    'tcp-some-addresses-fail',
    'only IPv6 is dropped',
    sweep([check(URL, {}, resolves([A, V6]), works(A), opens(V6, silent))]),
    { severity: 'warn', says: [V6, 'Let IPv6 to this host through'], never: ['service tag'] },
  ),
  yields(
    'tcp-some-addresses-fail',
    'IPv6 has no route to this address, though it works elsewhere',
    sweep([
      check(URL, {}, resolves([A, V6]), works(A), opens(V6, noRoute)),
      check('https://six.example', {}, resolves(['2600:2::2']), works('2600:2::2')),
    ]),
    { severity: 'warn', says: [V6] },
  ),
  spares(
    'tcp-some-addresses-fail',
    'all fail',
    sweep([check(URL, {}, resolves([A, B]), opens(A, silent), opens(B, silent)), control()]),
  ),
  spares(
    'tcp-some-addresses-fail',
    'idle IPv6 on a host without it',
    sweep([
      check(
        URL,
        {},
        resolves([A, V6]),
        wire(SYSTEM, [V6], { type: 'AAAA' }),
        works(A),
        opens(V6, noRoute),
      ),
    ]),
  ),
  spares(
    'tcp-some-addresses-fail',
    'through a proxy there is no connection of ours',
    sweep([check(URL, VIA_PROXY, tunnels(), secures('app.example'), replies('app.example', 200))]),
  ),

  yields(
    'tcp-some-addresses-fail',
    'IPv6 answers “unreachable” only after seconds: not the host’s own word',
    sweep([
      check(
        URL,
        {},
        resolves([A, V6]),
        works(A),
        opens(V6, { fails: 'host_unreachable', took: 3000 }),
      ),
    ]),
    { severity: 'warn', says: [V6] },
  ),
  yields(
    'tcp-unreachable',
    'only IPv6 addresses, on a host that has it',
    sweep([
      check(URL, {}, resolves([V6]), opens(V6, noRoute)),
      check('https://six.example', {}, resolves(['2600:2::2']), works('2600:2::2')),
    ]),
    { severity: 'fail', never: ['this host has no IPv6'] },
  ),
]
