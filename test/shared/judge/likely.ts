import type { FailureCode } from '../../../shared/failure/table.ts'
import type { Evidence } from '../../../shared/model/evidence.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { sends } from './datagram-pieces.ts'
import { type Checked, check, control, sweep, VIA_PROXY } from './evidence.ts'
import { healthSays } from './grpc-pieces.ts'
import { LIKELY_ANSWERS, LIKELY_CHAINS } from './likely-answers.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire, zoned } from './name-pieces.ts'
import { greets, opens, PROXY_ADDRESS, replies, secures, tunnels, upgrades } from './path-pieces.ts'
import type { Piece } from './piece.ts'

type Check = Parameters<typeof check>[1]
export type Draw = <T>(from: readonly T[]) => T

/** What is checked, with the private zone that its name belongs to. */
const TARGETS: readonly (readonly [url: string, zone: string | null])[] = [
  ['https://stapp.blob.core.windows.net', 'privatelink.blob.core.windows.net'],
  ['https://kv.vault.azure.net', 'privatelink.vaultcore.azure.net'],
  ['sqlserver://db.database.windows.net', 'privatelink.database.windows.net'],
  ['https://storage.googleapis.com', null],
  ['https://asia-docker.pkg.dev', null],
  ['https://app.example', null],
  ['https://shop.corp', null],
  ['http://app.example', null],
  ['tls://ldap.corp:636', null],
  ['tcp://files.corp:445', null],
  ['postgres://pg.corp', null],
  ['wss://live.example', null],
  ['grpcs://rpc.example', null],
  ['ntp://time.example', null],
]

const EXPECT: readonly NonNullable<Check['expect']>[] = [
  ...[{}, {}, {}, { resolution: 'private' as const }, { resolution: 'private' as const }],
  ...[{ resolution: 'public' as const }, { resolution: 'google-restricted' as const }],
  ...[{ resolution: 'google-private' as const }, { addresses: ['10.1.0.0/16'] }],
  ...[{ reachability: 'blocked' as const }, { reachability: 'blocked' as const }],
  ...[{}, {}, { resolution: 'private' as const }, { zone: 'corp' }, { zone: '!corp' }],
  ...[{ http: { status: [200] } }, { http: { status: ['4xx' as const], body: 'ready' } }],
  ...[{ tls: { minVersion: 'TLSv1.3' as const } }, { tls: { expiresInDays: 30 } }],
  ...[{ tls: { issuer: ['DigiCert'] } }, { egress: ['20.1.2.0/24'] }],
  { latency: { dns: 10, connect: 10, total: 100 } },
]

const PUBLIC = '20.60.1.1'
const ADDRESSES: readonly (readonly string[])[] = [
  ...[
    [PUBLIC],
    [PUBLIC],
    ['10.1.2.4'],
    ['10.1.2.4'],
    [PUBLIC, '20.60.1.2'],
    ['10.1.2.4', '10.1.2.5'],
  ],
  ...[['10.1.2.4', PUBLIC], ['199.36.153.5'], ['199.36.153.9'], ['199.36.153.5', '142.250.1.1']],
  ...[['142.250.1.1'], ['0.0.0.0'], ['127.0.0.1'], ['10.1.2.4', '2600:1::1'], ['2600:1::1']],
]
const NEGOTIATE = { 'proxy-authenticate': 'Negotiate' }
const NAME_FAILURES = [
  ...['dns_nxdomain_error', 'dns_nxdomain_error', 'dns_no_answer', 'dns_servfail_error'],
  ...['dns_refused_error', 'generic_timeout_error', 'connection_refused'],
] as readonly FailureCode[]
const PATH_FAILURES = [
  ...['generic_timeout_error', 'generic_timeout_error', 'connection_refused'],
  ...['connection_reset', 'host_unreachable', 'network_unreachable', 'address_not_available'],
] as readonly FailureCode[]
const SMALL = { hello: 'small', helloBytes: 320 } as const
const UNANSWERED = { fails: 'generic_timeout_error', phase: 'sent', took: 2000 } as const
const TLS_FAILURES = [
  ...['connection_reset', 'eof_error', 'generic_timeout_error', 'ssl_failed_handshake'],
  ...['ssl_not_spoken', 'ssl_version_rejected', 'ssl_unknown_authority'],
] as readonly FailureCode[]

