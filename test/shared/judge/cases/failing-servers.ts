import { check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, SYSTEM, wire } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.1.1.1'
const DOT = 'tls://10.0.0.9#dns.corp.example'
const DOH = 'https://10.0.0.9/dns-query'
const IN_CLEAR = ['UDP', 'AzurePlatformDNS', 'forwarder']

/** A target whose own DNS server ends so; the application gets its address. */
const asked = (server: string, how: Parameters<typeof wire>[2]) =>
  sweep([
    check(
      URL,
      {},
      [lookup([A]), wire(SYSTEM, [A]), wire(server, [], how)],
      [opens(A), secures(A), replies(A, 200)],
    ),
    control(),
  ])
const ends = (
  name: string,
  server: string,
  how: Parameters<typeof wire>[2],
  says: readonly string[],
) =>
  yields(
    how?.fails === 'connection_refused' || how?.fails === 'eof_error'
      ? 'dns-resolver-unreachable'
      : 'dns-server-failure',
    name,
    asked(server, how),
    { severity: 'warn', says, never: IN_CLEAR },
  )

/** DNS servers over TLS and HTTPS, by the layer in which they fail. */
export const SECURE_SERVER_CASES: readonly Case[] = [
  ends(
    'another name in the certificate',
    DOT,
    { fails: 'dns_server_untrusted', raw: 'it is for other names' },
    ['dns.corp.example', 'behind #', '`ca`'],
  ),
  ends(
    'a page of a filter',
    DOH,
    { fails: 'dns_server_misbehaving', raw: 'HTTP: status 403, text/html' },
    ['/dns-query', '403', 'let in'],
  ),
  ends('a closed port', DOT, { fails: 'connection_refused', raw: 'connection: ECONNREFUSED' }, [
    'Open TCP 853',
  ]),
  ends('hangs up after the question', DOT, { fails: 'eof_error', raw: 'answer over TLS: closed' }, [
    'does not answer as DNS over TLS',
  ]),
  ends(
    'no TLS at the port',
    'tls://10.0.0.9:8053',
    { fails: 'dns_server_misbehaving', raw: 'TLS handshake: WRONG_VERSION_NUMBER' },
    ['TCP 8053', 'speaks no TLS'],
  ),
]

const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const gaveUp = { fails: 'dns_temporary_failure', took: 10_000 } as const

/** DNS servers that give no reply, by whose they are. */
export const SILENT_SERVER_CASES: readonly Case[] = [
  yields(
    'dns-resolver-unreachable',
    'an own server: nothing of the platform’s',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], silent))]),
    {
      severity: 'inconclusive',
      says: ['UDP and TCP 53'],
      never: ['168.63.129.16', 'AzurePlatformDNS'],
    },
  ),
  yields(
    'dns-resolver-unreachable',
    'the port of an own server is closed',
    sweep([check(URL, {}, lookup([], gaveUp), wire(SYSTEM, [], { fails: 'connection_refused' }))]),
    { severity: 'inconclusive', says: ['Nothing serves DNS at port 53 of that host'] },
  ),
  yields(
    'dns-resolver-unreachable',
    'the resolver of this machine',
    sweep(
      [check(URL, {}, lookup([], gaveUp), wire('127.0.0.53:53', [], silent))],
      ['127.0.0.53:53'],
    ),
    { severity: 'inconclusive', says: ['systemd-resolved'], never: ['security group', 'firewall'] },
  ),
  yields(
    'dns-resolver-unreachable',
    'the platform’s server',
    sweep([check(URL, {}, lookup([], gaveUp), wire(OTHER, [], silent))], [OTHER]),
    { severity: 'inconclusive', says: ['AzurePlatformDNS'], never: ['dig', 'is old'] },
  ),
]
