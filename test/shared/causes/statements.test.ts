import { describe, expect, test } from 'vitest'
import { askedOf } from '../../../shared/causes/asked.ts'
import { causesOf } from '../../../shared/causes/causes.ts'
import {
  alsoBy,
  answered,
  cut,
  fails,
  named,
  recoded,
  reportOf,
  type Seen,
  through,
  tunnel,
  well,
} from './targets.ts'

test('a resolver is named with its port where it is not 53', () => {
  const asked = { resolvers: ['10.0.0.4:53', '10.0.0.5:5353'], others: [] }
  expect(askedOf([{ asked }]).resolvers).toEqual(['10.0.0.4', '10.0.0.5:5353'])
})

describe('the statement of a cause says what fails, and how many are well, of', () => {
  const wrong = (host: string) => fails(host, 'dns-private-unexpected', '10.0.0.4')
  test.for<{ name: string; seen: readonly Seen[]; statement: string }>([
    {
      name: 'wrong answers below one suffix',
      seen: [wrong('a.x.test'), wrong('b.x.test'), well('c.y.test')],
      statement:
        '2 public names that resolve to private addresses, all below x.test (a.x.test and b.x.test); 1 target has the answer that it must have',
    },
    {
      name: 'wrong answers everywhere',
      seen: [
        wrong('a.x.test'),
        wrong('b.y.test'),
        wrong('c.z.test'),
        well('d.q.test'),
        well('e.w.test'),
      ],
      statement:
        '3 public names that resolve to private addresses (a.x.test, b.y.test and c.z.test); 2 targets have the answer that they must have',
    },
    {
      name: 'wrong answers alone',
      seen: [wrong('a.x.test'), wrong('b.y.test'), wrong('c.z.test')],
      statement:
        '3 public names that resolve to private addresses (a.x.test, b.y.test and c.z.test)',
    },
    {
      name: 'public names, of which private ones that resolve are no part',
      seen: [
        ...['a.x.test', 'b.y.test', 'c.z.test'].map((h) => fails(h, 'dns-name-not-found')),
        well('d.corp.test', '10.0.0.4'),
        // Asked of a proxy: no resolver was.
        tunnel('e.test', 200),
      ],
      statement:
        '10.0.0.4 resolves none of the 3 public names that were asked; 1 private name resolves',
    },
  ])('$name', ({ seen, statement }) => {
    expect(causesOf(reportOf(seen)).map((cause) => cause.statement)).toEqual([statement])
  })
})

describe('a server that knows better than the one that the application asked is named', () => {
  const OTHER = '168.63.129.16:53'
  const unused = (id: string, other: string | null) =>
    alsoBy(named(id, 'dns-private-zone-not-used', `z.${id}`, '20.1.1.1'), OTHER, other)
  const unknown = (host: string, other: string | null) =>
    alsoBy(fails(host, 'dns-name-not-found'), OTHER, other)
  const NONE = 'None of the 2 names that must be private resolves to a private address by 10.0.0.4'

  test.for<[name: string, seen: readonly Seen[], statement: string, cause: string]>([
    [
      'where it has the private zones',
      [unused('a', '10.2.0.4'), unused('b', '10.2.0.5')],
      `${NONE}, while 168.63.129.16 has private addresses for them`,
      'the zones are there, for 168.63.129.16: 10.0.0.4 does not ask it for these names',
    ],
    [
      'and is not where it has them for one name of two',
      [unused('a', '10.2.0.4'), unused('b', '20.1.1.2')],
      NONE,
      'no private zone is used',
    ],
    [
      'and is not where what it has is no private address either',
      [unused('a', '199.36.153.8'), unused('b', '199.36.153.9')],
      NONE,
      'no private zone is used',
    ],
    [
      'and answers alike where its address is another public one',
      [unused('a', '20.1.1.2'), unused('b', '20.1.1.2')],
      `${NONE} and 168.63.129.16`,
      'no private zone is used',
    ],
    [
      'where some zones are used',
      [...['a', 'b', 'c'].map((id) => unused(id, '10.2.0.4')), named('d', null, '', '10.0.0.9')],
      '3 private zones are not used by 10.0.0.4 (z.a, z.b and z.c), and 1 name of another private zone is right, while 168.63.129.16 has private addresses for them',
      'the zones are there',
    ],
    [
      'where names below one suffix do not exist for the first',
      [...['a.x.test', 'b.x.test'].map((h) => unknown(h, '20.1.1.1')), well('c.y.test')],
      'None of the 2 names below x.test resolves by 10.0.0.4, while 168.63.129.16 has addresses for them; 1 other target resolves',
      'the zone that 10.0.0.4 has for x.test',
    ],
    [
      'and both, where they exist for neither',
      [...['a.x.test', 'b.x.test'].map((h) => unknown(h, null)), well('c.y.test')],
      'None of the 2 names below x.test resolves by 10.0.0.4 and 168.63.129.16; 1 other target resolves',
      'the zone that 10.0.0.4 and 168.63.129.16 has for x.test',
    ],
  ])('%s', ([, seen, statement, cause]) => {
    const [told] = causesOf(reportOf(seen))
    expect(told?.statement).toBe(statement)
    expect(told?.cause).toContain(cause)
  })

  test('and both are, where they disagree', () => {
    const seen = ['a.x.test', 'b.x.test'].map((h) =>
      alsoBy(fails(h, 'dns-resolvers-disagree', '20.1.1.1'), OTHER, '10.2.0.4'),
    )
    expect(causesOf(reportOf(seen))[0]?.fix).toContain('what 10.0.0.4 and 168.63.129.16 say')
  })
})

