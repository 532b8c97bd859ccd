import fc from 'fast-check'
import { fail } from '../../../shared/failure/failure.ts'
import type { StepName } from '../../../shared/failure/step.ts'
import { FAILURES, type FailureCode } from '../../../shared/failure/table.ts'
import type { Ending, Evidence, TargetEvidence } from '../../../shared/model/evidence.ts'
import type { Certificate, DnsAnswer } from '../../../shared/model/facts.ts'
import { GREET_PHASES } from '../../../shared/model/greet-observation.ts'
import {
  HANDSHAKE_PHASES,
  type Observation,
  type ObservationOf,
} from '../../../shared/model/observation.ts'
import { DATABASE_PROTOCOLS, DATAGRAM_PROTOCOLS, SCHEMES } from '../../../shared/model/scheme.ts'
import { type Expectation, RESOLUTIONS, type Target } from '../../../shared/model/target.ts'
import { NOW, VIA_PROXY } from './evidence.ts'
import { OTHER, SECOND, SYSTEM } from './name-pieces.ts'

/** Few values of each kind, so that observations meet: on one address, one server, one certificate. */
const address = fc.constantFrom(
  '10.0.0.5',
  '20.1.2.3',
  '199.36.153.5',
  '199.36.153.9',
  '0.0.0.0',
  '2600:1::1',
  'not an address',
)
const host = fc.constantFrom(
  'app.example',
  'kv.vault.azure.net',
  'storage.googleapis.com',
  '20.1.2.3',
  'localhost',
)
const server = fc.constantFrom(SYSTEM, SECOND, OTHER)
const key = fc.constantFrom('a', 'b', 'toString', '__proto__', 'missing')
const date = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-11-30T00:00:00.000Z', 'no date')
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('ERR_ACCESS_DENIED', '<Code>AuthorizationFailure<', '/[/', '{"ip":1}'),
)
const failure = fc.option(
  fc
    .tuple(fc.constantFrom(...(Object.keys(FAILURES) as FailureCode[])), text)
    .map(([code, raw]) => fail(code, raw)),
)
const common = {
  peer: fc.constantFrom('target' as const, 'proxy' as const),
  attempt: fc.constantFrom(1, 2),
  t0: fc.constant(0),
  t: fc.constantFrom(1, 1200, 5000),
  failure,
}
const status = fc.option(fc.constantFrom(200, 302, 401, 403, 407, 470, 502))
const headers = fc.dictionary(
  fc.constantFrom('server', 'location', 'date', 'x-squid-error', 'x-ms-forbidden-ip'),
  text,
)
const port = fc.constantFrom(443, 80)

