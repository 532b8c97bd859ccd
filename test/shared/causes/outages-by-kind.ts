import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import {
  answered,
  atTimes,
  cut,
  fails,
  named,
  presents,
  recoded,
  type Seen,
  silent,
  through,
  tunnel,
  vip,
  well,
} from './targets.ts'

/** Draws one of a list. */
export type Any = <T>(list: readonly T[]) => T

/** Some of a list: what outages have in common. */
function few<T>(any: Any, list: readonly T[], most: number): readonly T[] {
  return Array.from({ length: most }, () => any(list))
}

const HOSTS = [
  ...['a.one.test', 'b.one.test', 'c.two.test', 'd.three.test', 'st.blob.core.test'],
  ...['st.queue.core.test', 'kv.vault.test', 'storage.googleapis.com', 'logging.googleapis.com'],
  ...['x.pkg.dev', '10.0.0.77'],
]
const PUBLIC = ['20.1.1.4', '20.1.2.4', '20.1.2.5', '20.9.0.4', '142.250.0.4']
const PRIVATE = ['10.50.2.4', '10.50.2.5', '10.50.3.4', '10.60.1.4', 'fd00::4', 'fd00::5']
const OTHERS = ['199.36.153.4', '199.36.153.8', '100.64.0.4', '2600:1::4', '2600:1::5']
const ADDRESSES = [...PUBLIC, ...PRIVATE, ...OTHERS]
const VIPS = ['199.36.153.4', '199.36.153.8', '142.250.0.4', '10.50.2.4']
const PORTS = [443, 443, 443, 1433, 5432, 6380, 10000]

type Failed = { readonly code: Parameters<typeof failed>[1] }

function failed(seen: Seen, code: NonNullable<Observation['failure']>['code']): Seen {
  const observations = seen.observations.map((o) =>
    o.failure === null ? o : { ...o, failure: { code, raw: code } },
  )
  return { ...seen, observations }
}

/** One target with what two saw. */
function both(one: Seen, other: Seen): Seen {
  return { ...one, observations: [...one.observations, ...other.observations] }
}

/** The same by the proxy. */
function proxied(seen: Seen, proxy: string): Seen {
  return { ...seen, proxy }
}

function code(any: Any, codes: readonly FindingCode[]): FindingCode {
  return any(codes)
}

function servers(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, [
    ...(['tls-not-spoken', 'http-no-response', 'database-not-spoken'] as const),
    ...(['http-status-unexpected', 'private-endpoint-stale', 'tls-name-mismatch'] as const),
  ])
  const addresses = [any(ADDRESSES), any(ADDRESSES)]
  return () => {
    const one = answered(any(hosts), any(addresses), any([what, what, what, null]))
    const path = one.root && { ...one.root, subject: `${one.host}/${any(['', 'x'])}` }
    const seen = any([one, one, path === null ? one : recoded(one, path)])
    return any([seen, seen, both(seen, through(any(ADDRESSES))), proxied(seen, 'http://10.0.9.1')])
  }
}

const MANNERS: readonly (Failed & { readonly what: FindingCode })[] = [
  { what: 'tcp-dropped', code: 'generic_timeout_error' },
  { what: 'network-no-internet', code: 'timed_out' },
  { what: 'private-endpoint-not-answering', code: 'generic_timeout_error' },
  { what: 'tcp-unreachable', code: 'host_unreachable' },
  { what: 'tcp-unreachable', code: 'permission_denied' },
  { what: 'tcp-reset', code: 'connection_reset' },
  { what: 'tcp-refused', code: 'connection_refused' },
]

