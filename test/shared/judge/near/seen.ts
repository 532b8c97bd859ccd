import type { Evidence } from '../../../../shared/model/evidence.ts'
import { sends } from '../datagram-pieces.ts'
import { check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, resolves, SYSTEM, unresolved, wire } from '../name-pieces.ts'
import {
  certificate,
  greets,
  opens,
  PROXY_ADDRESS,
  replies,
  secures,
  works,
} from '../path-pieces.ts'
import { answers } from '../query-pieces.ts'

const [OUT, SERVER, SECOND] = ['20.50.1.1', '10.1.2.53:53', '10.1.2.54:53']
const SILENT = { fails: 'generic_timeout_error', took: 5000 } as const
const REFUSED = { fails: 'connection_refused' } as const
const BLOCKED = { expect: { reachability: 'blocked' } } as const
const PRIVATE = { expect: { resolution: 'private' } } as const
const NEVER = { tls: { inspected: 'never' } } as const
const BLOB = 'privatelink.blob.core.windows.net'
const STAPP = 'https://stapp.blob.core.windows.net'
const up = [...resolves([OUT]), opens(OUT)]
const OWN = certificate({ serial: 'own', issuer: 'CN=Inspecting Root', names: ['shop.example'] })

type Checks = Parameters<typeof sweep>[0]
const alone = (url: string, ...pieces: Parameters<typeof check>[2][]): Checks => [
  check(url, {}, ...pieces),
]
const silentAt = (url: string, address = OUT) =>
  alone(url, resolves([address]), opens(address, SILENT))
const blob = (address: string, chain: readonly string[] = [`stapp.${BLOB}`]) =>
  [lookup([address]), wire(SYSTEM, [address], { chain })] as const
/** Two servers of the system, each with its end. */
const askedOf = (one: Parameters<typeof wire>[2], other: Parameters<typeof wire>[2] = one) =>
  sweep(
    alone(
      'https://shop.example',
      lookup([], SILENT),
      wire(SERVER, [], one),
      wire(SECOND, [], other),
    ),
    [SERVER, SECOND],
  )

/** Of a name, by the server that the configuration knows. */
const named = (...of: Parameters<typeof check>) => sweep([check(...of)], [SYSTEM])

