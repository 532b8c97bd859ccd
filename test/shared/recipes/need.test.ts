import { describe, expect, test } from 'vitest'
import type { Target } from '../../../shared/model/target.ts'
import { canonicalPrefix, needsOf, union, type WantedTarget } from '../../../shared/recipes/need.ts'
import { direct, WHY } from '../../../shared/recipes/rendered.ts'
import { covered, widened } from '../../../shared/recipes/wildcard.ts'
import { targetOf } from '../../fixtures/target.ts'

const BOTH = { reach: true, resolve: true }
const ROW = {
  row: {
    ...{ id: 'r', url: 'https://{p}/', for: ['c'], source: 's', asOf: '2026-11-01' },
    ...{ wildcard: '*.B.example', needsWildcard: 'names change', furtherPorts: '11000-11999' },
  },
  catalog: {} as never,
}
const capabilities = [
  { id: 'own/c', name: 'It works', catalog: 'own', symptom: 's', sandboxes: [] },
]

function needs(
  given: readonly (readonly [string, Partial<Target>?, Partial<WantedTarget>?])[],
  rows: readonly string[] = [],
  resolvers: readonly string[] = [],
) {
  const wanted = given.map(([url, over = {}, more = {}]) => ({
    ...{ target: targetOf(url, over), wants: BOTH },
    ...more,
  }))
  const planned = { rows: new Map(rows.map((id) => [id, ROW])), capabilities }
  return needsOf(wanted, planned, resolvers)
}

const expected = (more: object): Partial<Target> => ({
  expect: { reachability: 'reachable', resolution: 'any', ...more },
})

describe('a need', () => {
  test('is told whole', () => {
    expect(
      needs([
        [
          'https://kv.vault.azure.net/',
          {
            ...{ id: 'a', name: 'A', capabilities: ['own/c', 'own/x'], optional: true },
            ...expected({ resolution: 'private', addresses: ['10.2.0.0/16', '10.1.0.4/32', 'x'] }),
          },
          { hiddenBy: 'scm.example' },
        ],
      ]),
    ).toEqual([
      {
        ...{ action: 'allow', kind: 'name', host: 'kv.vault.azure.net', port: 443 },
        ...{ protocol: 'https', via: null, leads: 'private', wants: BOTH, hiddenBy: 'scm.example' },
        addresses: ['10.1.0.4', '10.2.0.0/16'],
        zones: ['privatelink.vaultcore.azure.net'],
        reasons: [
          { target: 'a', works: ['It works'], source: null, optional: true, wildcard: null },
        ],
      },
    ])
  })

  test.for([
    ['https://10.0.0.1/', {}, 'address', ['10.0.0.1'], 'private'],
    ['https://203.0.113.1/', {}, 'address', ['203.0.113.1'], 'public'],
    ['https://a.b.example/', { address: '10.0.0.1' }, 'name', ['10.0.0.1'], 'private'],
    [
      'https://a.b.example/',
      expected({ addresses: ['10.0.0.0/8', '20.0.0.0/8'] }),
      'name',
      ['10.0.0.0/8', '20.0.0.0/8'],
      'public',
    ],
    [
      'https://a.b.example/',
      expected({ addresses: ['10.0.0.0/8', '10.1.0.0/16'] }),
      'name',
      ['10.0.0.0/8', '10.1.0.0/16'],
      'private',
    ],
    [
      'https://a.b.example/',
      expected({ resolution: 'google-private' }),
      'name',
      [],
      'google-private',
    ],
    [
      'https://a.b.example/',
      expected({ reachability: 'blocked', resolution: 'private', addresses: ['10.0.0.0/8'] }),
      'name',
      [],
      'public',
    ],
    [
      'dns://a.b.example',
      { server: '[fd00::53]:5353', port: 5353 },
      'address',
      ['fd00::53'],
      'private',
    ],
  ] as const)('%s %j', ([url, over, kind, addresses, leads]) => {
    const [one] = needs([[url, over as Partial<Target>]])
    expect([one?.kind, one?.addresses, one?.leads]).toEqual([kind, addresses, leads])
  })

  test.for([
    ['none expected', {}, []],
    ['by its host', { resolution: 'private' }, ['privatelink.vaultcore.azure.net']],
    ['its own', { resolution: 'private', zone: 'Corp.example' }, ['corp.example']],
    [
      'any but one',
      { resolution: 'private', zone: '!corp.example' },
      ['privatelink.vaultcore.azure.net'],
    ],
    ['no zone name', { resolution: 'private', zone: '10.0.0.1' }, []],
    ['a public one', { resolution: 'public', zone: 'corp.example' }, []],
  ] as const)('its zones, %s', ([, more, zones]) => {
    expect(needs([['https://kv.vault.azure.net/', expected(more)]])[0]?.zones).toEqual(zones)
  })
})