test.for<[path: string, all: boolean, cause: string]>([
  ['direct', false, 'the firewall’s application rules allow some names'],
  ['direct', true, 'the firewall on the egress path has no application rule'],
  [
    'http://10.0.9.1:3128',
    false,
    'the policy of the proxy, or a firewall behind it, lets some names',
  ],
  ['http://10.0.9.1:3128', true, 'the proxy opens tunnels, and its policy for this source'],
])(
  'names that are cut on the path %s, all of them %s, are told of as there',
  ([path, all, cause]) => {
    const on = (seen: Seen): Seen => (path === 'direct' ? seen : { ...seen, proxy: path })
    const seen = [
      ...['20.1.0.1', '20.2.0.2', '20.3.0.3'].map(cut),
      ...(all ? [] : [through('20.4.0.4')]),
    ]
    const [told] = causesOf(reportOf(seen.map(on)))
    expect(told?.cause).toContain(cause)
    expect(told?.fix.includes('proxy')).toBe(path !== 'direct')
  },
)

describe('what resolvers of the internet alone were asked keeps the words of the findings, for', () => {
  const WORDS = { cause: '8.8.8.8 is outside', fix: 'Ask another' }
  const outside = (seen: Seen): Seen => ({
    ...seen,
    root: seen.root === null ? null : { ...seen.root, ...WORDS },
    observations: seen.observations.map((o) => ({
      ...o,
      server: '8.8.8.8:53',
    })) as Seen['observations'],
  })
  const vip = (host: string): Seen => ({
    ...fails(host, 'dns-google-vip-not-used', '20.1.1.1'),
    isPrivate: false,
    resolution: 'google-restricted',
  })

  test.for<[name: string, seen: readonly Seen[]]>([
    [
      'all private zones',
      ['a', 'b'].map((id) => named(id, 'dns-private-zone-not-used', `z.${id}`, '20.1.1.1')),
    ],
    [
      'some private zones',
      [
        ...['a', 'b', 'c'].map((id) =>
          named(id, 'dns-private-zone-not-used', `z.${id}`, '20.1.1.1'),
        ),
        named('d', null, '', '10.0.0.9'),
      ],
    ],
    [
      'names below a suffix',
      [...['a.x.test', 'b.x.test'].map((h) => fails(h, 'dns-name-not-found')), well('c.y.test')],
    ],
    ['names that must lead to a VIP', [vip('storage.googleapis.com'), vip('gcr.io')]],
  ])('%s', ([, seen]) => {
    const [told] = causesOf(reportOf(seen.map(outside)))
    expect(told).toMatchObject({
      ...WORDS,
      targets: expect.arrayContaining([seen[0]?.id, seen[1]?.id]),
    })
    expect(causesOf(reportOf(seen))[0]?.cause).not.toBe(WORDS.cause)
  })
})

