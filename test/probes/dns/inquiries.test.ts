import { describe, expect, test } from 'vitest'
import { inquiriesFor } from '../../../probes/dns/inquiries.ts'
import { searchedFor } from '../../../probes/dns/searched.ts'
import { resolveName } from '../../../probes/steps/resolve.ts'
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
})