function connections(any: Any): () => Seen {
  const manner = any(MANNERS)
  const addresses = few(any, any([PUBLIC, PRIVATE, ADDRESSES, OTHERS]), 4)
  const ports = few(any, PORTS, 4)
  const lost = () =>
    failed(silent(any(addresses), { port: any(ports), code: manner.what }), manner.code)
  const kinds = [
    lost,
    lost,
    lost,
    () => through(any([...addresses, any(ADDRESSES)]), { port: any(ports) }),
    () => {
      const part = both(lost(), any([through(any(ADDRESSES)), silent(any(ADDRESSES))]))
      return recoded(part, { code: 'tcp-some-addresses-fail', subject: part.host })
    },
    () => both(lost(), any([lost(), silent(any(ADDRESSES))])),
  ]
  return () => any(kinds)()
}

function certificates(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, ['tls-expired', 'tls-expires-soon', 'tls-untrusted'])
  return () =>
    presents(any([answered(any(hosts), any(PUBLIC), any([what, what, null])), cut(any(PUBLIC))]), [
      any(['l1', 'l1', 'l2', 'gone']),
      any(['t1', 't2', 'gone']),
    ])
}

function settings(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const kinds = [
    () => fails(any(hosts), 'dns-hosts-override', any(ADDRESSES)),
    () => proxied(fails(any(hosts), 'resolution-not-proven'), any(['http://p1:1', 'http://p2:1'])),
  ]
  const sinks = () => {
    const one = fails(any(hosts), 'dns-sinkholed', '0.0.0.0')
    const observations = one.observations.map((o) =>
      o.step === 'resolve'
        ? {
            ...o,
            addresses: any([
              ['0.0.0.0', '::'],
              ['::', '0.0.0.0'],
            ]),
          }
        : o,
    )
    return any([one, { ...one, observations }])
  }
  const open = (): Seen => {
    const host = any(hosts)
    const seen = any([
      fails(host, 'reachable-but-must-be-blocked'),
      fails(host, any(WIDE)),
      silent('20.1.1.4'),
    ])
    return { ...any([seen, seen, { ...seen, root: null }]), blocked: true }
  }
  const WIDE = ['reachable-but-must-be-blocked', 'blocked-not-proven'] as const
  return any([...kinds, sinks, sinks, open, open])
}

function names(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, [
    ...(['dns-private-unexpected', 'dns-resolvers-disagree', 'dns-address-unexpected'] as const),
    ...(['dns-name-not-found', 'dns-no-answer', 'dns-server-failure', 'dns-refused'] as const),
  ])
  const kinds = [
    () => fails(any(hosts), what, any([null, null, '10.0.0.9'])),
    () => fails(any(hosts), what),
    () => well(any(hosts), any(ADDRESSES)),
    () => queried(any(hosts), any([what, null])),
    () => tunnel(any(hosts), 200),
  ]
  return () => any([...kinds.slice(0, 2), ...kinds])()
}

/** A target that asks for records. */
function queried(host: string, what: FindingCode | null): Seen {
  const seen = fails(host, what ?? 'dns-no-answer')
  const failure = what === null ? null : ({ code: 'dns_no_answer', raw: '' } as const)
  const query: Observation = {
    ...{ step: 'query', peer: 'target', attempt: 1, t0: 0, t: 1, failure, name: host, type: 'MX' },
    ...{ server: '10.0.0.5:53', transport: 'udp', rcode: 'NOERROR', aliases: [], records: [] },
    zone: null,
  }
  return { ...seen, root: what === null ? null : seen.root, scheme: 'dns', observations: [query] }
}

function privateNames(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, ['dns-private-zone-not-used', 'dns-no-private-endpoint'])
  const zones = ['z1.test', 'z2.test', 'z3.test', 'z4.test']
  const kinds = [
    () => named(any(['a', 'b', 'c', 'd']), what, any(zones), any(PUBLIC)),
    () => named(any(['a', 'b']), what, any(zones), any(PUBLIC)),
    () => named(any(['e', 'f']), null, '', any([...PUBLIC, ...PRIVATE])),
    () => well(any(hosts)),
    () => ({ ...silent(any(PUBLIC)), host: `${any(['a', 'b'])}.test` }),
    () => proxied(named('g', null, '', '10.0.0.4'), 'http://p1:1'),
  ]
  const missing = () => {
    const zone = any(zones)
    const host = any(hosts)
    return { ...named(host, 'dns-private-record-missing', `${zone} ${host}`, null), host }
  }
  const beside = () => ({ ...named('h', null, '', any(PRIVATE)), host: any(hosts) })
  const empty = [missing, missing, missing, beside]
  const list = any([kinds, empty])
  return () => any(list)()
}