function named(zone: string | null, addresses: readonly string[], draw: Draw): readonly Piece[] {
  const chain = zone !== null && draw([true, false]) ? [`alias.${zone}`] : []
  return draw<() => readonly Piece[]>([
    ...Array.from({ length: 6 }, () => () => resolves(addresses, { chain })),
    () => [...resolves(addresses, { chain }), wire(OTHER, ['10.1.2.4'], { chain })],
    () => [
      ...resolves(addresses, { chain }),
      wire(SECOND, [], { fails: 'dns_nxdomain_error', chain }),
    ],
    () => [...resolves(addresses, { chain }), wire(OTHER, [], { fails: draw(NAME_FAILURES) })],
    () => [...resolves(addresses, { chain }), zoned(SYSTEM, draw([zone, 'corp', 'example']))],
    () => [lookup(addresses, { hosts: [...addresses] }), wire(SYSTEM, [PUBLIC], { chain })],
    () => [lookup(addresses), wire(SYSTEM, addresses, { chain, took: 3000 })],
  ])()
}

function unnamed(zone: string | null, draw: Draw): readonly Piece[] {
  const fails = draw(NAME_FAILURES)
  const chain = zone !== null && draw([true, false]) ? [`alias.${zone}`] : []
  const soa = draw([zone, 'corp', 'example', null])
  const failed = unresolved(fails, { chain, ...(soa !== null && { soa }), took: draw([20, 4000]) })
  return draw([true, false]) ? failed : [...failed, wire(OTHER, draw(ADDRESSES), { chain })]
}

/** From the connection on, at one address. */
function dealt(scheme: string, at: string, draw: Draw): readonly Piece[] {
  const luck = draw([0, 1, 2, 3, 4, 5, 6, 7])
  if (scheme === 'ntp') return [sends(at, luck < 3 ? { fails: draw(PATH_FAILURES) } : {})]
  if (luck === 0) return [opens(at, { fails: draw(PATH_FAILURES), took: draw([1, 5000]) })]
  if (luck === 1) {
    return [opens(at, { fails: 'generic_timeout_error' }), opens(at, { attempt: 2, at: 6000 })]
  }
  return [opens(at), ...spoken(scheme, at, draw)]
}

/** From the first words on. */
function spoken(scheme: string, at: string, draw: Draw): readonly Piece[] {
  if (scheme === 'tcp') return []
  if (scheme === 'postgres' || scheme === 'sqlserver') return [greeted(at, draw)]
  if (scheme === 'http') return [answered(at, draw)]
  if (draw([true, false, false, false, false, false])) {
    const phase = draw(['before-hello', 'sent', 'answered'] as const)
    const cut = secures(at, { fails: draw(TLS_FAILURES), phase, took: draw([5, 5000]) })
    return [cut, ...draw([[], [secures(at, SMALL)], [secures(at, { ...SMALL, ...UNANSWERED })]])]
  }
  return [secures(at, draw(LIKELY_CHAINS)), ...inside(scheme, at, draw)]
}

/** What is said inside TLS. */
function inside(scheme: string, at: string, draw: Draw): readonly Piece[] {
  if (scheme === 'tls') return []
  if (scheme === 'wss') return [upgrades(at, draw([101, 101, 200, 403]))]
  if (scheme === 'grpcs') return [healthSays(at, { code: draw([0, 0, 5, 7, 12, 14]) })]
  return [answered(at, draw)]
}

