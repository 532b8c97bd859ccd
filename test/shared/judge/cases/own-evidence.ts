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

/** A name that must be blocked, some of whose addresses are. */
const leaks = (blocked: readonly string[], open: string) =>
  check(
    'https://www.example.org',
    { expect: { reachability: 'blocked' } },
    resolves([...blocked, open]),
    blocked.map((address) => opens(address, { fails: 'generic_timeout_error', took: 5000 })),
    works(open),
  )

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
    'tls-intercepted',
    'inspection is allowed already, and its root is what is missing',
    sweep(
      ['management.azure.com', 'login.microsoftonline.com'].map((host, at) =>
        check(
          `https://${host}`,
          { expect: { tls: { inspected: 'allowed' } } },
          resolves([`20.2.2.${at + 1}`]),
          [
            opens(`20.2.2.${at + 1}`),
            secures(`20.2.2.${at + 1}`, {
              chain: [
                certificate({ serial: host, issuer: 'CN=Contoso Inspection', names: [host] }),
              ],
              ...{
                fails: 'ssl_unknown_authority',
                verification: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
              },
            }),
          ],
        ),
      ),
    ),
    { severity: 'fail', says: ['Add the device’s root'], never: ['expect.tls.inspected'] },
  ),
  yields(
    'tls-not-spoken',
    'nobody asked for STARTTLS',
    sweep([
      check('https://app.example', {}, resolves([A]), [
        opens(A),
        secures(A, { phase: 'answered', fails: 'ssl_not_spoken', raw: 'it answers HTTP' }),
      ]),
      control(),
    ]),
    { severity: 'fail', says: ['serves plain text'], never: ['mail inspection'] },
  ),
  yields(
    'tcp-refused',
    'a private endpoint that refuses: its record is to be compared',
    sweep([
      check(
        'https://kv.vault.azure.net',
        PRIVATE,
        resolves(['10.1.0.9'], { chain: ['kv.privatelink.vaultcore.azure.net'] }),
        opens('10.1.0.9', { fails: 'connection_refused' }),
      ),
      control(),
    ]),
    { severity: 'fail', says: ['Compare the record'] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'by IPv6 alone',
    sweep([leaks(['20.2.2.2'], '2620:100::1'), control()]),
    { severity: 'fail', says: ['20.2.2.2 of the same name is blocked', 'do not hold for IPv6'] },
  ),
  yields(
    'reachable-but-must-be-blocked',
    'by one of two addresses',
    sweep([leaks(['20.2.2.2'], '20.2.2.3'), control()]),
    { severity: 'fail', says: ['does not hold 20.2.2.3'], never: ['IPv6'] },
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

/** Names that another server knows, or that public DNS cannot. */
export const NAMES_BESIDE: readonly Case[] = [
  yields(
    'dns-name-not-found',
    'a second server knows the name, so it is spelt right',
    sweep([
      check('https://shop.contoso.test', {}, [
        ...unresolved('dns_nxdomain_error', { soa: 'contoso.test' }),
        wire('8.8.8.8:53', ['20.5.5.5']),
      ]),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['forward shop.contoso.test', 'to 8.8.8.8', 'the zone contoso.test there'],
      never: ['spelling', 'ask a second resolver'],
    },
  ),
  yields(
    'dns-name-not-found',
    'the root says no: the name is internal, or misspelt',
    sweep([
      check('https://erp.corp', {}, unresolved('dns_nxdomain_error', { soa: '.' })),
      control(),
    ]),
    {
      severity: 'fail',
      says: ['no names below “corp”', 'have 10.0.0.4 forward its zone'],
      never: ['a zone of this network holds', 'forwards nothing to public DNS'],
    },
  ),
]
