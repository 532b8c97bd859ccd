import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import { replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const

/** What resolvers say of a name. */
export const NAME_CASES: readonly Case[] = [
  yields(
    'dns-name-not-found',
    'NXDOMAIN, by the zone that says so',
    sweep([check(URL, {}, unresolved('dns_nxdomain_error', { soa: 'example' })), control()]),
    { severity: 'fail', says: ['NXDOMAIN', 'by the zone example'], subject: 'app.example' },
  ),
  yields(
    'dns-name-not-found',
    'another resolver knows it',
    sweep([check(URL, {}, unresolved('dns_nxdomain_error'), wire(OTHER, [A])), control()]),
    { severity: 'fail', says: ['168.63.129.16 answers 20.2.2.2', 'exists elsewhere'] },
  ),
  yields(
    'dns-name-not-found',
    'no name at all exists here',
    sweep([
      check(URL, {}, unresolved('dns_nxdomain_error')),
      check('https://b.example', {}, unresolved('dns_nxdomain_error')),
      check('https://c.example', {}, unresolved('dns_nxdomain_error')),
    ]),
    { severity: 'fail', says: ['none of the 3 names', 'reaches no public DNS'] },
  ),
  yields(
    'dns-name-not-found',
    'only getaddrinfo says so',
    sweep([check(URL, {}, lookup([], { fails: 'dns_nxdomain_error' }))]),
    { severity: 'fail', says: ['no server confirmed it'] },
  ),
  spares(
    'dns-name-not-found',
    'the proxy resolves the name, not we',
    sweep([
      check(
        URL,
        { proxy: { scheme: 'http', host: '10.9.9.9', port: 3128, authorization: null } },
        unresolved('dns_nxdomain_error'),
      ),
    ]),
  ),
  spares(
    'dns-name-not-found',
    'the address is pinned',
    sweep([check(URL, { address: A }, unresolved('dns_nxdomain_error'), works(A))]),
  ),
  spares(
    'dns-name-not-found',
    'the name exists without an address',
    sweep([check(URL, {}, unresolved('dns_no_answer', { lookup: 'dns_nxdomain_error' }))]),
  ),
  yields(
    'dns-no-answer',
    'NOERROR and empty, with the end of its alias',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_no_answer', { lookup: 'dns_nxdomain_error', chain: ['end.example'] }),
      ),
    ]),
    { severity: 'fail', says: ['10.0.0.4', 'ends at end.example'] },
  ),
  yields(
    'dns-no-answer',
    'only IPv6 exists',
    sweep([
      check(URL, {}, unresolved('dns_no_answer'), wire(SYSTEM, ['2600::1'], { type: 'AAAA' })),
    ]),
    { severity: 'fail', says: ['only IPv6 exists: 2600::1'] },
  ),
  spares(
    'dns-no-answer',
    'no IPv6 address, and IPv4 works',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        wire(SYSTEM, [], { type: 'AAAA', fails: 'dns_no_answer' }),
        works(A),
      ),
    ]),
  ),
  spares(
    'dns-no-answer',
    'the alias ends in a private link zone',
    sweep([check(URL, {}, unresolved('dns_no_answer', { chain: ['x.privatelink.azurecr.io'] }))]),
  ),
  yields(
    'dns-resolvers-disagree',
    'one server of the system is public, the other private',
    sweep([check(URL, {}, resolves([A]), wire(SECOND, ['10.1.1.1']), works(A))]),
    { severity: 'warn', says: ['the public 20.2.2.2', 'the private 10.1.1.1'] },
  ),
  yields(
    'dns-resolvers-disagree',
    'two private sets without a common address',
    sweep([check(URL, {}, resolves(['10.2.2.2']), wire(SECOND, ['10.1.1.1']), works('10.2.2.2'))]),
    { severity: 'warn' },
  ),
  yields(
    'dns-resolvers-disagree',
    'the resolver asked for comparison does not know the private name',
    sweep([
      check(
        URL,
        {},
        resolves(['10.2.2.2']),
        wire(OTHER, [], { fails: 'dns_nxdomain_error' }),
        works('10.2.2.2'),
      ),
    ]),
    { severity: 'info', says: ['NXDOMAIN'] },
  ),
  spares(
    'dns-resolvers-disagree',
    'public addresses rotate',
    sweep([check(URL, {}, resolves([A]), wire(SECOND, ['20.9.9.9']), works(A))]),
  ),
  yields(
    'dns-resolver-slow',
    'a lookup of two seconds',
    sweep([check(URL, {}, lookup([A], { took: 2000 }), wire(SYSTEM, [A]), works(A))]),
    { severity: 'warn', says: ['2.0 s'], subject: 'the system resolver' },
  ),
  spares(
    'dns-resolver-slow',
    'half a second',
    sweep([check(URL, {}, lookup([A], { took: 500 }), wire(SYSTEM, [A]), works(A))]),
  ),
  spares(
    'dns-resolver-slow',
    'a silent server explains the wait',
    sweep([
      check(
        URL,
        {},
        lookup([A], { took: 5000 }),
        wire(SYSTEM, [], silent),
        wire(SECOND, [A]),
        works(A),
      ),
    ]),
  ),

  spares(
    'dns-name-not-found',
    'a private link zone lacks the record',
    sweep([
      check(
        'https://a.azurecr.io',
        {},
        unresolved('dns_nxdomain_error', { chain: ['a.privatelink.azurecr.io'] }),
      ),
    ]),
  ),
  spares(
    'dns-name-not-found',
    'a zone named after the public suffix hides it',
    sweep([
      check(
        'https://a.azurecr.io',
        {},
        unresolved('dns_nxdomain_error', { soa: 'azurecr.io', mname: 'azureprivatedns.net' }),
      ),
    ]),
  ),
  yields(
    'dns-resolvers-disagree',
    'a pair within the system counts for more',
    sweep([
      check(
        URL,
        {},
        resolves([A]),
        wire(OTHER, ['10.1.1.1']),
        wire(SECOND, ['10.1.1.1']),
        works(A),
      ),
    ]),
    { severity: 'warn' },
  ),
  yields(
    'dns-resolvers-disagree',
    'the application got another answer than the server gives',
    sweep([check(URL, {}, lookup([A]), wire(SYSTEM, ['10.1.1.1']), works(A))]),
    { severity: 'warn', says: ['the system’s lookup'] },
  ),
  spares(
    'dns-resolvers-disagree',
    'the hosts file, not DNS, differs',
    sweep([
      check(
        URL,
        {},
        lookup(['10.7.7.7'], { hosts: ['10.7.7.7'] }),
        wire(SYSTEM, [A]),
        works('10.7.7.7'),
      ),
    ]),
  ),
  spares(
    'dns-resolvers-disagree',
    'private sets that overlap',
    sweep([
      check(
        URL,
        {},
        resolves(['10.2.2.2', '10.2.2.3']),
        wire(SECOND, ['10.2.2.3']),
        works('10.2.2.2'),
      ),
    ]),
  ),
  spares(
    'dns-resolvers-disagree',
    'both say the name does not exist',
    sweep([
      check(
        URL,
        {},
        unresolved('dns_nxdomain_error'),
        wire(SECOND, [], { fails: 'dns_nxdomain_error' }),
      ),
    ]),
  ),
  spares(
    'dns-resolver-slow',
    'the proxy resolves the name, not we',
    sweep([
      check(
        URL,
        VIA_PROXY,
        lookup([A], { took: 3000 }),
        tunnels(),
        secures('app.example'),
        replies('app.example', 200),
      ),
    ]),
  ),
]
