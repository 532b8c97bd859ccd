import { describe, expect, test } from 'vitest'
import type { Network } from '../../probes/context.ts'
import { sweep } from '../../probes/sweep.ts'
import type { Target } from '../../shared/model/target.ts'
import { type DnsServerOptions, dnsServer } from '../fixtures/dns-server.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { closedPort, mute, tcpServer } from '../fixtures/tcp-server.ts'

const BLOCKED = { expect: { reachability: 'blocked', resolution: 'any' } } as const

/** What one target leads to: the questions that its server got, and what was seen of it. */
async function asked(
  url: string,
  { zone = [], ...more }: Partial<DnsServerOptions> = {},
  over: Partial<Target> | ((server: string) => Partial<Target>) = {},
  network: Partial<Network> = {},
) {
  await using dns = await dnsServer({ zone, ...more })
  const target = targetOf(url, typeof over === 'function' ? over(dns.text) : over)
  const limits = { ...LIMITS, attempts: 2 }
  const evidence = await sweep([target], options({ resolvers: [dns.text], limits }, network))
  const seen = evidence.targets[0]?.observations ?? []
  return {
    questions: dns.asked.map(({ name, type }) => `${name} ${type}`).toSorted(),
    lookups: seen.flatMap((o) =>
      o.step === 'resolve' && o.engine === 'getaddrinfo' ? [o.name] : [],
    ),
    wire: seen.filter((o) => o.step === 'resolve' && o.engine === 'dns').length,
    connects: seen.flatMap((o) => (o.step === 'connect' ? [o.address] : [])),
  }
}

const ADDRESSES = ['app.test A', 'app.test AAAA']

describe('what is asked of a target', () => {
  test('its own resolver is asked once where the sweep asks it as well', async () => {
    const zone = [['app.test', 'A', '127.0.0.1']] as const
    const { questions, wire } = await asked('dns://app.test', { zone }, (server) => ({
      resolver: server,
    }))
    expect(questions).toEqual(ADDRESSES)
    expect(wire).toBe(2)
  })

  const failing = {
    lookup: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  }

  test('a name that does not exist leads to more questions', async () => {
    const { questions } = await asked('tcp://app.test:443', {}, {}, failing)
    expect(questions).toContain('. SOA')
  })

  test.for([
    ['that must be blocked', BLOCKED],
    ['with an address of its own', { address: '127.0.0.1' }],
  ] as const)('a name of a target %s leads to none', async ([, over]) => {
    const port = await closedPort()
    const { questions } = await asked(`tcp://app.test:${port}`, {}, over, failing)
    expect(questions).toEqual(ADDRESSES)
  })

  test.for([
    [
      'is looked up where the hosts file has a line for it',
      'alias.test',
      ['app.test', 'alias.test'],
    ],
    ['is left alone where the line is of another', 'other.test', ['app.test']],
  ] as const)('an alias %s', async ([, line, lookups]) => {
    const zone = [
      ['app.test', 'CNAME', 'alias.test'],
      ['alias.test', 'A', '127.0.0.1'],
    ] as const
    const hosts = (name: string) => (name === line ? ['127.0.0.9'] : null)
    expect((await asked('dns://app.test', { zone }, {}, { hosts })).lookups).toEqual(lookups)
  })
})

describe('where a target is connected to', () => {
  const elsewhere = { zone: [['app.test', 'A', '127.0.0.3']] as const }
  const lookup = async () => ['127.0.0.2']

  test('the address of another resolver once as well, where its own refuses', async () => {
    const { connects } = await asked(
      `tcp://app.test:${await closedPort()}`,
      elsewhere,
      {},
      { lookup },
    )
    expect(connects).toEqual(['127.0.0.2', '127.0.0.2', '127.0.0.3'])
  })

  test('its own alone, where it must be blocked', async () => {
    const url = `tcp://app.test:${await closedPort()}`
    const { connects } = await asked(url, elsewhere, BLOCKED, { lookup })
    expect(connects).toEqual(['127.0.0.2', '127.0.0.2'])
  })

  test.for([
    ['all, where it must be reachable', {}, 10],
    ['eight, where it must be blocked: each is judged by how far it goes', BLOCKED, 8],
  ] as const)('of ten addresses %s', async ([, over, count]) => {
    await using server = await tcpServer(mute)
    const all = Array.from({ length: 10 }, (_, i) => `127.0.0.${i + 1}`)
    const url = `tcp://app.test:${server.port}`
    const { connects } = await asked(url, {}, over, { lookup: async () => all })
    expect(new Set(connects).size).toBe(count)
  })
})