describe('the DNS servers that a target names', () => {
  test.for([
    ['10.0.0.4', ['10.0.0.4:53 tcp', '10.0.0.4:53 udp']],
    ['[fd00::53]:5353', ['fd00::53:5353 tcp', 'fd00::53:5353 udp']],
    ['tls://8.8.8.8#dns.google', ['8.8.8.8:853 tcp']],
    ['https://8.8.4.4/dns-query#dns.google', ['8.8.4.4:443 tcp']],
  ] as const)('%s', ([resolver, ways]) => {
    const found = needs([['https://a.b.example/', { resolver }]])
    const others = found.filter(({ kind }) => kind === 'address')
    expect(others.map(({ host, port, protocol }) => `${host}:${port} ${protocol}`)).toEqual(ways)
  })

  test('are not what a report found missing of the target, nor what must be blocked', () => {
    const resolver = '10.0.0.4:53'
    const kinds = (more: Partial<Target>, wants = BOTH) =>
      needs([['https://a.b.example/', { resolver, ...more }, { wants }]]).map(({ kind }) => kind)
    expect(kinds({}, { reach: true, resolve: false })).toEqual(['name'])
    expect(kinds(expected({ reachability: 'blocked' }))).toEqual(['name'])
  })
})

test('the DNS servers of the configuration are asked for names, but for those of a platform', () => {
  const listed = ['system', '10.0.0.4', '[fd00::53]:5353', '168.63.129.16', '169.254.169.254']
  const ways = (url: string, over: Partial<Target> = {}) =>
    needs([[url, { id: 'a', ...over }]], [], listed).map(
      ({ host, port, protocol, reasons }) =>
        `${host}:${port} ${protocol} for ${reasons.map(({ target }) => target).join()}`,
    )
  const [tcp, udp, ...rest] = ways('https://a.b.example/', { resolver: '10.0.0.4:53' })
  expect([tcp, udp]).toEqual(['tcp', 'udp'].map((by) => `10.0.0.4:53 ${by} for a,resolvers`))
  const others = ['tcp', 'udp'].map((by) => `fd00::53:5353 ${by} for resolvers`)
  expect(rest).toEqual(['a.b.example:443 https for a', ...others])
  expect(ways('https://20.1.2.3/')).toEqual(['20.1.2.3:443 https for a'])
})

describe('needs of one thing are one', () => {
  test('with all reasons, addresses and zones, and the record where all lack it', () => {
    const one = {
      id: 'a',
      name: 'A',
      ...expected({ resolution: 'private', addresses: ['10.0.0.2'] }),
    }
    const two = {
      id: 'b',
      name: 'B',
      ...expected({ resolution: 'private', addresses: ['10.0.0.1'] }),
    }
    const url = 'https://kv.vault.azure.net/'
    const record = { reach: false, resolve: true, record: true }
    const joined = (a: WantedTarget['wants'], b: WantedTarget['wants']) =>
      needs([
        [url, one, { wants: a }],
        [url, two, { wants: b }],
        [url, one, { wants: a }],
      ])
    const [need, ...more] = joined(record, record)
    expect(more).toEqual([])
    expect(need?.addresses).toEqual(['10.0.0.1', '10.0.0.2'])
    expect(need?.reasons.map(({ target }) => target)).toEqual(['a', 'b'])
    expect(need?.wants).toEqual(record)
    expect(joined(record, { reach: true, resolve: false })[0]?.wants).toEqual(BOTH)
    expect(
      joined({ reach: false, resolve: true }, { reach: true, resolve: false })[0]?.wants,
    ).toEqual(BOTH)
  })

  test('and those of several stand in the order of hosts and ports', () => {
    const found = needs([
      ['https://b.b.example/'],
      ['https://a.b.example:10000/'],
      ['http://a.b.example/'],
      ['tls://a.b.example:443'],
      ['https://a.b.example/'],
      [
        'https://a.b.example/',
        { id: 'p', proxy: { scheme: 'http', host: 'p', port: 1, authorization: null } },
      ],
      ['https://a.b.example/', { id: 'd', ...expected({ reachability: 'blocked' }) }],
    ])
    expect(
      found.map(({ host, port, protocol, action, via }) => [host, port, protocol, action, via]),
    ).toEqual([
      ['a.b.example', 80, 'http', 'allow', null],
      ['a.b.example', 443, 'https', 'allow', null],
      ['a.b.example', 443, 'https', 'allow', 'p:1'],
      ['a.b.example', 443, 'https', 'deny', null],
      ['a.b.example', 443, 'tls', 'allow', null],
      ['a.b.example', 10000, 'https', 'allow', null],
      ['b.b.example', 443, 'https', 'allow', null],
    ])
  })
})