function greeted(at: string, draw: Draw): Piece {
  return draw<() => Piece>([
    () => greets(at),
    () => greets(at, { encryption: 'none' }),
    () => greets(at, { error: ['40615', 'Client with IP address 20.1.2.3 is not allowed'] }),
    () => greets(at, { error: ['28000', 'no pg_hba.conf entry for host "10.0.0.5"'] }),
    () => greets(at, { error: ['53300', 'sorry, too many clients already'] }),
    () =>
      greets(at, { fails: draw(['connection_reset', 'eof_error', 'database_invalid_response']) }),
  ])()
}

function answered(at: string, draw: Draw): Piece {
  if (draw([true, false, false, false, false, false])) {
    return replies(at, 0, {
      fails: draw(['connection_reset', 'eof_error', 'generic_timeout_error']),
    })
  }
  const [status, how] = draw(LIKELY_ANSWERS)
  return replies(at, status, how)
}

function viaProxy(scheme: string, draw: Draw): readonly Piece[] {
  if (draw([true, false])) return [...tunnels(), ...dealt(scheme, PROXY_ADDRESS, draw).slice(1)]
  return draw([
    tunnels({ fails: 'proxy_denied', status: 403, body: 'Access Denied' }),
    tunnels({ fails: 'proxy_auth_required', status: 407, headers: NEGOTIATE }),
    tunnels({ fails: 'proxy_upstream_failure', status: 502 }),
    tunnels({ fails: 'proxy_upstream_failure', status: 504 }),
    [opens(PROXY_ADDRESS, { peer: 'proxy', port: 3128, fails: draw(PATH_FAILURES) })],
  ])
}

function likelyTarget(draw: Draw): Checked {
  const [url, zone] = draw(TARGETS)
  const scheme = url.slice(0, url.indexOf(':'))
  const expect = draw(EXPECT)
  if (scheme === 'https' && draw([true, false, false, false, false, false, false])) {
    return check(url, { expect, ...VIA_PROXY }, viaProxy(scheme, draw))
  }
  if (draw([true, false, false, false])) return check(url, { expect }, unnamed(zone, draw))
  const addresses = draw(ADDRESSES)
  const dials = addresses.flatMap((at) => dealt(scheme, at, draw))
  return check(url, { expect }, named(zone, addresses, draw), dials)
}

/** Sweeps as networks that are not well give them, the same for the same seed. */
export function likelySweeps(count: number, seed: number): readonly Evidence[] {
  const draw = drawOf(seed)
  return Array.from({ length: count }, () => likelySweep(draw([1, 1, 2, 3]), draw))
}

/** Sweeps of many targets that most often meet the same of each kind, as in an outage. */
export function outageSweeps(count: number, seed: number): readonly Evidence[] {
  const any = drawOf(seed)
  return Array.from({ length: count }, () => {
    const favourites = new Map<readonly unknown[], unknown>([[TARGETS, null]])
    const draw: Draw = (from) => {
      if (from === TARGETS || any([true, false, false])) return any(from)
      if (!favourites.has(from)) favourites.set(from, any(from))
      return favourites.get(from) as (typeof from)[number]
    }
    return likelySweep(any([6, 9, 12]), draw)
  })
}

function likelySweep(size: number, draw: Draw): Evidence {
  const targets = Array.from({ length: size }, () => likelyTarget(draw))
  const controls = draw([true, true, false]) ? [control()] : []
  const seen = sweep([...withOwnIds(targets), ...controls], draw([[SYSTEM], [SYSTEM, SECOND]]))
  return { ...seen, warmUp: draw([0, 0, 0, 5500]) }
}

/** Two targets of one URL have two ids. */
export function withOwnIds(targets: readonly Checked[]): readonly Checked[] {
  return targets.map(({ seen, facts }, at) => ({
    seen: { ...seen, target: { ...seen.target, id: `${seen.target.id}#${at}` } },
    facts,
  }))
}

/** Draws the same for the same seed. */
export function drawOf(seed: number): Draw {
  const random = seeded(seed)
  return (from) => from[Math.floor(random() * from.length)] as (typeof from)[number]
}
