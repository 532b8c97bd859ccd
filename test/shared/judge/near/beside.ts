import type { Near } from '../cases/case.ts'
import { sends } from '../datagram-pieces.ts'
import { type Checked, check, control, sweep } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import { certificate, opens, replies, secures, works } from '../path-pieces.ts'

const URL = 'https://app.example'
const [A, B] = ['20.2.2.2', '20.2.2.3']
const BLOCKED = { expect: { reachability: 'blocked' } } as const
const PRIVATE = { expect: { resolution: 'private' } } as const
const SILENT = { fails: 'generic_timeout_error', took: 5000 } as const
const ALIAS = 'kv.privatelink.vaultcore.azure.net'
const OWN = certificate({ serial: 'own', issuer: 'CN=Inspecting Root', names: ['app.example'] })
const ROOT = certificate({
  ...{ serial: 'root', subject: 'CN=Inspecting Root', issuer: 'CN=Inspecting Root' },
  ...{ selfSigned: true, ca: true },
})
const UNKNOWN: Parameters<typeof secures>[1] = {
  fails: 'ssl_unknown_authority',
  verification: 'SELF_SIGNED_CERT_IN_CHAIN',
  chain: [OWN, ROOT],
}

const silent = (host: string, address: string) =>
  check(`https://${host}`, {}, resolves([address]), opens(address, SILENT))
const inspected = (host: string, address: string) =>
  check(
    `https://${host}`,
    {},
    resolves([address]),
    opens(address),
    secures(address, UNKNOWN),
    replies(address, 200),
  )
const cut = { fails: 'connection_reset', phase: 'sent' } as const
const name = (...pieces: Parameters<typeof check>[2][]) => [check(URL, {}, ...pieces), control()]
const clock = (host: string, offset: number, leap = 0) =>
  check(`ntp://${host}`, {}, resolves([A]), sends(A, { ntp: { offset, leap } }))

function near(what: string, checks: readonly Checked[], systemResolvers?: readonly string[]): Near {
  return { name: what, evidence: sweep(checks, systemResolvers) }
}

/** Evidence that differs in one thing beside what fails; what is told of it differs, or must not. */
export const BESIDE: readonly Near[] = [
  ...[
    [A, B],
    [B, A],
  ].map((order) =>
    near(`two silent addresses, in either order: ${order.join(' ')}`, [
      check(
        URL,
        {},
        resolves(order),
        order.map((a) => opens(a, SILENT)),
      ),
      control(),
    ]),
  ),
  near('blocked, beside what was reached', [
    check(URL, BLOCKED, resolves([A]), opens(A, SILENT)),
    control(),
  ]),
  near('blocked, beside what a device may have answered', [
    check(URL, BLOCKED, resolves([A]), opens(A, SILENT)),
    inspected('other.example', '20.3.3.3'),
  ]),
  near('an address is given, and a private one expected of the name', [
    check(URL, { ...PRIVATE, address: A }, resolves([B]), works(A)),
  ]),
  near('an address is given, and nothing expected of the name', [
    check(URL, { address: A }, resolves([B]), works(A)),
  ]),
  ...['localhost', 'app.localhost', 'app.localhost.example'].map((host) =>
    near(`${host} leads to this machine`, [
      check(`https://${host}`, {}, resolves(['127.0.0.1']), works('127.0.0.1')),
    ]),
  ),
  near('two names at one silent address', [silent('a.example', A), silent('b.example', A)]),
  near('two names at two silent addresses', [silent('a.example', A), silent('b.example', B)]),
  near('two names at two silent addresses, while a datagram came back', [
    silent('a.example', A),
    silent('b.example', B),
    check('udp://sip.example:5060', {}, resolves(['20.4.4.4']), sends('20.4.4.4')),
  ]),
  near('a server whose one question was broken off', [
    check(
      URL,
      {},
      lookup([A]),
      wire(SYSTEM, [], { fails: 'interrupted' }),
      wire(SECOND, [A]),
      works(A),
    ),
    control(),
  ]),
  near('a server that was silent to its one question', [
    check(URL, {}, lookup([A]), wire(SYSTEM, [], SILENT), wire(SECOND, [A]), works(A)),
  ]),
  ...['20.3.3.3', '10.3.3.3', '199.36.153.5'].map((address) =>
    near(`an unknown authority here, and at ${address}`, [
      inspected('app.example', A),
      inspected('other.example', address),
    ]),
  ),
  ...[0, 3].map((leap) =>
    near(`three clocks are off, that of two with leap ${leap}`, [
      clock('a.example', 9000),
      clock('b.example', 9000, leap),
      clock('c.example', 9000, leap),
    ]),
  ),
  ...[[OTHER], [OTHER, SYSTEM]].map((servers) =>
    near(
      `the zone is not used by ${servers.join(' and ')}`,
      [
        check(
          'https://kv.vault.azure.net',
          PRIVATE,
          lookup([A]),
          servers.map((server) => wire(server, [A], { chain: [ALIAS] })),
          works(A),
        ),
      ],
      servers,
    ),
  ),
  near('a question that was answered, and broken off when it was put again', [
    check(
      URL,
      {},
      unresolved('dns_nxdomain_error'),
      wire(SYSTEM, [], { fails: 'interrupted', attempt: 2 }),
    ),
    control(),
  ]),
  near('a connection that was refused, and broken off when it was tried again', [
    check(
      URL,
      {},
      resolves([A]),
      opens(A, { fails: 'connection_refused' }),
      opens(A, { fails: 'interrupted', attempt: 2, at: 30 }),
    ),
    control(),
  ]),
  near(
    'one server knows no address',
    name(lookup([A]), wire(SYSTEM, [A]), wire(SECOND, [], { fails: 'dns_no_answer' }), works(A)),
  ),
  near(
    'no server knows an IPv6 address',
    name(
      lookup([A]),
      wire(SYSTEM, [A]),
      wire(SYSTEM, [], { fails: 'dns_no_answer', type: 'AAAA' }),
      works(A),
    ),
  ),
  near(
    'a name is cut at one address and passes at another',
    name(resolves([A, B]), opens(A), secures(A, cut), opens(B), secures(B), replies(B, 200)),
  ),
  near('a name is cut and passes at one address', [
    ...name(resolves([A]), opens(A), secures(A, cut)),
    check('tls://app.example:443', {}, resolves([A]), opens(A), secures(A)),
  ]),
  ...[443, 8443].map((port) =>
    near(`a connection is silent at port 443, another of the address opens at ${port}`, [
      silent('app.example', A),
      check(`tcp://${A}:${port}`, {}, opens(A)),
      control(),
    ]),
  ),
]
