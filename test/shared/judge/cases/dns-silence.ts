import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire, zoned } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const VAULT = 'https://kv.vault.azure.net'
const PRIVATE = { expect: { resolution: 'private' } } as const
const A = '20.2.2.2'
const IN = '10.1.0.5'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const gaveUp = { fails: 'dns_temporary_failure', took: 10_000 } as const

/** What a server says of the name that the search list made. */
const searched = (domain: string, addresses: readonly string[]): Piece => {
  return (target) => wire(SYSTEM, addresses)({ ...target, host: `${target.host}.${domain}` })
}

/** Servers that are silent about a name, about a type, or dead; names of the search list; zones expected. */
export const DNS_SILENCE_CASES: readonly Case[] = [
  yields(
    'dns-name-unanswered',
    'the server answers another name of the sweep',
    sweep([check(VAULT, PRIVATE, lookup([], gaveUp), wire(SYSTEM, [], silent)), control()]),
    {
      severity: 'fail',
      says: ['10.0.0.4 gives no reply for kv.vault.azure.net', 'control.example', '168.63.129.16'],
      never: ['35.199.192.0'],
    },
  ),
  yields(
    'dns-name-unanswered',
    'the server answers for the root',
    sweep([
      check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], silent), zoned(SYSTEM, '.', { of: '.' })),
    ]),
    { severity: 'fail', says: ['1 of 2'], never: ['168.63.129.16'] },
  ),
  spares(
    'dns-name-unanswered',
    'the server is silent about everything',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], silent))]),
  ),
  spares(
    'dns-resolver-unreachable',
    'the server answers another name of the sweep',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], silent)), control()]),
  ),
  yields(
    'dns-resolver-unreachable',
    'the first server is dead, and the lookup gave up before it asked the second',
    sweep([
      check(
        URL,
        {},
        lookup([], { fails: 'generic_timeout_error', took: 12_000 }),
        wire(SECOND, [], silent),
        wire(SYSTEM, [A]),
        works(A),
      ),
    ]),
    {
      severity: 'fail',
      says: ['10.0.0.5 did not reply to the one question asked of it', 'gave up after 12.0 s'],
    },
  ),
  yields(
    'dns-aaaa-unanswered',
    'A is answered, AAAA never, and the lookup fails',
    sweep([
      check(
        URL,
        {},
        lookup([], gaveUp),
        wire(SYSTEM, [A]),
        wire(SYSTEM, [], { ...silent, type: 'AAAA' }),
      ),
    ]),
    { severity: 'fail', says: ['answers A for app.example and not AAAA', 'after 10.0 s'] },
  ),
  yields(
    'dns-aaaa-unanswered',
    'A is answered, AAAA is garbage, and the lookup waits',
    sweep([
      check(
        URL,
        {},
        lookup([A], { took: 5000 }),
        wire(SYSTEM, [A]),
        wire(SYSTEM, [], { fails: 'dns_server_misbehaving', type: 'AAAA' }),
        works(A),
      ),
    ]),
    { severity: 'warn', says: ['took 5.0 s'] },
  ),
  spares(
    'dns-aaaa-unanswered',
    'there is no IPv6 address, and the server says so',
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
    'dns-aaaa-unanswered',
    'the server is silent about both',
    sweep([
      check(
        URL,
        {},
        lookup([A]),
        wire(SECOND, [A]),
        wire(SYSTEM, [], silent),
        wire(SYSTEM, [], { ...silent, type: 'AAAA' }),
        works(A),
      ),
    ]),
  ),
  yields(
    'dns-search-list-used',
    'a wildcard in the search domain answers for a name that does not exist',
    sweep([
      check(
        URL,
        {},
        lookup([A]),
        wire(SYSTEM, [], { fails: 'dns_nxdomain_error' }),
        searched('corp.example', [A]),
        works(A),
      ),
    ]),
    { severity: 'warn', says: ['app.example.corp.example', 'NXDOMAIN'], subject: 'corp.example' },
  ),
  spares(
    'dns-search-list-used',
    'the name itself has the address, and the wildcard too',
    sweep([check(URL, {}, resolves([A]), searched('corp.example', [A]), works(A))]),
  ),
  spares(
    'dns-search-list-used',
    'the longer name has other addresses',
    sweep([
      check(
        URL,
        {},
        lookup([A]),
        wire(SYSTEM, ['20.2.2.9']),
        searched('corp.example', [IN]),
        works(A),
      ),
    ]),
  ),
  yields(
    'dns-server-failure',
    'an alias loop on the wire, whatever the lookup makes of it',
    sweep([
      check(
        URL,
        {},
        lookup([], { fails: 'dns_nxdomain_error' }),
        wire(SYSTEM, [], { fails: 'dns_server_misbehaving', raw: 'CNAME loop' }),
      ),
    ]),
    { severity: 'fail', says: ['lead in a circle', 'alias loop'], never: ['typing'] },
  ),
  yields(
    'dns-name-not-found',
    'the alias is there, and what it leads to is gone',
    sweep([
      check(URL, {}, unresolved('dns_nxdomain_error', { chain: ['gone.example'] })),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['leads to gone.example', 'deleted'],
      never: ['typing', 'spelling'],
      subject: 'gone.example',
    },
  ),
  yields(
    'dns-no-answer',
    'rebind protection where a private address is expected',
    sweep([check(VAULT, PRIVATE, unresolved('dns_no_answer'), wire(OTHER, [IN]))]),
    {
      severity: 'fail',
      says: ['rebind protection', '168.63.129.16 answers the private 10.1.0.5'],
      never: ['wildcard'],
    },
  ),
  yields(
    'dns-resolvers-disagree',
    'the one server contradicts itself',
    sweep([check(VAULT, PRIVATE, lookup([IN]), wire(SYSTEM, [A]), works(IN))], [SYSTEM]),
    {
      severity: 'fail',
      says: ['from one question to the next', 'above 4 s'],
      never: ['both servers'],
    },
  ),
  yields(
    'dns-resolvers-disagree',
    'the answer in use fails, and that of another server accepts',
    sweep([
      check(
        URL,
        {},
        lookup([A]),
        wire(SYSTEM, [A]),
        wire(SECOND, ['20.9.9.9']),
        opens(A, silent),
        works('20.9.9.9'),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['20.9.9.9 does (tried)'] },
  ),
  yields(
    'dns-zone-unexpected',
    'an alias of the zone that leads out of it, to another zone',
    sweep([
      check(
        URL,
        { expect: { zone: 'right.example' } },
        resolves([IN], { chain: ['app.wrong.example'] }),
        zoned(SYSTEM, 'wrong.example', { of: 'app.wrong.example' }),
        works(IN),
      ),
    ]),
    {
      severity: 'fail',
      says: ['must be answered from right.example', 'the zone wrong.example answered'],
    },
  ),
  yields(
    'dns-zone-unexpected',
    'the zone that must not answer',
    sweep([
      check(
        URL,
        { expect: { zone: '!old.example' } },
        resolves([IN], { chain: ['app.old.example'] }),
        works(IN),
      ),
    ]),
    { severity: 'fail', says: ['must not be answered from old.example'] },
  ),
  spares(
    'dns-zone-unexpected',
    'the alias leads into the zone',
    sweep([
      check(
        URL,
        { expect: { zone: 'right.example' } },
        resolves([IN], { chain: ['app.right.example'] }),
        works(IN),
      ),
    ]),
  ),
  spares(
    'dns-zone-unexpected',
    'a zone of the one name where the table’s zone is the default',
    sweep([
      check(
        VAULT,
        { expect: { resolution: 'private', zone: 'privatelink.vaultcore.azure.net' } },
        resolves([IN]),
        zoned(SYSTEM, 'kv.vault.azure.net'),
        works(IN),
      ),
    ]),
  ),
  spares(
    'dns-zone-unexpected',
    'the proxy resolves the name',
    sweep([check(URL, { ...VIA_PROXY, expect: { zone: 'right.example' } }, resolves([A]))]),
  ),
]
