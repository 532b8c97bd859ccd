import { describe, expect, test } from 'vitest'
import type { Network } from '../../../probes/context.ts'
import { inquiriesFor } from '../../../probes/dns/inquiries.ts'
import { searchedFor } from '../../../probes/dns/searched.ts'
import { resolveName } from '../../../probes/steps/resolve.ts'
import { fail } from '../../../shared/failure/failure.ts'
import type { DnsAnswer } from '../../../shared/model/facts.ts'
import type { ResolveObservation } from '../../../shared/model/observation.ts'
import { expectation } from '../../../shared/model/target.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import { dnsServer } from '../../fixtures/dns-server.ts'
import type { ZoneRow } from '../../fixtures/dns-zone.ts'
import { resolveContext } from './context.ts'

/** What would be asked next of a server with this zone, as `name`s. */
async function asked(
  host: string,
  zone: readonly ZoneRow[],
  over: { readonly expect?: object; readonly soa?: boolean; readonly misbehave?: 'silent' } = {},
): Promise<readonly string[]> {
  await using server = await dnsServer({
    zone,
    ...(over.misbehave && { misbehave: over.misbehave }),
    ...(over.soa === false && { authority: {} }),
  })
  const ctx = resolveContext({ ms: over.misbehave ? SILENCE : PATIENT, resolvers: [server.text] })
  const seen = await resolveName(ctx, host)
  const target = { host, expect: expectation.parse(over.expect ?? {}) }
  return inquiriesFor(target, seen, ctx.answers).map(({ name }) => name)
}

describe('inquiriesFor()', () => {
  test('asks nothing about a public name, nor about an alias into a private link zone', async () => {
    expect(await asked('app.test', [['app.test', 'A', '192.0.2.1']])).toEqual([])
    expect(
      await asked('kv.vault.azure.net', [
        ['kv.vault.azure.net', 'CNAME', 'kv.privatelink.vaultcore.azure.net'],
        ['kv.privatelink.vaultcore.azure.net', 'A', '10.0.0.5'],
      ]),
    ).toEqual([])
  })

  test('asks whose zone a private answer without an alias comes from', async () => {
    expect(await asked('kv.vault.azure.net', [['kv.vault.azure.net', 'A', '10.0.0.5']])).toEqual([
      'kv.vault.azure.net',
    ])
  })

  test('asks for the zone of the last name when the one expected is another', async () => {
    expect(
      await asked(
        'app.test',
        [
          ['app.test', 'CNAME', 'app.corp.test'],
          ['app.corp.test', 'A', '10.0.0.5'],
        ],
        {
          expect: { zone: 'other.test' },
        },
      ),
    ).toEqual(['app.corp.test'])
  })

  test('asks the servers of a private zone for the name, and none twice', async () => {
    const target = { host: 'db.corp.test', expect: expectation.parse({}) }
    const seen = [] as const
    const asks = inquiriesFor({ ...target, zoneServers: ['10.1.0.4:53'] }, seen, new Map())
    expect(asks).toEqual([{ name: 'db.corp.test', type: 'A', server: '10.1.0.4:53' }])
  })

  const HOST = 'db.corp.test'
  const silent = (server: string): ResolveObservation => ({
    ...{ step: 'resolve', peer: 'target', engine: 'dns', attempt: 1, t0: 0, t: 5000 },
    ...{ name: HOST, type: 'A', server, transport: 'udp', addresses: [], answer: null },
    ...{ failure: fail('generic_timeout_error', 'x'), hosts: null },
  })
  const servers = [4, 5, 6, 7, 8].map((last) => `10.1.0.${last}:53`)
  const questions = (
    seen: readonly ResolveObservation[],
    zoneServers: readonly string[] = [],
    answers: ReadonlyMap<string, DnsAnswer> = new Map(),
  ) =>
    inquiriesFor({ host: HOST, expect: expectation.parse({}), zoneServers }, seen, answers).map(
      ({ name, type, server }) => `${name} ${type} @${server}`,
    )

  test('asks no holder of a zone that was asked for the name, and no more than four', () => {
    expect(questions([silent('10.1.0.4:53')], ['10.1.0.4:53', '10.1.0.5:53'])).toEqual([
      `${HOST} A @10.1.0.5:53`,
      '. SOA @10.1.0.4:53',
    ])
    expect(questions([], servers)).toEqual(servers.slice(0, 4).map((s) => `${HOST} A @${s}`))
  })

  test('asks no more than the first four servers for the root', () => {
    expect(questions(servers.map(silent))).toEqual(servers.slice(0, 4).map((s) => `. SOA @${s}`))
  })

  test('asks no root of a server that answered something else', () => {
    const [one = '', other = ''] = servers
    const seen = [silent(one), silent(other)]
    const answers = new Map([['x', { server: one } as DnsAnswer]])
    expect(questions(seen, [], answers)).toEqual([`. SOA @${other}`])
  })

  test('goes by the last try of the question for IPv4, and by the name itself', () => {
    const [one = ''] = servers
    const found = { ...silent(one), failure: null, addresses: ['192.0.2.1'] }
    expect(questions([silent(one), found])).toEqual([])
    expect(questions([{ ...silent(one), type: 'AAAA' }])).toEqual([])
    expect(questions([{ ...silent(one), name: 'other.test' }])).toEqual([])
    expect(questions([{ ...silent(one), failure: fail('dns_refused_error', 'x') }])).toEqual([])
    expect(questions([{ ...silent(one), failure: fail('timed_out', 'x') }])).toHaveLength(1)
  })

  test.for([
    ['the zone that is expected gave it', 'corp.test', []],
    ['a zone within it did', 'private.corp.test', []],
    ['another did', 'other.test', ['app.private.corp.test']],
    ['it must come from elsewhere', '!corp.test', ['app.private.corp.test']],
  ] as const)('asks for the zone of an alias unless %s', async ([, zone, names]) => {
    const end = 'app.private.corp.test'
    const rows = [
      ['app.test', 'CNAME', end],
      [end, 'A', '10.0.0.5'],
    ] as const
    expect(await asked('app.test', rows, { expect: { zone } })).toEqual(names)
  })

  test('asks the root where a server said no, and for the private zone where it did not say whose', async () => {
    expect(await asked('gone.test', [])).toEqual(['.'])
    const host = 'c1.privatelink.eastus.azmk8s.io'
    expect(await asked(host, [], { soa: false })).toEqual(['privatelink.eastus.azmk8s.io', '.'])
  })

  test('asks the root of a server that gave no reply', async () => {
    expect(await asked('app.test', [], { misbehave: 'silent' })).toEqual(['.'])
  })
})

