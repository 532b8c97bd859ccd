import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cutByName, scenarioRules } from './network/rules.ts'
import { serverName } from './odd/client-hello.ts'
import { readOptions } from './options.ts'
import { differences } from './scenario/compare.ts'
import { loadScenarios, ownResolvers, resolverNames } from './scenario/load.ts'
import { record } from './scenario/record.ts'
import { rule } from './scenario/rule.ts'
import { scenario } from './scenario/schema.ts'
import { loadWorld } from './world/load.ts'

const scenarios = loadScenarios(undefined)
const world = loadWorld(ownResolvers(scenarios))

describe('scenarios', () => {
  test.for(scenarios)('$name names resolvers that the lab has', (one) => {
    const missing = resolverNames(one).filter((name) => !world.resolverAddresses.has(name))
    expect(missing).toEqual([])
  })

  test.for(scenarios)(
    '$name expects something of every target it names',
    ({ expect: told, config }) => {
      const names = (config['targets'] as { name: string }[] | undefined)?.map((t) => t.name) ?? []
      // What a redirect leads to has the name of the target that was sent there.
      const own = (name: string) => name.replace(/\/redirect-\d+$/, '')
      const unnamed = Object.keys(told.targets).filter((name) => !names.includes(own(name)))
      if (config['catalogs'] === undefined) expect(unnamed).toEqual([])
    },
  )

  test('a wrong scenario is refused with the key that is wrong', () => {
    const parsed = scenario.safeParse({ shows: 'x', config: {}, expect: { first: 'dns-typo' } })
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['expect.first'])
  })
})

describe('scenarioRules()', () => {
  const text = (what: object) =>
    scenarioRules(
      [rule.parse(what)],
      (word) => ({ both: ['192.0.2.1', '2001:db8::1'] })[word] ?? [word],
    )

  test.for([
    {
      given: { action: 'drop', to: 'both' },
      expected: ['iifname "vnet" ip daddr { 192.0.2.1 } drop', 'ip6 daddr { 2001:db8::1 } drop'],
    },
    {
      given: { action: 'reject-reset', to: 'both', family: 4, ports: [443] },
      expected: ['ip daddr { 192.0.2.1 } tcp dport { 443 } reject with tcp reset'],
    },
    {
      given: { action: 'drop', to: 'both', family: 6, from: 'proxy', first: 3 },
      expected: ['iifname "proxy" ip6 daddr { 2001:db8::1 } numgen inc mod 1000000 < 3 drop'],
    },
    {
      given: { action: 'drop', to: '192.0.2.0/24', for: 1500 },
      expected: [
        'elements = { 0x0 timeout 1500ms }',
        'ip daddr { 192.0.2.0/24 } meta mark @heal0 drop',
      ],
    },
    {
      given: { action: 'inspect', to: '192.0.2.1' },
      expected: ['ip daddr { 192.0.2.1 } tcp dport 443 redirect to :8444'],
    },
  ])('$given.action $given.to becomes $expected', ({ given, expected }) => {
    for (const line of expected) expect(text(given)).toContain(line)
  })

  test('a rule for one family leaves the other alone', () => {
    expect(text({ action: 'drop', to: 'both', family: 4 })).not.toContain('ip6')
  })

  test('cutting by name is done by xt_string', () => {
    const cut = cutByName([rule.parse({ action: 'cut-sni', to: 'www.example.com' })])
    expect(cut).toContain('--string www.example.com -j REJECT --reject-with tcp-reset')
  })
})

describe('serverName()', () => {
  test('finds the name in a ClientHello, whole or in pieces', async () => {
    const hello = await helloFor('name.example')
    expect(serverName(hello)).toBe('name.example')
    expect(serverName(hello.subarray(0, 40))).toBeNull()
  })

  test('says nothing of what is no TLS', () => {
    expect(serverName(Buffer.from('GET / HTTP/1.1\r\n'))).toBe('')
  })
})

async function helloFor(servername: string): Promise<Buffer> {
  await using server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const client = connect({ port, host: '127.0.0.1', servername }).on('error', () => undefined)
  const [socket] = (await once(server, 'connection')) as [Socket]
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  client.destroy()
  return bytes
}

describe('differences()', () => {
  const report = (verdict: string, ...codes: string[]) =>
    ({
      results: [
        {
          target: { id: 't', name: 'web' },
          verdict,
          findings: codes.map((code) => ({
            code,
            summary: 'It is dropped',
            cause: 'a rule',
            fix: 'open the port',
          })),
        },
      ],
      capabilities: [{ id: 'c', verdict: 'pass' }],
    }) as never
  const expecting = (told: object) => ({
    ...scenario.parse({ shows: 'x', config: {}, expect: told }),
    name: 'x',
  })

  test.for([
    { told: { verdict: 'fail', first: 'tcp-dropped' }, wrong: [] },
    { told: { verdict: 'pass' }, wrong: ['web: is fail, expected pass'] },
    { told: { first: null }, wrong: ['web: says first tcp-dropped, expected nothing'] },
    { told: { never: ['dns-refused'] }, wrong: ['web: must not say dns-refused'] },
    { told: { says: ['open the port'] }, wrong: [] },
    {
      told: { says: ['DNS'] },
      wrong: ['web: its first finding does not hold "DNS"'],
    },
    { told: { also: ['tls-expired'] }, wrong: ['web: does not say tls-expired'] },
    { told: { targets: { web: { verdict: 'fail' } }, verdict: 'pass' }, wrong: [] },
    { told: { targets: { other: {} } }, wrong: ['no target other in the report'] },
    { told: { capabilities: { c: 'fail' } }, wrong: ['capability c is pass, expected fail'] },
  ])('$told gives $wrong', ({ told, wrong }) => {
    expect(differences(expecting(told), report('fail', 'tcp-dropped', 'dns-refused'))).toEqual(
      wrong,
    )
  })
})

describe('record()', () => {
  test('writes the report under the name of its scenario, and nothing of the machine', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-record-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const report = { id: 'x', vantage: { name: 'lab', os: 'Linux 6.1 of this machine' } } as never
    const one = { ...scenario.parse({ shows: 'x', config: {}, expect: {} }), name: 'tls/expired' }
    record(folder, { scenario: one, report, wrong: [], ms: 0 })
    record(folder, { scenario: { ...one, name: 'tls/none' }, report: null, wrong: ['x'], ms: 0 })
    expect(readdirSync(path.join(folder, 'tls'))).toEqual(['expired.json'])
    const text = readFileSync(path.join(folder, 'tls/expired.json'), 'utf8')
    expect(text.startsWith('{\n  "id": "x",\n')).toBe(true)
    expect(JSON.parse(text).vantage).toEqual({ name: 'lab', os: 'Linux' })
  })
})

describe('readOptions()', () => {
  test('takes the options of the command line', () => {
    expect(readOptions(['--only', 'tls/*', '--keep'])).toMatchObject({ only: 'tls/*', keep: true })
  })

  test('takes the folder to record to', () => {
    expect(readOptions(['--record', 'reports']).record).toBe('reports')
    expect(readOptions([]).record).toBeUndefined()
  })

  test('refuses an option that it does not know', () => {
    expect(() => readOptions(['--onyl'])).toThrow(/--onyl/)
  })
})