const OBSERVATIONS: { readonly [S in StepName]: fc.Arbitrary<ObservationOf<S>> } = {
  query: fc.record({
    step: fc.constant('query' as const),
    ...common,
    name: host,
    type: fc.constantFrom('MX' as const, 'TXT' as const),
    server,
    transport: fc.constantFrom(null, 'udp' as const, 'tcp' as const),
    rcode: fc.constantFrom(null, 'NOERROR', 'NXDOMAIN'),
    aliases: fc.array(host, { maxLength: 1 }),
    records: fc.array(fc.record({ data: text, ttl: fc.nat(9) }), { maxLength: 3 }),
    zone: fc.option(host),
  }),
  resolve: fc.record({
    step: fc.constant('resolve' as const),
    ...common,
    engine: fc.constantFrom('getaddrinfo' as const, 'dns' as const),
    name: host,
    type: fc.constantFrom('A' as const, 'AAAA' as const, 'any' as const),
    server: fc.option(server),
    transport: fc.constantFrom(null, 'udp' as const, 'tcp' as const),
    addresses: fc.array(address, { maxLength: 3 }),
    answer: fc.option(key),
    hosts: fc.option(fc.array(address, { maxLength: 2 })),
  }),
  connect: fc.record({
    step: fc.constant('connect' as const),
    ...common,
    address,
    port,
    local: fc.constant(null),
  }),
  handshake: fc.record({
    step: fc.constant('handshake' as const),
    ...common,
    address,
    port,
    serverName: fc.option(host),
    phase: fc.constantFrom(...HANDSHAKE_PHASES),
    version: fc.option(fc.constantFrom('TLSv1.2', 'TLSv1.3')),
    cipher: fc.constant(null),
    alpn: fc.constant(null),
    chain: fc.array(key, { maxLength: 3 }),
    verification: fc.option(
      fc.constantFrom('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'SELF_SIGNED_CERT_IN_CHAIN'),
    ),
    nameMatches: fc.option(fc.boolean()),
  }),
  request: fc.record({
    step: fc.constant('request' as const),
    ...common,
    address,
    port,
    method: fc.constant('GET'),
    url: fc.constant('https://app.example/'),
    status,
    headers,
    body: text,
    bodyBytes: fc.nat(9),
    bodyComplete: fc.boolean(),
    firstByte: fc.constant(null),
  }),
  proxy: fc.record({
    step: fc.constant('proxy' as const),
    ...common,
    proxy: fc.constant('http://proxy.corp:3128'),
    authority: fc.constant('app.example:443'),
    status,
    headers,
    body: text,
  }),
  exchange: fc.record({
    step: fc.constant('exchange' as const),
    ...common,
    address,
    port,
    protocol: fc.constantFrom(...DATAGRAM_PROTOCOLS),
    sentBytes: fc.nat(9),
    replyBytes: fc.option(fc.nat(9)),
    reply: text,
    replyHex: fc.constantFrom('', '00ff'),
    ntp: fc.record({
      leap: fc.constantFrom(0, 3),
      stratum: fc.constantFrom(0, 2, 16),
      reference: fc.constantFrom('DENY', 'INIT', '10.0.0.1'),
      offset: fc.option(fc.constantFrom(0, 5000, -90_000)),
      delay: fc.nat(9),
    }),
  }),
  greet: fc.record({
    step: fc.constant('greet' as const),
    ...common,
    address,
    port,
    protocol: fc.constantFrom(...DATABASE_PROTOCOLS),
    phase: fc.constantFrom(...GREET_PHASES),
    software: fc.constant(null),
    encryption: fc.constantFrom(null, 'none', 'TLSv1.3'),
    chain: fc.array(key, { maxLength: 1 }),
    asks: fc.option(text),
    error: fc.option(
      fc.record({ code: fc.constantFrom('28000', '1130', '47073', '1040'), message: text }),
    ),
  }),
}

const observation: fc.Arbitrary<Observation> = fc.oneof(...Object.values(OBSERVATIONS))

const expectation: fc.Arbitrary<Expectation> = fc.record(
  {
    reachability: fc.constantFrom('reachable' as const, 'blocked' as const),
    resolution: fc.constantFrom(...RESOLUTIONS),
    addresses: fc.array(fc.constantFrom('10.0.0.0/8', 'nonsense'), { maxLength: 2 }),
    zone: fc.constantFrom('privatelink.vaultcore.azure.net', ''),
    tls: fc.record(
      { issuer: fc.array(text), minVersion: fc.constant('TLSv1.3' as const) },
      { requiredKeys: [] },
    ),
    http: fc.record(
      { status: fc.array(fc.constantFrom(200, '4xx')), headers, body: text },
      { requiredKeys: [] },
    ),
    records: fc.array(text, { minLength: 1, maxLength: 2 }),
    reply: text,
    egress: fc.array(fc.constantFrom('20.1.2.0/24', 'nonsense'), { maxLength: 2 }),
    latency: fc.record({ dns: fc.constant(1), total: fc.constant(1) }, { requiredKeys: [] }),
  },
  { requiredKeys: ['reachability', 'resolution'] },
)

const target: fc.Arbitrary<Target> = fc
  .record({
    host,
    scheme: fc.constantFrom(...(Object.keys(SCHEMES) as (keyof typeof SCHEMES)[])),
    expect: expectation,
    proxied: fc.boolean(),
    pinned: fc.boolean(),
    port,
  })
  .map(({ proxied, pinned, ...rest }) => ({
    ...rest,
    id: `${rest.scheme}://${rest.host}`,
    name: rest.host,
    url: `${rest.scheme}://${rest.host}`,
    path: '/',
    catalog: null,
    capabilities: [],
    address: pinned ? '20.1.2.3' : null,
    proxy: proxied ? (VIA_PROXY.proxy ?? null) : null,
    pathKind: proxied ? 'proxy' : 'direct',
    ca: [],
  }))

const certificate: fc.Arbitrary<Certificate> = fc.record({
  subject: text,
  issuer: fc.oneof(text, fc.constant('CN=Corp CA')),
  names: fc.array(text, { maxLength: 2 }),
  notBefore: date,
  notAfter: date,
  serial: fc.constant('1'),
  key: fc.constant('EC'),
  selfSigned: fc.boolean(),
  ca: fc.boolean(),
})

const answer: fc.Arbitrary<DnsAnswer> = fc.record({
  name: host,
  type: fc.constantFrom('A' as const, 'AAAA' as const),
  server,
  transport: fc.constant('udp' as const),
  rcode: fc.constantFrom('NOERROR', 'NXDOMAIN'),
  flags: fc.constant({ aa: false, tc: false, ra: true, ad: false }),
  edns: fc.boolean(),
  chain: fc.array(
    fc
      .constantFrom('x.privatelink.azurecr.io', 'y.example')
      .map((alias) => ({ name: 'n', target: alias, ttl: 1 })),
    { maxLength: 2 },
  ),
  addresses: fc.array(
    address.map((a) => ({ address: a, ttl: 1 })),
    { maxLength: 2 },
  ),
  soa: fc.option(
    fc.record({
      zone: fc.constantFrom('vault.azure.net', 'privatelink.azurecr.io', ''),
      mname: fc.constant('azureprivatedns.net'),
      rname: text,
      minimum: fc.nat(9),
    }),
  ),
  bytes: fc.nat(9),
})

const checked: fc.Arbitrary<TargetEvidence> = fc
  .record({
    target,
    ending: fc.constantFrom<Ending>('done', 'out-of-time', 'not-started', 'fault'),
    observations: fc.array(observation, { maxLength: 8 }),
  })
  .map(({ target: of, observations, ...rest }) => {
    return { target: of, observations: observations.map((o) => atPortOf(of, o)), ...rest }
  })

/** A sweep has no two targets with one id. */
function withOwnIds(targets: readonly TargetEvidence[]): readonly TargetEvidence[] {
  return targets.map((of, at) => {
    return { ...of, target: { ...of.target, id: `${of.target.id}#${at}` } }
  })
}

/** What deals with a target deals with its port. */
function atPortOf({ port: own }: Target, o: Observation): Observation {
  return 'port' in o && o.peer === 'target' ? { ...o, port: own } : o
}

/** Any evidence that the types allow, likely or not. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  startedAt: fc.constantFrom(NOW, 'no date'),
  finishedAt: fc.constant(NOW),
  warmUp: fc.constantFrom(0, 1000),
  systemResolvers: fc.subarray([SYSTEM, SECOND]),
  targets: fc.array(checked, { minLength: 1, maxLength: 4 }).map(withOwnIds),
  dns: fc.dictionary(key, answer),
  certificates: fc.dictionary(key, certificate),
})
