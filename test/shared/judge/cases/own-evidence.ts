import { check, control, sweep } from '../evidence.ts'
import { resolves, unresolved, wire } from '../name-pieces.ts'
import { certificate, opens, replies, secures, works } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const PRIVATE = { expect: { resolution: 'private' } } as const
const A = '20.2.2.2'

const shows = (host: string, names: string[]) =>
  sweep([
    check(`https://${host}`, {}, resolves([A]), [
      opens(A),
      secures(A, {
        ...{ chain: [certificate({ serial: 'other', names })] },
        ...{ nameMatches: false, fails: 'ssl_invalid_hostname' },
      }),
    ]),
  ])
const page = (host: string, status: number, body: string) =>
  sweep([
    check(`https://${host}`, {}, resolves([A]), [
      opens(A),
      secures(A),
      replies(A, status, { headers: { 'content-type': 'text/html' }, body }),
    ]),
  ])

/** Causes that the target's own evidence refutes. */
export const REFUTED_BY_ITSELF: readonly Case[] = [
  yields(
    'tcp-unreachable',
    'an IPv4 address: whether the host has IPv6 explains nothing',
    sweep([
      check('https://app.example', {}, resolves([A]), opens(A, { fails: 'host_unreachable' })),
      control(),
    ]),
    { severity: 'fail', says: ['rejects with ICMP'], never: ['IPv6'] },
  ),
  yields(
    'tls-name-mismatch',
    'a wildcard stands for one label',
    shows('a.b.contoso.example', ['*.contoso.example']),
    { severity: 'fail', says: ['exactly one label'], never: ['another service'] },
  ),
  yields(
    'tls-name-mismatch',
    'no privatelink name was used',
    shows('app.example', ['*.other.example']),
    { severity: 'fail', says: ['another service'], never: ['privatelink', 'one label'] },
  ),
  yields(
    'probe-fault',
    'a connection that the host forbids is no want of sockets',
    sweep([
      check('https://app.example', {}, resolves([A]), [
        opens(A, { fails: 'permission_denied', raw: 'EPERM' }),
      ]),
      control(),
    ]),
    { severity: 'inconclusive', says: ['local firewall'], never: ['limits.concurrency', 'a bug'] },
  ),
  yields(
    'http-service-stopped',
    'a container app is not started as a site is',
    page(
      'orders.happy-1.westeurope.azurecontainerapps.io',
      404,
      '<title>Azure Container App - Unavailable</title>',
    ),
    { severity: 'warn', says: ['containerapp'], never: ['az webapp'] },
  ),
  yields(
    'http-gateway-cannot-reach-service',
    'HTTP.sys runs on the machine of the service',
    page(
      'app.example',
      503,
      '<h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p>',
    ),
    {
      severity: 'warn',
      says: ['HTTP.sys', 'application pool'],
      never: ['behind it', 'backend health'],
    },
  ),
  yields(
    'http-denied-by-service',
    'a sentence begins with a capital',
    page('shop.example', 403, '<center>Microsoft-Azure-Application-Gateway/v2</center>'),
    { severity: 'fail', says: ['The web application firewall of'] },
  ),
  yields(
    'dns-name-not-found',
    'an instance of Cloud SQL behind an endpoint has no public name',
    sweep([
      check(
        'postgres://abc.def.europe-west1.sql.goog',
        PRIVATE,
        unresolved('dns_nxdomain_error', { soa: 'goog' }),
      ),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['--dns-name=europe-west1.sql.goog.', '"abc.def.europe-west1.sql.goog."'],
      never: ['typing error'],
    },
  ),
  yields(
    'dns-no-private-endpoint',
    'the public endpoint of a managed instance is public by design',
    sweep([
      check('sqlserver://mi.public.a1b2.database.windows.net:3342', PRIVATE, resolves([A])),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['by design', 'Use mi.a1b2.database.windows.net on port 1433'],
      never: ['Create a private endpoint'],
    },
  ),
  yields(
    'dns-resolver-unreachable',
    'one question without a reply is one question',
    sweep(
      [
        check(
          'https://app.example',
          {},
          ...[resolves([A]), works(A)],
          wire('10.0.0.5:53', [], { fails: 'generic_timeout_error', took: 5000 }),
        ),
      ],
      ['10.0.0.4:53', '10.0.0.5:53'],
    ),
    { severity: 'warn', says: ['did not reply to the one question'], never: ['(s)'] },
  ),
]

const expecting = (status: number) =>
  sweep([
    check('https://app.example', { expect: { http: { status: [200] } } }, resolves([A]), [
      ...[opens(A), secures(A)],
      replies(A, status, { headers: { 'content-type': 'application/json' }, body: '{}' }),
    ]),
  ])

/** A status that is not expected says itself whose matter it is. */
export const BY_STATUS: readonly Case[] = [
  [401, 'credentials', 'fault of its own'],
  [404, 'does not have this path', 'fault of its own'],
  [429, 'how often', 'fault of its own'],
  [500, 'fault of its own', 'permission'],
].map(([status, says, never]) =>
  yields('http-status-unexpected', `${status} by itself`, expecting(Number(status)), {
    ...{ severity: 'fail', says: [`${says}`], never: [`${never}`] },
  }),
)