describe('what a row adds', () => {
  const told = (id: string, over: Partial<Target> = {}) =>
    needs([['https://a.b.example/', { id, ...over }]], ['own/r']).map(
      ({ kind, host, port, to, reasons }) => [
        ...[kind, host, port, to],
        ...[reasons[0]?.source?.key, reasons[0]?.wildcard],
      ],
    )

  test.for([
    ['the row itself', 'own/r'],
    ['a target that it discovered', 'own/r/a.b.example'],
  ] as const)('to %s: the wildcard and further ports', ([, id]) => {
    expect(told(id)).toEqual([
      ['wildcard', '*.b.example', 443, undefined, 's', 'names change'],
      ['name', 'a.b.example', 443, undefined, 's', null],
      ['name', 'a.b.example', 11000, 11999, 's', null],
    ])
  })

  test.for([
    ['another target', 'own/x', {}, undefined],
    ['what must be blocked', 'own/r', expected({ reachability: 'blocked' }), 's'],
  ] as const)('to %s: nothing', ([, id, over, source]) => {
    expect(told(id, over as Partial<Target>)).toEqual([
      ['name', 'a.b.example', 443, undefined, source, null],
    ])
  })
})

test('a name that a wildcard covers goes, and its reasons stay', () => {
  const [name, wild] = [
    needs([['https://a.b.example/', { id: 'n', name: 'N' }]])[0],
    needs([['https://a.b.example/', { id: 'own/r' }]], ['own/r'])[0],
  ]
  if (name === undefined || wild === undefined) throw new Error('both are needs')
  const hosts = (...all: readonly (typeof name)[]) => covered(all).map(({ host }) => host)
  expect(hosts(name, wild)).toEqual(['*.b.example'])
  expect(covered([name, wild])[0]?.reasons.map(({ target }) => target)).toEqual(['own/r', 'n'])
  for (const other of [
    { ...name, port: 8443 },
    { ...name, protocol: 'tls' as const },
    { ...name, action: 'deny' as const },
    { ...name, host: 'ab.example' },
    { ...name, host: 'b.example' },
  ])
    expect(hosts(other, wild)).toHaveLength(2)
  const inside = { ...wild, host: 'az*.b.example' }
  expect(hosts({ ...name, host: 'az1.b.example' }, inside)).toHaveLength(2)
  expect(widened(inside)).toMatchObject({ host: '*.b.example' })
  expect(widened(inside).reasons[0]?.wildcard).toContain('listed as az….b.example')
  expect(widened(wild)).toBe(wild)
})

test.for([
  [
    'a proxy',
    { proxy: { scheme: 'http', host: 'p', port: 1, authorization: null } },
    'https://a.b.example/',
    WHY.proxied,
  ],
  ['nothing that connects', {}, 'dns://a.b.example', WHY.resolves],
  ['the platform', {}, 'http://169.254.169.254/', WHY.local],
  ['its name', {}, 'http://metadata.google.internal/', WHY.local],
  ['this machine', {}, 'http://localhost/', WHY.local],
  ['a name that begins so', {}, 'http://localhost.b.example/', null],
  ['the wire server', {}, 'http://168.63.129.16/', WHY.local],
  ['an address that begins so', {}, 'http://168.63.129.160/', null],
] as const)('what has no rule: %s', ([, over, url, why]) => {
  const { rest, left } = direct(needs([[url, over as Partial<Target>]]))
  expect([rest.length, left.map((one) => one.why)]).toEqual(why === null ? [1, []] : [0, [why]])
})

test('prefixes have one spelling, and lists each text once', () => {
  expect(
    ['10.0.0.1/32', '10.0.0.1', '10.1.0.0/16', 'FD00::0/8', 'fd00::1/128', 'x'].map(
      canonicalPrefix,
    ),
  ).toEqual(['10.0.0.1', '10.0.0.1', '10.1.0.0/16', 'fd00::/8', 'fd00::1', null])
  expect(union(['c', 'a'], ['b', 'a'])).toEqual(['a', 'b', 'c'])
})