describe('searchedFor()', () => {
  const stub = () => ({ timeout: 1, attempts: 1, search: ['corp.test', 'svc.test'] })
  const network = { stub, systemResolvers: () => ['127.0.0.1:53'] }

  test('names what the search list makes of a name that no server gave these addresses for', async () => {
    await using server = await dnsServer({ zone: [['app.test', 'A', '10.0.0.5']] })
    const ctx = resolveContext({ resolvers: [server.text] })
    const seen = await resolveName(ctx, 'app.test')
    expect(searchedFor('app.test', seen, network).map(({ name }) => name)).toEqual([
      'app.test.corp.test',
      'app.test.svc.test',
    ])
  })

  test('asks nothing where getaddrinfo and a server agree', async () => {
    await using server = await dnsServer({ zone: [['app.test', 'A', '192.0.2.1']] })
    const ctx = resolveContext({ resolvers: [server.text] })
    expect(searchedFor('app.test', await resolveName(ctx, 'app.test'), network)).toEqual([])
  })

  const [SERVER] = network.systemResolvers()
  const gave = (engine: 'dns' | 'getaddrinfo', ...addresses: string[]) =>
    ({ engine, failure: null, addresses, hosts: null }) as unknown as ResolveObservation
  const own = gave('getaddrinfo', '10.0.0.9')

  test.for<[string, readonly ResolveObservation[], Pick<Network, 'stub' | 'systemResolvers'>]>([
    ['getaddrinfo gave nothing', [{ ...own, failure: fail('dns_no_answer', 'x') }], network],
    ['the hosts file has the address', [{ ...own, hosts: ['10.0.0.9'] }], network],
    [
      'a server gave one of them',
      [gave('getaddrinfo', '10.0.0.9', '10.0.0.1'), gave('dns', '10.0.0.1')],
      network,
    ],
    ['there is no search list', [own], { ...network, stub: () => null }],
    ['the system has no server', [own], { ...network, systemResolvers: () => [] }],
  ])('asks nothing where %s', ([, seen, of]) => {
    expect(searchedFor('app.test', seen, of)).toEqual([])
  })

  test('asks the first server, where the hosts file has another address', () => {
    const seen = [{ ...own, hosts: ['10.0.0.8'] }, gave('dns', '10.0.0.1')]
    const of = { ...network, systemResolvers: () => [SERVER ?? '', '10.0.0.4:53'] }
    expect(searchedFor('app.test', seen, of)).toEqual([
      { name: 'app.test.corp.test', type: 'A', server: SERVER },
      { name: 'app.test.svc.test', type: 'A', server: SERVER },
    ])
  })
})