describe('what a proxy that serves others refuses is a matter of', () => {
  const refused = ['a.test', 'b.test'] as const
  test.for([
    [
      'ports, where none of them is served',
      5671,
      'CONNECT to port 5671 is not allowed',
      'a.test:5671',
    ],
    ['names, where the port is served', 443, 'these names are not on', 'allow-list: a.test'],
  ] as const)('%s', ([, port, cause, fix]) => {
    const seen = [...refused.map((host) => tunnel(host, 403, { port })), tunnel('c.test', 200)]
    const [told] = causesOf(reportOf(seen))
    expect(told?.cause).toContain(cause)
    expect(told?.fix).toContain(fix)
  })
})

describe('names with the certificate of another server at one address', () => {
  const led = (host: string) => answered(host, '10.6.0.1', 'tls-name-mismatch')
  test.for([
    ['of two owners: their records', ['a.one.test', 'b.one.test', 'c.two.test'], 'their records'],
    [
      'of unlike owners: who answers for any name',
      ['a.one.test', 'b.two.test', 'c.three.test'],
      '10.0.0.4 leads them to a filter or portal',
    ],
  ] as const)('%s', ([, hosts, cause]) => {
    const [told, ...more] = causesOf(reportOf([...hosts.map(led), well('d.four.test')]))
    expect(more).toEqual([])
    expect(told?.statement).toContain('3 names lead to 10.6.0.1 port 443, which serves other names')
    expect(told?.cause).toContain(cause)
  })
})

describe('what a proxy cannot reach is told', () => {
  const UNREACHED = { code: 'proxy-cannot-reach-target', fix: 'Resolve it there' } as const
  const unreached = (host: string, cause: string) =>
    recoded(tunnel(host, 503), { ...UNREACHED, subject: `${host}:443`, cause })
  test.for([
    ['by what the proxy says of all of them', 'its DNS fails', 'its DNS fails', 'Resolve it there'],
    ['in general, where it says several things', 'it waits', 'no way to', 'resolve and connect'],
  ] as const)('%s', ([, other, cause, fix]) => {
    const seen = [
      ...[unreached('a.x.test', 'its DNS fails'), unreached('b.x.test', other)],
      tunnel('c.test', 200),
    ]
    const [told] = causesOf(reportOf(seen))
    expect(told?.cause).toContain(cause)
    expect(told?.fix).toContain(fix)
    expect(told?.fix).toContain('a.x.test and b.x.test')
  })

  test('as nothing of all, where it opens none', () => {
    const seen = ['a.x.test', 'b.y.test'].map((host) => unreached(host, 'its DNS fails'))
    expect(causesOf(reportOf(seen)).map(({ statement }) => statement)).toEqual([
      'The proxy http://10.0.9.1:3128 opens nothing of all that was asked of it, 2 targets',
    ])
  })
})

describe('what decides in the configuration of the network is named for a cause', () => {
  const decided = (address: string, name: string) => {
    const seen = cut(address)
    const object = { kind: 'rule', name, id: name, fields: {}, cause: `${name} denies`, fix: 'x' }
    return recoded(seen, {
      ...{ code: 'tls-blocked-by-name', subject: seen.host, cause: `${name} denies` },
      object: object as never,
    })
  }
  test.for([
    ['where it is one for all', ['deny-web', 'deny-web'], 'deny-web denies'],
    ['not where it differs', ['deny-web', 'deny-all'], null],
  ] as const)('%s', ([, [one, other], cause]) => {
    const seen = [decided('20.1.0.4', one), decided('20.2.0.4', other), through('20.3.0.4')]
    const [first, ...more] = causesOf(reportOf(seen))
    expect(more).toEqual([])
    if (cause === null) expect(first).not.toHaveProperty('object')
    else expect(first).toMatchObject({ cause, object: { name: one } })
  })
})
