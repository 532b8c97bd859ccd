import type { FailureCode } from '../../../../shared/failure/table.ts'
import type { Near } from '../cases/case.ts'
import { type Checked, check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, wire } from '../name-pieces.ts'
import { opens, replies, secures, tunnels, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const BLOCKED = { expect: { reachability: 'blocked' } } as const

/** What a server says of the name; null: its address. */
const SAYS = [
  null,
  'generic_timeout_error',
  'dns_servfail_error',
  'dns_nxdomain_error',
  'dns_no_answer',
] as const
const LOOKUPS = [null, 'generic_timeout_error', 'dns_temporary_failure'] as const

type Says = FailureCode | null

const says = (server: string, fails: Says, how: Parameters<typeof wire>[2] = {}): Piece =>
  fails === null ? wire(server, [A], how) : wire(server, [], { ...how, fails })
const gets = (fails: Says): readonly Piece[] =>
  fails === null ? [lookup([A]), ...works(A)] : [lookup([], { fails })]
const word = (fails: Says) => fails ?? 'an address'

/** Two servers of the system, whether or not the first answers another target. */
const TWO: readonly Near[] = LOOKUPS.flatMap((got) =>
  SAYS.flatMap((first) =>
    SAYS.flatMap((second) =>
      [true, false].map((others) => ({
        name: `the application gets ${word(got)}, one server gives ${word(first)}, one ${word(second)}${others ? ', the first answers others' : ''}`,
        evidence: sweep([
          check(URL, {}, gets(got), says(SYSTEM, first), says(SECOND, second)),
          ...(others ? [control()] : []),
        ]),
      })),
    ),
  ),
)

/** Both families at one server, beside another that answers. */
const FAMILIES: readonly Near[] = ([null, 'generic_timeout_error'] as const).flatMap((got) =>
  SAYS.flatMap((v4) =>
    SAYS.map((v6) => ({
      name: `the application gets ${word(got)}, a server gives ${word(v4)} for IPv4 and ${word(v6)} for IPv6, beside one that answers`,
      evidence: sweep([
        check(
          URL,
          {},
          gets(got),
          says(SYSTEM, v4),
          v6 === null
            ? wire(SYSTEM, ['2606:4700::2'], { type: 'AAAA' })
            : says(SYSTEM, v6, { type: 'AAAA' }),
          says(SECOND, null),
        ),
        control(),
      ]),
    })),
  ),
)

const POLICY = wire(SYSTEM, [], {
  fails: 'dns_nxdomain_error',
  chain: ['blockpolicy.azuredns.invalid'],
})
const UNKNOWN = [lookup([], { fails: 'dns_nxdomain_error' }), says(SYSTEM, 'dns_nxdomain_error')]

/** Ways in which the name of a target that must be blocked leads to what is tried. */
const FOUND = {
  resolves: { address: null, names: resolves([A]) },
  'resolves, though a server names a policy': { address: null, names: [lookup([A]), POLICY] },
  'its address is given, and its name does not exist': { address: A, names: UNKNOWN },
}
/** Ways in which it leads nowhere. */
const NOT_FOUND: Readonly<Record<string, readonly Piece[]>> = {
  'leads into a sinkhole': resolves(['0.0.0.0']),
  'is silent': [
    lookup([], { fails: 'generic_timeout_error' }),
    says(SYSTEM, 'generic_timeout_error'),
  ],
  'is refused, and a foreign server knows it': [
    lookup([], { fails: 'dns_temporary_failure' }),
    says(SYSTEM, 'dns_refused_error'),
    says(OTHER, null),
  ],
  'has no address, and a foreign server knows one': [
    lookup([], { fails: 'dns_no_answer' }),
    says(SYSTEM, 'dns_no_answer'),
    says(OTHER, null),
  ],
  'does not exist': UNKNOWN,
  'does not exist, and a foreign server knows it': [...UNKNOWN, says(OTHER, null)],
  'does not exist at one server of the system, and another knows it': [
    ...UNKNOWN,
    says(SECOND, null),
  ],
  'is blocked by a policy': [lookup([], { fails: 'dns_nxdomain_error' }), POLICY],
}
/** How its path ends. */
const PATHS: Readonly<Record<string, readonly Piece[]>> = {
  'was not tried': [],
  'is silent': [opens(A, { fails: 'generic_timeout_error', took: 5000 })],
  refuses: [opens(A, { fails: 'connection_refused' })],
  'was broken off': [opens(A, { fails: 'interrupted' })],
  'is cut after the hello': [opens(A), secures(A, { fails: 'connection_reset', phase: 'sent' })],
  'is silent at one address and open at another': [
    opens(A, { fails: 'generic_timeout_error', took: 5000 }),
    ...works('20.2.2.3'),
  ],
  'is silent at one address and broken off at another': [
    opens(A, { fails: 'generic_timeout_error', took: 5000 }),
    opens('20.2.2.3', { fails: 'interrupted' }),
  ],
  'is silent at two addresses': [
    opens(A, { fails: 'generic_timeout_error', took: 5000 }),
    opens('20.2.2.3', { fails: 'generic_timeout_error', took: 5000 }),
  ],
  'is open': works(A),
}
const CONTROLS: Readonly<Record<string, readonly Checked[]>> = {
  'another is reached': [control()],
  'another is reached through a proxy': [
    check('https://other.example', VIA_PROXY, tunnels(), works('')),
  ],
  'nothing else is checked': [],
}

const BLOCKS: readonly Near[] = Object.entries(CONTROLS).flatMap(([beside, others]) => [
  ...Object.entries(PATHS).flatMap(([path, pieces]) =>
    Object.entries(FOUND).map(([name, { address, names }]) => ({
      name: `must be blocked: ${name}, ${path}; ${beside}`,
      evidence: sweep([check(URL, { ...BLOCKED, address }, names, pieces), ...others]),
    })),
  ),
  ...Object.entries(NOT_FOUND).map(([name, names]) => ({
    name: `must be blocked: ${name}; ${beside}`,
    evidence: sweep([check(URL, BLOCKED, names), ...others]),
  })),
])

const REFUSALS: readonly NonNullable<Parameters<typeof tunnels>[0]>[] = [
  { fails: 'proxy_denied', status: 403 },
  { fails: 'proxy_auth_required', status: 407 },
  { fails: 'proxy_denied', status: 429 },
  ...['CONNECT_FAIL 110', 'READ_TIMEOUT 0', 'DNS_FAIL 0'].map((reason) => ({
    ...({ fails: 'proxy_upstream_failure', status: 503 } as const),
    headers: { 'x-squid-error': `ERR_${reason}` },
  })),
  ...['refused', 'timeout', 'terminated', 'limit_reached'].map((reason) => ({
    ...({ fails: 'proxy_upstream_failure', status: 503 } as const),
    headers: { 'proxy-status': `proxy; error=connection_${reason}` },
  })),
]

/** What proxies say of a target that must be blocked, beside one that is reached so, or not. */
const PROXIED: readonly Near[] = REFUSALS.flatMap((how) =>
  Object.entries(CONTROLS).map(([beside, others]) => ({
    name: `must be blocked, behind a proxy: ${how.status} ${Object.values(how.headers ?? {}).join()}; ${beside}`,
    evidence: sweep([
      // What it resolves to here does not matter.
      check(URL, { ...VIA_PROXY, ...BLOCKED }, resolves(['0.0.0.0']), tunnels(how)),
      ...others,
    ]),
  })),
)

/** A tunnel that the proxy opens, whatever the name leads to here. */
const TUNNELLED: Near = {
  name: 'must be blocked, behind a proxy that opens the tunnel, and a sinkhole here',
  evidence: sweep([
    check(
      URL,
      { ...VIA_PROXY, ...BLOCKED },
      resolves(['0.0.0.0']),
      tunnels(),
      secures('app.example'),
      replies('app.example', 200),
    ),
    control(),
  ]),
}

/** How names end, at each server and for each family, and what comes of that where a target must be blocked. */
export const NAMES_NEAR: readonly Near[] = [...TWO, ...FAMILIES, ...BLOCKS, ...PROXIED, TUNNELLED]
