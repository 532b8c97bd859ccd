import { check, control, proxiedControl, sweep, VIA_PROXY } from '../evidence.ts'
import { resolves, unresolved } from '../name-pieces.ts'
import { certificate, opens, replies, secures, tunnels } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://www.example.org'
const A = '20.2.2.2'
const BLOCKED = { expect: { reachability: 'blocked' } } as const
const blocked = (url: string, ...pieces: Parameters<typeof check>[2][]) =>
  check(url, BLOCKED, ...pieces)
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const inspected = certificate({ serial: 'inspected', issuer: 'CN=Corp CA' })
const unknown = {
  chain: [inspected],
  fails: 'ssl_unknown_authority',
  verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
} as const
const viaProxy = (...pieces: Parameters<typeof check>[2][]) =>
  check(URL, { ...VIA_PROXY, ...BLOCKED }, ...pieces)

/** Targets that must be blocked, and were neither reached nor shown to be blocked. */
export const NOT_PROVEN_CASES: readonly Case[] = [
  yields(
    'blocked-not-proven',
    'the name does not exist: perhaps a typing error',
    sweep([blocked(URL, unresolved('dns_nxdomain_error')), control()]),
    { severity: 'inconclusive', says: ['typing error', 'misspelt'], never: ['Keep a target'] },
  ),
  yields(
    'blocked-not-proven',
    'the resolver is dead',
    sweep([
      blocked(URL, unresolved('generic_timeout_error', { lookup: 'dns_temporary_failure' })),
      control(),
    ]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'dropped, and nothing else was reached',
    sweep([blocked(URL, resolves([A]), opens(A, silent))]),
    {
      severity: 'inconclusive',
      says: ['nothing else was reached directly', 'Keep a target'],
      never: ['misspelt'],
    },
  ),
  yields(
    'blocked-not-proven',
    'dropped, and only the proxy reached others',
    sweep([blocked(URL, resolves([A]), opens(A, silent)), proxiedControl()]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'the sandbox forbids the connection',
    sweep([blocked(URL, resolves([A]), opens(A, { fails: 'permission_denied' })), control()]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'a firewall accepts TCP on 443 for everybody',
    sweep([blocked('tcp://www.example.org:443', resolves([A]), opens(A)), control()]),
    {
      severity: 'inconclusive',
      says: ['check it with https://', 'accepts TCP for every server'],
      never: ['misspelt'],
    },
  ),
  yields(
    'blocked-not-proven',
    'an unknown certificate: the service or a device',
    sweep([
      blocked('tls://www.example.org:443', resolves([A]), opens(A), secures(A, unknown)),
      control(),
    ]),
    { severity: 'inconclusive', says: ['inspects'] },
  ),
  yields(
    'blocked-not-proven',
    '403 behind an unknown certificate',
    sweep([blocked(URL, resolves([A]), opens(A), secures(A, unknown), replies(A, 403)), control()]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'the proxy wants credentials',
    sweep([viaProxy(tunnels({ fails: 'proxy_auth_required', status: 407 })), proxiedControl()]),
    { severity: 'inconclusive', says: ['407', 'way through the proxy'], never: ['misspelt'] },
  ),
  yields(
    'blocked-not-proven',
    'the proxy does not find the name',
    sweep([
      viaProxy(tunnels({ fails: 'proxy_upstream_failure', status: 503, body: 'ERR_DNS_FAIL' })),
      proxiedControl(),
    ]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'the probe broke',
    sweep([check(URL, { ...BLOCKED, ending: 'fault' }), control()]),
    { severity: 'inconclusive' },
  ),
  spares(
    'blocked-not-proven',
    'time ran out: another code',
    sweep([check(URL, { ...BLOCKED, ending: 'not-started' }), control()]),
  ),
  spares(
    'blocked-not-proven',
    'dropped beside a control',
    sweep([blocked(URL, resolves([A]), opens(A, silent)), control()]),
  ),
  yields(
    'blocked-not-proven',
    'a failure without a name',
    sweep([
      blocked(
        URL,
        resolves([A]),
        opens(A),
        secures(A, unknown),
        replies(A, 0, { fails: 'unknown_failure' }),
      ),
      control(),
    ]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'the other target got a block page, and is no control',
    sweep([
      blocked(URL, resolves([A]), opens(A, silent)),
      check('http://b.example', {}, resolves([A]), opens(A), replies(A, 470)),
    ]),
    { severity: 'inconclusive' },
  ),
  yields(
    'blocked-not-proven',
    'the other target shows an untrusted certificate, and is no control',
    sweep([
      blocked(URL, resolves([A]), opens(A, silent)),
      check('tls://b.example:443', {}, resolves([A]), opens(A), secures(A, unknown)),
    ]),
    { severity: 'inconclusive' },
  ),
]
