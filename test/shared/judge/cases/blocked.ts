import { check, control, proxiedControl, sweep, VIA_PROXY } from '../evidence.ts'
import { OTHER, resolves, unresolved, wire } from '../name-pieces.ts'
import { certificate, opens, replies, secures, tunnels, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://www.example.org'
const A = '20.2.2.2'
const B = '20.3.3.3'
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

/** Targets that must be blocked, and what came of it. */
export const BLOCKED_CASES: readonly Case[] = [
  yields(
    'reachable-but-must-be-blocked',
    'the service answers',
    sweep([blocked(URL, resolves([A]), works(A)), control()]),
    {
      severity: 'fail',
      says: ['status 200'],
      subject: 'www.example.org:443',
    },
  ),
  ...[
    [A, B],
    [B, A],
  ].map(([open = A, shut = B]) =>
    yields(
      'reachable-but-must-be-blocked',
      `${open} leaks, and of ${shut} nothing is proven`,
      sweep([
        blocked(
          URL,
          resolves([A, B]),
          opens(open),
          secures(open),
          replies(open, 200),
          opens(shut, { fails: 'interrupted' }),
        ),
        control(),
      ]),
      { severity: 'fail', says: [open] },
    ),
  ),
  yields(
    'reachable-but-must-be-blocked',
    'one address of two leaks',
    sweep([blocked(URL, resolves([A, '2600::1']), opens(A, silent), works('2600::1')), control()]),
    {
      severity: 'fail',
      says: ['2600::1'],
    },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'two addresses leak, seen by turns',
    sweep([
      blocked(
        URL,
        resolves([A, B]),
        ...[opens(A), opens(B), secures(A), secures(B), replies(A, 200), replies(B, 200)],
      ),
      control(),
    ]),
    { severity: 'fail' },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'TLS completes with a trusted certificate',
    sweep([blocked('tls://db.example:5432', resolves([A]), opens(A), secures(A)), control()]),
    { severity: 'fail' },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'a database port accepts',
    sweep([blocked('tcp://db.example:5432', resolves([A]), opens(A)), control()]),
    { severity: 'fail', says: ['port 5432'] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'a name that must not resolve does',
    sweep([blocked('dns://www.example.org', resolves([A])), control()]),
    { severity: 'fail', says: [A] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'TLS was trusted, though the request got no answer',
    sweep([blocked(URL, resolves([A]), opens(A), secures(A), replies(A, 0, silent)), control()]),
    { severity: 'fail' },
  ),
  spares(
    'reachable-but-must-be-blocked',
    'a block page answers',
    sweep([blocked('http://www.example.org', resolves([A]), opens(A), replies(A, 470)), control()]),
  ),
  spares('reachable-but-must-be-blocked', 'it need not be blocked', sweep([control()])),
  yields(
    'blocked-as-wanted',
    'dropped',
    sweep([blocked(URL, resolves([A]), opens(A, silent)), control()]),
    { severity: 'info', says: ['by the network', A, 'control.example was reached'] },
  ),
  yields(
    'blocked-as-wanted',
    'refused',
    sweep([blocked(URL, resolves([A]), opens(A, { fails: 'connection_refused' })), control()]),
    { severity: 'info', says: ['by the network'] },
  ),
  yields(
    'blocked-as-wanted',
    'cut by name',
    sweep([
      blocked(
        URL,
        resolves([A]),
        opens(A),
        secures(A, { phase: 'sent', fails: 'connection_reset' }),
      ),
      control(),
    ]),
    { severity: 'info', says: ['by the name filter'] },
  ),
  yields(
    'blocked-as-wanted',
    'sinkholed',
    sweep([
      blocked(URL, resolves(['0.0.0.0']), opens('0.0.0.0', { fails: 'connection_refused' })),
      control(),
    ]),
    { severity: 'info', says: ['by the name:'] },
  ),
  yields(
    'blocked-as-wanted',
    'the name is hidden here and known elsewhere',
    sweep([blocked(URL, unresolved('dns_nxdomain_error'), wire(OTHER, [A])), control()]),
    { severity: 'info', says: ['by the name:', '168.63.129.16 knows it'] },
  ),
  yields(
    'blocked-as-wanted',
    'a block page',
    sweep([blocked('http://www.example.org', resolves([A]), opens(A), replies(A, 470)), control()]),
    { severity: 'info', says: ['by the block page'] },
  ),
  yields(
    'blocked-as-wanted',
    'plain HTTP is cut',
    sweep([
      blocked(
        'http://www.example.org',
        resolves([A]),
        opens(A),
        replies(A, 0, { fails: 'connection_reset' }),
      ),
      control(),
    ]),
    { severity: 'info', says: ['by the name filter'] },
  ),
  yields(
    'blocked-as-wanted',
    'a perimeter',
    sweep([
      blocked(
        URL,
        resolves([A]),
        opens(A),
        secures(A),
        replies(A, 403, { body: 'VPC_SERVICE_CONTROLS' }),
      ),
      control(),
    ]),
    { severity: 'info', says: ['rules of the perimeter'] },
  ),
  yields(
    'blocked-as-wanted',
    'the proxy denies',
    sweep([viaProxy(tunnels({ fails: 'proxy_denied', status: 403 })), proxiedControl()]),
    { severity: 'info', says: ['by the proxy', 'ok.example was reached'] },
  ),
  yields(
    'blocked-as-wanted',
    'a firewall behind the proxy',
    sweep([
      viaProxy(tunnels({ fails: 'proxy_upstream_failure', status: 503, body: 'ERR_CONNECT_FAIL' })),
      proxiedControl(),
    ]),
    { severity: 'info', says: ['behind the proxy'] },
  ),
  spares(
    'blocked-as-wanted',
    'no positive control',
    sweep([blocked(URL, resolves([A]), opens(A, silent))]),
  ),
  spares(
    'blocked-as-wanted',
    'it answers',
    sweep([blocked(URL, resolves([A]), works(A)), control()]),
  ),

  yields(
    'reachable-but-must-be-blocked',
    'through the proxy, whatever our own DNS says',
    sweep([
      viaProxy(
        unresolved('dns_nxdomain_error'),
        tunnels(),
        secures('www.example.org'),
        replies('www.example.org', 200),
      ),
      proxiedControl(),
    ]),
    { severity: 'fail' },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'a page behind an unknown certificate',
    sweep([blocked(URL, resolves([A]), opens(A), secures(A, unknown), replies(A, 200)), control()]),
    { severity: 'fail' },
  ),
]