function googleNames(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, ['dns-google-vip-not-used', 'dns-google-vip-wrong'])
  const resolution = any(['google-restricted', 'google-private', 'private'] as const)
  const own = any([{}, { cause: 'the zone is not bound', fix: 'Bind it' }])
  const kinds = [
    () => fails(any(hosts), what, any(VIPS)),
    () => fails(any(['a.googleapis.com', 'b.googleapis.com', 'gcr.io']), what, any(VIPS)),
    () => well(any(hosts), any(VIPS)),
    () => silent(any(VIPS)),
  ]
  return () => {
    const seen = any(kinds)()
    const root = seen.root && { ...seen.root, ...own }
    return any([
      { ...vip({ ...seen, root }), resolution },
      { ...seen, root },
    ])
  }
}

function proxies(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const status = any([403, 403, 503])
  const what = status === 403 ? 'proxy-denied' : 'proxy-cannot-reach-target'
  return () => {
    const host = any(hosts)
    const seen = tunnel(host, any([status, status, status, 200]), {
      exempt: any([true, false, false]),
    })
    const { root } = seen
    const one = root === null ? seen : recoded(seen, { ...root, code: what })
    const answer: Observation = {
      ...{ step: 'request', peer: 'target', attempt: 1, t0: 0, t: 1, failure: null },
      ...{ method: 'GET', url: `http://${host}/`, status: 200, headers: {}, body: '' },
    } as never
    return any([
      one,
      one,
      one,
      { ...one, observations: [answer] },
      well(host),
      through(any(PUBLIC)),
    ])
  }
}

function passages(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, [
    ...(['tls-blocked-by-name', 'http-denied-by-firewall', 'path-mtu-black-hole'] as const),
    ...(['tls-large-hello-dropped', 'tcp-intermittent', 'tcp-intermittent'] as const),
  ])
  const addresses = few(any, any([PUBLIC, ADDRESSES]), 4)
  const kinds = [
    () => ({ ...cut(any(addresses)), host: any(hosts) }),
    () => cut(any(addresses)),
    () => atTimes(any(addresses), any([true, false])),
    () => recoded(through(any(addresses)), { code: what, subject: any(addresses) }),
    () => through(any(ADDRESSES)),
    () => answered(any(hosts), any(ADDRESSES), null),
    () => ({ ...through(any(ADDRESSES)), scheme: any(['tls', 'tcp', 'http', 'dns']) }),
  ]
  return () => {
    const seen = any([...kinds.slice(0, 4), ...kinds.slice(0, 4), ...kinds])()
    const subject = what === 'tcp-intermittent' ? any(addresses) : seen.host
    const one = seen.root === null ? seen : recoded(seen, { code: what, subject })
    return any([one, one, one, one, proxied(one, 'http://p1:1')])
  }
}

function denials(any: Any): () => Seen {
  const hosts = few(any, HOSTS, 4)
  const what = code(any, [
    ...(['http-denied-by-service', 'database-denied', 'http-reached-publicly'] as const),
    'http-denied-by-perimeter',
  ])
  return () => answered(any(hosts), any([...PUBLIC, ...ADDRESSES]), any([what, what, what, null]))
}

/** Each makes the targets of outages of one kind, and such as may stand beside them. */
export const OUTAGES = [
  ...[servers, connections, connections, certificates, settings, names],
  ...[privateNames, googleNames, proxies, passages, denials],
]
