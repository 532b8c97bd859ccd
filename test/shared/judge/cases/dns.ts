import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const

/** Resolvers, and what they say of a name. */
export const DNS_CASES: readonly Case[] = [
  yields(
    'dns-resolver-unreachable',
    'the only resolver is silent',
    sweep([
      check(URL, {}, unresolved('generic_timeout_error', { lookup: 'dns_temporary_failure' })),
    ]),
    { severity: 'inconclusive', says: ['app.example', '10.0.0.4'], subject: SYSTEM },
  ),
  yields(
    'dns-resolver-unreachable',
    'no server is known, and the system gives up',
    sweep([check(URL, {}, lookup([], { fails: 'dns_temporary_failure' }))], []),
    { severity: 'inconclusive', says: ['EAI_AGAIN'], subject: 'the system resolver' },
  ),
  yields(
    'dns-resolver-unreachable',
    'one of two is dead, the name resolves',
    sweep([check(URL, {}, resolves([A]), wire(SECOND, [], silent), works(A))]),
    { severity: 'warn', says: ['10.0.0.5'], subject: SECOND },
  ),
  spares(
    'dns-resolver-unreachable',
    'it lost one question and replied to another',
    sweep([
      check(URL, {}, resolves([A]), wire(SECOND, [], silent), works(A)),
      check('https://b.example', {}, resolves([A]), wire(SECOND, [A]), works(A)),
    ]),
  ),
  spares(
    'dns-resolver-unreachable',
    'the second resolver says NXDOMAIN',
    sweep([
      check(
        URL,
        {},
        unresolved('generic_timeout_error', { lookup: 'dns_temporary_failure' }),
        wire(SECOND, [], { fails: 'dns_nxdomain_error' }),
      ),
    ]),
  ),
  yields(
    'dns-refused',
    'the resolver refuses',
    sweep([check(URL, {}, unresolved('dns_refused_error', { lookup: 'dns_temporary_failure' }))]),
    { severity: 'fail', says: ['REFUSED', '10.0.0.4'], subject: SYSTEM },
  ),
  yields(
    'dns-refused',
    'the second refuses, the first answers',
    sweep([
      check(URL, {}, resolves([A]), wire(SECOND, [], { fails: 'dns_refused_error' }), works(A)),
    ]),
    { severity: 'warn', says: ['another'], subject: SECOND },
  ),
  spares(
    'dns-refused',
    'SERVFAIL',
    sweep([check(URL, {}, unresolved('dns_servfail_error', { lookup: 'dns_temporary_failure' }))]),
  ),
  yields(
    'dns-server-failure',
    'SERVFAIL after four seconds: its forwarder is silent',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_servfail_error', { lookup: 'dns_temporary_failure', took: 4100 }),
      ),
    ]),
    { severity: 'fail', says: ['SERVFAIL after 4.1 s', 'forwarder'], subject: SYSTEM },
  ),
  yields(
    'dns-server-failure',
    'SERVFAIL at once, and another resolver knows the name',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_servfail_error', { lookup: 'dns_temporary_failure' }),
        wire(OTHER, [A]),
      ),
    ]),
    {
      severity: 'fail',
      subject: SYSTEM,
      says: [`168.63.129.16 answers ${A}`, 'Another resolver has the name'],
      never: ['alias loop'],
    },
  ),
  yields(
    'dns-server-failure',
    'only replies to other questions',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_reply_with_wrong_query_id', { lookup: 'dns_temporary_failure' }),
      ),
    ]),
    { severity: 'fail', says: ['10.0.0.4'] },
  ),
  yields(
    'dns-server-failure',
    'the second fails, the first answers',
    sweep([
      check(URL, {}, resolves([A]), wire(SECOND, [], { fails: 'dns_servfail_error' }), works(A)),
    ]),
    { severity: 'warn', subject: SECOND },
  ),
  yields(
    'dns-server-failure',
    'getaddrinfo gives up while the server answers',
    sweep([check(URL, {}, lookup([], { fails: 'dns_temporary_failure' }), wire(SYSTEM, [A]))]),
    { severity: 'inconclusive', says: ['answers on the wire'] },
  ),
  spares(
    'dns-server-failure',
    'only the question for IPv6 fails',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        wire(SYSTEM, [], { type: 'AAAA', fails: 'dns_servfail_error' }),
        works(A),
      ),
    ]),
  ),
  yields(
    'dns-hosts-override',
    'the hosts file sends it to a dead address',
    sweep([
      check(
        URL,
        {},
        lookup(['10.7.7.7'], { hosts: ['10.7.7.7'] }),
        wire(SYSTEM, [A]),
        opens('10.7.7.7', silent),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['10.7.7.7', A], subject: 'app.example' },
  ),
  yields(
    'dns-hosts-override',
    'the hosts file differs, and it works',
    sweep([
      check(
        URL,
        {},
        lookup(['10.7.7.7'], { hosts: ['10.7.7.7'] }),
        wire(SYSTEM, [A]),
        works('10.7.7.7'),
      ),
    ]),
    { severity: 'warn' },
  ),
  spares(
    'dns-hosts-override',
    'the hosts file says what DNS says',
    sweep([check(URL, {}, lookup([A], { hosts: [A] }), wire(SYSTEM, [A]), works(A))]),
  ),
  spares(
    'dns-hosts-override',
    'getaddrinfo does not use the entry',
    sweep([check(URL, {}, lookup([A], { hosts: ['10.7.7.7'] }), wire(SYSTEM, [A]), works(A))]),
  ),
  yields(
    'dns-sinkholed',
    'resolves to 0.0.0.0',
    sweep([
      check(URL, {}, resolves(['0.0.0.0']), opens('0.0.0.0', { fails: 'connection_refused' })),
    ]),
    { severity: 'fail', says: ['0.0.0.0', 'blocked in DNS'] },
  ),
  spares(
    'tcp-refused',
    'what refuses at 0.0.0.0 is our own host',
    sweep([
      check(URL, {}, resolves(['0.0.0.0']), opens('0.0.0.0', { fails: 'connection_refused' })),
    ]),
  ),
  spares(
    'dns-sinkholed',
    'localhost is loopback by definition',
    sweep([check('https://localhost', {}, resolves(['127.0.0.1']), works('127.0.0.1'))]),
  ),
  spares(
    'dns-sinkholed',
    'the hosts file gives loopback',
    sweep([check(URL, {}, lookup(['127.0.0.1'], { hosts: ['127.0.0.1'] }), works('127.0.0.1'))]),
  ),

  spares(
    'dns-resolver-unreachable',
    'the sandbox forbids the question',
    sweep([check(URL, {}, unresolved('permission_denied'))]),
  ),
  spares(
    'dns-hosts-override',
    'one of two addresses is the one in DNS',
    sweep([
      check(
        URL,
        {},
        lookup(['10.7.7.7', A], { hosts: ['10.7.7.7', A] }),
        wire(SYSTEM, [A]),
        works(A),
      ),
    ]),
  ),
  spares(
    'dns-hosts-override',
    'the proxy resolves the name, not we',
    sweep([
      check(URL, VIA_PROXY, lookup(['10.7.7.7'], { hosts: ['10.7.7.7'] }), wire(SYSTEM, [A])),
    ]),
  ),
]
