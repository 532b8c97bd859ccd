import type { Target } from '../../../../shared/model/target.ts'
import type { Near } from '../cases/case.ts'
import { type Checked, check, control, sweep, VIA_PROXY } from '../evidence.ts'
import { lookup, OTHER, resolves, SECOND, SYSTEM, unresolved, wire, zoned } from '../name-pieces.ts'
import { opens, PROXY_ADDRESS, replies, secures, works } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { answers } from '../query-pieces.ts'

const URL = 'https://app.example'
const [A, B] = ['20.2.2.2', '20.2.2.3']
const SILENT = { fails: 'generic_timeout_error', took: 5000 } as const
const ALIASES = [
  'kv.privatelink.vaultcore.azure.net',
  'kv2.privatelink.vaultcore.azure.net',
] as const

function near(name: string, checks: readonly Checked[], systemResolvers = [SYSTEM, SECOND]): Near {
  return { name, evidence: sweep(checks, systemResolvers) }
}

/** What a server says of another name than the target’s. */
const of = (host: string, piece: Piece): Piece => {
  return () => piece({ host } as Target)
}
const silent = (host: string, address: string) =>
  check(`https://${host}`, {}, resolves([address]), opens(address, SILENT))
const behindProxy = (how: Parameters<typeof opens>[1]) =>
  check('https://c.example', VIA_PROXY, opens(PROXY_ADDRESS, { ...how, peer: 'proxy', port: 3128 }))
const slow = (took: number) => ({ took })

const inDns = check('dns://b.example', { server: OTHER, scheme: 'dns' }, wire(OTHER, [B]))
const resolved = check('https://b.example', {}, resolves([B]), works(B))

