import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/model/report.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { nsg, vnet } from '../shared/cloud-network/arm.ts'
import { call, folder } from './call.ts'

const NETWORK = [
  vnet('vnet-app', '127.0.0.0/8', { app: { prefix: '127.0.0.0/24', nsg: 'nsg-app' } }),
  nsg('nsg-app', { 'deny-all': '100 Out Deny * * > * :*' }),
]

/** A server that answers, and a configuration of the network that denies it. */
async function denied(extra: Readonly<Record<string, string>> = {}) {
  const server = await httpServer(respond(200, { body: 'ok' }))
  const place = await folder({
    'perimeter.yaml': `limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }\nproxy: none\ntargets: [{ name: app, url: "http://127.0.0.1:${server.port}" }]\n${extra['config'] ?? ''}`,
    'network.json': extra['network'] ?? JSON.stringify(NETWORK),
  })
  return {
    cwd: place.path,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}

const PLACE = 'network: { file: network.json, subnet: vnet-app/app }\n'
const ask = async (at: { cwd: string }, ...more: string[]) => {
  const { out, err, status } = await call(['check', '--format', 'json', ...more], at)
  return { err, status, report: out === '' ? null : (JSON.parse(out) as Report) }
}

describe('the configuration of the network', () => {
  test('the wire decides the verdict, and what the configuration says otherwise is told', async () => {
    await using at = await denied({ config: PLACE })
    const { status, report } = await ask(at)
    expect(status).toBe(0)
    expect(report?.network).toMatchObject({ takenAt: null, place: 'vnet-app/app', unread: [] })
    const { hops = [], paths = {}, holders = [] } = report?.network?.configured ?? {}
    expect(Object.values(paths)[0]?.map((at) => hops[at]?.object?.rule)).toContain('deny-all')
    expect(holders.map(({ name, lines }) => [name, lines['deny-all']])).toEqual([
      ['nsg-app', '100 Outbound Deny * from * to * port *'],
    ])
    expect(report?.results[0]?.verdict).toBe('pass')
    expect(report?.results[0]?.findings).toMatchObject([
      {
        code: 'configuration-disagrees',
        severity: 'info',
        object: { name: 'nsg-app', rule: 'deny-all', priority: 100 },
      },
    ])
  })

  test('--network names the file, also beside the place that the configuration says', async () => {
    await using at = await denied({ config: PLACE.replace('network.json', 'other.json') })
    const { report } = await ask(at, '--network', 'network.json')
    expect(report?.network?.place).toBe('vnet-app/app')
  })

  test('without a place in it nothing is said of the path, and that nothing is', async () => {
    await using at = await denied()
    const { report } = await ask(at, '--network', 'network.json')
    expect([report?.network?.place, report?.results[0]?.findings]).toEqual([null, []])
    for (const format of ['pretty', 'markdown']) {
      const { out } = await call(['check', '--network', 'network.json', '--format', format], at)
      expect(out.replaceAll(/\s+/g, ' ')).toContain('subnet of the probe is not found')
      expect((await call(['check', '--format', format], at)).out).not.toContain('Network:')
    }
  })

  test('without a file nothing changes', async () => {
    await using at = await denied()
    const { report } = await ask(at)
    expect([report?.network, report?.results[0]?.findings]).toEqual([undefined, []])
  })

  test.for([
    { what: 'no JSON', network: '{', says: 'configuration network.json: not JSON' },
    { what: 'nothing of a network', network: '[]', says: 'holds no resource of a network' },
  ])('a file that holds $what is refused', async ({ network, says }) => {
    await using at = await denied({ config: PLACE, network })
    const { status, err } = await ask(at)
    expect(status).toBe(2)
    expect(err).toContain('Cannot use the network configuration network.json')
    expect(err).toContain(says)
  })

  test('--sanitize hides the names of the network', async () => {
    await using at = await denied({ config: PLACE })
    const { out } = await call(['check', '--format', 'json', '--sanitize'], at)
    for (const name of ['nsg-app', 'vnet-app', 'rg-net', 'deny-all'])
      expect(out).not.toContain(name)
  })
})