/** What was seen. */
export const SEEN: Readonly<Record<string, Evidence>> = {
  ...Object.fromEntries(
    [80, 443, 5432, 8080, 8443].map((port) => [
      `silence at port ${port}`,
      sweep(silentAt(`tcp://shop.example:${port}`)),
    ]),
  ),
  'silence at a private address': sweep(silentAt('https://db.corp', '10.1.2.4')),
  'silence at two addresses': sweep(
    alone('https://db.corp', resolves(['10.1.2.4', '10.9.0.4']), [
      opens('10.1.2.4', SILENT),
      opens('10.9.0.4', SILENT),
    ]),
  ),
  'silence at one of two addresses': sweep(
    alone('https://db.corp', resolves(['10.9.0.4', OUT]), opens('10.9.0.4', SILENT), works(OUT)),
  ),
  'silence of an endpoint': named(STAPP, PRIVATE, blob('10.1.2.4'), opens('10.1.2.4', SILENT)),
  'silence of a datagram': sweep(
    alone('udp://sip.example:5060', resolves([OUT]), sends(OUT, SILENT)),
  ),
  'silence of a name': named(STAPP, {}, blob('10.1.2.4'), opens('10.1.2.4', SILENT)),
  'silence of one of two addresses of a name': named(
    STAPP,
    {},
    resolves(['10.1.2.4', '10.1.2.5'], { chain: [`stapp.${BLOB}`] }),
    opens('10.1.2.4', SILENT),
    works('10.1.2.5'),
  ),
  'silence of a datagram to a name': named(
    'udp://stapp.blob.core.windows.net:5060',
    {},
    blob('10.1.2.4'),
    sends('10.1.2.4', SILENT),
  ),
  'silence of all': sweep([
    ...silentAt('https://shop.example'),
    ...silentAt('https://other.example', '20.50.1.2'),
  ]),
  'silence of all that is public': sweep([
    ...silentAt('https://shop.example'),
    ...silentAt('https://other.example', '20.50.1.2'),
    ...alone('https://db.corp', resolves(['10.1.2.8']), works('10.1.2.8')),
  ]),
  'a refusal': named(STAPP, {}, blob('10.1.2.4'), opens('10.1.2.4', REFUSED)),
  'no route': sweep(
    alone('https://shop.example', resolves([OUT]), opens(OUT, { fails: 'host_unreachable' })),
  ),
  'a cut after the hello': sweep(
    alone('https://shop.example', up, secures(OUT, { fails: 'connection_reset', phase: 'sent' })),
  ),
  'status 470': sweep(alone('http://shop.example', up, replies(OUT, 470))),
  ...Object.fromEntries(
    [[OUT], [OUT, '10.9.0.4']].map((addresses) => [
      `an inspecting device, ${addresses.length === 1 ? 'at the only address' : 'and silence at another address'}`,
      sweep([
        check(
          'https://shop.example',
          { expect: NEVER },
          resolves(addresses),
          [opens(OUT), secures(OUT, { chain: [OWN], anchor: 'machine' }), replies(OUT, 200)],
          addresses.slice(1).map((address) => opens(address, SILENT)),
        ),
      ]),
    ]),
  ),
  'what must be blocked is reached': sweep([
    check('https://shop.example', BLOCKED, resolves([OUT]), works(OUT)),
    control(),
  ]),
  'what must be blocked is reached at one of two addresses': sweep([
    check(
      'https://shop.example',
      BLOCKED,
      resolves(['10.9.0.4', OUT]),
      opens('10.9.0.4', SILENT),
      works(OUT),
    ),
    control(),
  ]),
  'silent resolvers': askedOf(SILENT),
  'a silent resolver and one that refuses': askedOf(SILENT, REFUSED),
  'resolvers that are silent over TCP': askedOf({ ...SILENT, over: 'tcp' }),
  'resolvers that are silent and refuse over TCP': askedOf(
    { ...SILENT, over: 'tcp' },
    { ...REFUSED, over: 'tcp' },
  ),
  'a silent resolver, asked for records': sweep(
    [check('dns://shop.example?type=MX', {}, answers([], { ...SILENT, server: SERVER }))],
    [SERVER],
  ),
  ...Object.fromEntries(
    [SILENT, REFUSED].map((how) => [
      `a proxy that ${how === SILENT ? 'is silent' : 'refuses'}`,
      sweep([
        check(
          'https://shop.example',
          VIA_PROXY,
          opens(PROXY_ADDRESS, { ...how, peer: 'proxy', port: 3128 }),
        ),
        control(),
      ]),
    ]),
  ),
  'a public address of an alias': named(STAPP, PRIVATE, blob(OUT), works(OUT)),
  'a public address without an alias': named(STAPP, PRIVATE, blob(OUT, []), works(OUT)),
  'a private address where a public one is expected': named(
    STAPP,
    { expect: { resolution: 'public' } },
    blob('10.1.2.4'),
    works('10.1.2.4'),
  ),
  'an address that is not expected': named(
    STAPP,
    { expect: { addresses: ['10.1.2.9'] } },
    blob('10.1.2.4'),
    works('10.1.2.4'),
  ),
  'an answer from a zone that is not wanted': named(
    STAPP,
    { expect: { zone: `!${BLOB}` } },
    blob('10.1.2.4'),
    works('10.1.2.4'),
  ),
  'a sinkhole': named(STAPP, {}, blob('0.0.0.0', [])),
  'no record of an alias': named(
    STAPP,
    PRIVATE,
    unresolved('dns_nxdomain_error', { chain: [`stapp.${BLOB}`], soa: BLOB }),
  ),
  'no such name': named(STAPP, {}, unresolved('dns_nxdomain_error')),
  'a failing server': named(STAPP, {}, unresolved('dns_servfail_error')),
  'a certificate of another at an endpoint': named(
    STAPP,
    PRIVATE,
    blob('10.1.2.4'),
    opens('10.1.2.4'),
    [secures('10.1.2.4', { fails: 'ssl_invalid_hostname', nameMatches: false })],
  ),
  'a service that saw a public caller': named(
    STAPP,
    PRIVATE,
    blob('10.1.2.4'),
    opens('10.1.2.4'),
    secures('10.1.2.4'),
    [
      replies('10.1.2.4', 403, {
        body: 'Request originated from client IP 20.9.9.9 through public internet.',
      }),
    ],
  ),
  'a database that denies': sweep([
    check('postgres://orders.postgres.database.azure.com', {}, resolves([OUT]), opens(OUT), [
      greets(OUT, {
        error: [
          '28000',
          'no pg_hba.conf entry for host "20.9.9.9", user "x", database "postgres", SSL encryption',
        ],
      }),
    ]),
    control(),
  ]),
  'a service that denies': named(STAPP, {}, blob(OUT, []), opens(OUT), secures(OUT), [
    replies(OUT, 403, {
      headers: { 'x-ms-error-code': 'AuthorizationFailure' },
      body: '<Code>AuthorizationFailure</Code>',
    }),
  ]),
}