/** What else was asked, and of whom. */
export const QUESTIONS: readonly Near[] = [
  ...[
    {},
    { resolution: 'private' },
    { resolution: 'public' },
    { addresses: ['10.0.0.0/8'] },
    { zone: 'corp.example' },
    { zone: '!corp.example' },
  ].flatMap((expect) =>
    [resolves([B]), unresolved('dns_nxdomain_error')].flatMap((names, i) =>
      [{ address: A }, { address: A, ...VIA_PROXY }, { address: null }].map((how) =>
        near(
          `${JSON.stringify(expect)} of a name that ${i === 0 ? 'leads elsewhere' : 'does not exist'}, the address given: ${how.address}${'proxy' in how ? ', behind a proxy' : ''}`,
          [
            check(
              URL,
              { ...how, expect: expect as object },
              names,
              'proxy' in how ? [] : works(how.address ?? B),
            ),
            control(),
          ],
        ),
      ),
    ),
  ),
  ...(
    [
      [
        'what the system’s server says does not count',
        [wire(SYSTEM, [A]), wire(OTHER, [], { fails: 'dns_nxdomain_error' })],
      ],
      [
        'what the server says of an alias does not count',
        [wire(OTHER, [], { fails: 'dns_nxdomain_error' }), of('alias.example', wire(OTHER, [A]))],
      ],
      [
        'it gives both families',
        [wire(OTHER, [A]), wire(OTHER, ['2606:4700::2'], { type: 'AAAA' })],
      ],
    ] as const
  ).map(([what, pieces]) =>
    near(`a server is named: ${what}`, [
      check('dns://app.example', { server: OTHER, scheme: 'dns' }, pieces),
      control(),
    ]),
  ),
  ...[
    [SYSTEM, OTHER],
    [OTHER, SYSTEM],
  ].map((order) =>
    near(
      `two servers lead into two private zones: ${order.join(' ')}`,
      [
        check(
          'https://kv.vault.azure.net',
          { expect: { resolution: 'private' } },
          lookup([A]),
          order.map((server) =>
            wire(server, [A], { chain: [server === SYSTEM ? ALIASES[0] : ALIASES[1]] }),
          ),
          works(A),
        ),
      ],
      [SYSTEM],
    ),
  ),
  near(
    'only a foreign server leads into a private zone',
    [
      check(
        'https://kv.vault.azure.net',
        { expect: { resolution: 'private' } },
        resolves([A]),
        wire(OTHER, [A], { chain: [ALIASES[0]] }),
        works(A),
      ),
    ],
    [SYSTEM],
  ),
  ...(
    [
      ['nothing', []],
      [
        'a name of the search list',
        [of('app.example.corp', wire(SYSTEM, [], { fails: 'dns_nxdomain_error' }))],
      ],
      ['a question of the zone', [zoned(SYSTEM, 'example')]],
      [
        'a question that was broken off',
        [wire(SYSTEM, [], { fails: 'interrupted', type: 'AAAA' })],
      ],
    ] as const
  ).map(([what, pieces]) =>
    near(`a server is silent of a name, and was asked as well: ${what}`, [
      check(URL, {}, lookup([A]), wire(SYSTEM, [], SILENT), wire(SECOND, [A]), ...pieces, works(A)),
    ]),
  ),
  ...[
    [wire(SYSTEM, [], SILENT)],
    [wire(SYSTEM, [], SILENT), wire(SYSTEM, [], { ...SILENT, type: 'AAAA' })],
  ].map((pieces) =>
    near(
      `the only server is silent of a name to ${pieces.length} questions, and answers others`,
      [check(URL, {}, lookup([], SILENT), pieces), control()],
      [SYSTEM],
    ),
  ),
  ...[[], [check('dns://b.example?type=MX', {}, answers(['10 mx.example']))]].map((others) =>
    near(`a server is silent of a name, and gives ${others.length} records of another`, [
      check(URL, {}, lookup([A]), wire(SYSTEM, [], SILENT), wire(SECOND, [A]), works(A)),
      ...others,
    ]),
  ),
  ...[2, 3].flatMap((count) =>
    [[], [inDns], [resolved]].map((others) =>
      near(
        `${count} names do not exist, and another is found by ${others.length === 0 ? 'nobody' : others[0] === inDns ? 'the server that it names' : 'the application'}`,
        [
          ...Array.from({ length: count }, (_, i) =>
            check(`https://app${i}.example`, {}, unresolved('dns_nxdomain_error')),
          ),
          ...others,
        ],
      ),
    ),
  ),
  ...(
    [
      ['no proxy', []],
      ['a proxy that is silent', [behindProxy(SILENT)]],
      ['a proxy that refuses', [behindProxy({ fails: 'connection_refused' })]],
      ['a proxy that accepts', [behindProxy({})]],
    ] as const
  ).map(([what, others]) =>
    near(`two hosts are silent, beside ${what}`, [
      silent('a.example', A),
      silent('b.example', B),
      ...others,
    ]),
  ),
  ...(
    [
      'connection_refused',
      'interrupted',
      'network_unreachable',
      'address_not_available',
      'address_family_not_supported',
      'permission_denied',
    ] as const
  ).map((fails) =>
    near(`two hosts are silent, and IPv6 of one ends in ${fails}`, [
      check(
        URL,
        {},
        resolves([A, '2606:4700::2']),
        opens(A, SILENT),
        opens('2606:4700::2', { fails }),
      ),
      silent('b.example', B),
    ]),
  ),
  near('two hosts are silent, and what another server says of one refuses', [
    check(
      URL,
      {},
      lookup([A]),
      wire(SYSTEM, [A]),
      wire(SECOND, ['20.2.2.4']),
      opens(A, SILENT),
      opens('20.2.2.4', { fails: 'connection_refused' }),
    ),
    silent('b.example', B),
  ]),
  ...(
    [
      ['the lookup', [lookup([A], slow(1000))]],
      ['the lookup, not quite', [lookup([A], slow(999))]],
      ['a server', [lookup([A]), wire(SYSTEM, [A], slow(1500)), wire(SECOND, [A], slow(1200))]],
      ['a server and the lookup', [lookup([A], slow(3000)), wire(SYSTEM, [A], slow(1500))]],
      [
        'a failing server',
        [lookup([A]), wire(SYSTEM, [], { fails: 'dns_servfail_error', took: 1500 })],
      ],
      ['the lookup, beside a silent server', [lookup([A], slow(5000)), wire(SYSTEM, [], SILENT)]],
      [
        'the lookup, beside a silent foreign server',
        [lookup([A], slow(5000)), wire(OTHER, [], SILENT)],
      ],
    ] as const
  ).flatMap(([what, names]) =>
    [{}, { address: A }].map((how) =>
      near(`slow: ${what}${'address' in how ? ', the address given' : ''}`, [
        check(URL, how, names, works(A)),
        control(),
      ]),
    ),
  ),
  ...[
    [opens(A, slow(300)), secures(A), replies(A, 200), works(B)],
    [works(A), opens(B, slow(300)), secures(B), replies(B, 200)],
    [works(A), opens(B), secures(B), replies(B, 200, slow(300))],
    [opens(A), secures(A), replies(A, 200, slow(300)), works(B)],
    [opens(A, { fails: 'connection_refused', took: 900 }), works(B)],
    [opens(A), secures(A), replies(A, 470, { took: 900 }), works(B)],
    [
      opens(A, { took: 90 }),
      secures(A, { at: 90, took: 90 }),
      replies(A, 200, { at: 180, took: 90 }),
      works(B),
    ],
  ].map((pieces, i) =>
    near(`latency is limited, and an address is slow: ${i}`, [
      check(
        URL,
        { expect: { latency: { dns: 10, connect: 100, total: 200 } } },
        resolves([A, B]),
        ...pieces,
      ),
      control(),
    ]),
  ),
]
