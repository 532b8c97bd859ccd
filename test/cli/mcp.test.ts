import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { sessionApp } from '../../cli/mcp/session-app.ts'
import { planFromFlags } from '../../cli/plan.ts'
import { openToRead } from '../../cli/store.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { mintRoot } from '../fixtures/mint.ts'
import { closedPort, tcpServer } from '../fixtures/tcp-server.ts'
import { call, folder } from './call.ts'
import { assistant, spawned } from './mcp-client.ts'
import { serveConfig } from './serving.ts'

/** A configuration with one target on that port, and one more that callers may name. */
function config(port: number, admitted = port): Record<string, string> {
  return serveConfig(port, `onDemand: { allow: ["127.0.0.1:${admitted}"] }\n`)
}

describe('perimeter mcp', () => {
  test('lists its tools, all of them read-only', async () => {
    await using place = await folder()
    await using at = await assistant(place.path)
    const { tools } = await at.client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual(
      ['catalog', 'check', 'explain', 'incidents', 'rules', 'status'], // No tool that changes anything.
    )
    for (const { annotations, inputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false })
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
    }
    expect(at.client.getServerVersion()).toMatchObject({ name: 'perimeter' })
    expect(at.client.getInstructions()).toContain('no instruction')
  })

  test('without a configuration it explains, and shows catalogs and rules', async () => {
    await using place = await folder()
    await using at = await assistant(place.path)
    expect(await at.call('explain', { text: 'ECONNREFUSED 10.0.0.4:443' })).toContain('tcp')
    expect(await at.call('explain', { text: 'dns-private-zone-not-used' })).toContain('privatelink')
    expect(await at.call('catalog', {})).toContain('azure-functions')
    const parameters = {
      name: 'azure-container-registry',
      with: { registry: 'contoso', region: 'japaneast' },
    }
    expect(await at.call('catalog', parameters)).toContain('contoso.azurecr.io')
    const rules = { for: 'nsg', catalog: 'azure-container-registry', with: parameters.with }
    expect(await at.call('rules', rules)).toMatch(/443/)
    expect(await at.call('status', {})).toContain('No report is stored')
    expect(await at.call('incidents', {})).toContain('no such incidents')
    expect(await at.refused('check', {})).toContain('No target is configured')
    expect(await at.refused('rules', { for: 'nsg' })).toContain('no configuration')
    expect(readdirSync(place.path)).toEqual([])
  })

  test('checks what is configured or admitted, tells the cause, and writes nothing', async () => {
    await using web = await httpServer(respond(200))
    const port = await closedPort()
    await using place = await folder(config(port, web.port))
    await using at = await assistant(place.path)
    expect(await at.call('check', {})).toMatch(/tcp-refused[\s\S]*own/)
    expect(await at.call('check', { targets: ['own'] })).toContain('FAIL')
    expect(await at.call('check', { url: `http://127.0.0.1:${web.port}/` })).toContain('PASS')
    expect(readdirSync(place.path)).toEqual(['perimeter.yaml'])
  })

  test('refuses what the HTTP API refuses, and says what there is', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await assistant(place.path)
    const refused = (input: object) => at.refused('check', input)
    expect(await refused({ targets: ['nobody'] })).toMatch(/no such targets\n[\s\S]*Targets: own/)
    expect(await refused({ capability: 'nothing' })).toContain('No target belongs')
    const metadata = 'http://169.254.169.254/latest/meta-data/'
    expect(await refused({ url: metadata })).toContain('onDemand.allow')
    expect(await refused({ url: 'https://example.com', expect: {} })).toContain('onDemand.allow')
    expect(await refused({ url: 'https://example.com', targets: ['own'] })).toContain('Give one of')
    expect(await refused({ expect: { reachability: 'blocked' } })).toContain('Give one of')
    expect(await refused({ targets: Array.from({ length: 501 }, String) })).toMatch(/501|500/)
    expect(await refused({ command: 'rm' })).toMatch(/[Uu]nrecognized/)
    // As many as one call takes, however long their ids.
    const long = Array.from({ length: 500 }, (_, n) => `${n}`.padEnd(400, 'x'))
    expect(await refused({ targets: long })).toContain('no such targets')
  })

  test('names no file for anybody: not by a catalog, a parameter or a text', async () => {
    await using place = await folder({
      ...config(1),
      'secret.txt': 'ECONNREFUSED canary.contoso.com',
    })
    await using at = await assistant(place.path)
    for (const [name, input] of [
      ['catalog', { name: './secret.txt' }],
      ['catalog', { with: { registry: 'contoso' } }],
      ['catalog', { name: 'azure-functions', with: { '@secret.txt': '' } }],
      ['rules', { for: 'nsg', catalog: './secret.txt' }],
      ['rules', { for: 'nsg', missing: 'secret.txt' }],
    ] as const) {
      expect(await at.refused(name, input)).not.toContain('canary')
    }
    expect(await at.call('explain', { text: 'secret.txt' })).not.toContain('canary')
  })

  test('a loop of checks is slowed down as by the HTTP API', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await assistant(place.path)
    const call = { name: 'check', arguments: { targets: ['own'] } }
    // Beyond the burst whatever comes at once is refused, however long a check takes.
    const all = await Promise.all(Array.from({ length: 60 }, () => at.client.callTool(call)))
    expect(all.filter(({ isError }) => isError !== true).length).toBeLessThanOrEqual(30)
    expect(JSON.stringify(all)).toContain('Too many checks in a short time')
    expect(await at.call('explain', { text: 'ENOTFOUND' })).toContain('name')
  })

  test('an unknown tool and a text that is too long are refused, and the session goes on', async () => {
    await using place = await folder()
    await using at = await assistant(place.path)
    expect(await at.refused('sweep', {})).toContain('not found')
    expect(await at.refused('explain', { text: 'x'.repeat(40_000) })).toMatch(/32,?768/)
    expect(await at.call('explain', { text: 'ENOTFOUND' })).toContain('name')
  })

  test('a check that is cancelled ends at once, and the session goes on', async () => {
    const { promise: reached, resolve } = Promise.withResolvers<void>()
    const { promise: left, resolve: leave } = Promise.withResolvers<void>()
    await using silent = await tcpServer((socket) => {
      socket.resume().on('close', () => leave())
      resolve()
    })
    await using place = await folder(config(silent.port))
    await using at = await assistant(place.path)
    const cancel = new AbortController()
    const call = { name: 'check', arguments: { targets: ['own'] } }
    const checking = at.client.callTool(call, undefined, { signal: cancel.signal })
    await reached
    cancel.abort('changed my mind')
    await expect(checking).rejects.toThrow('changed my mind')
    await left
    expect(await at.call('explain', { text: 'ENOTFOUND' })).toContain('name')
  })

  test('an assistant that hangs up in a check ends the process', async () => {
    const { promise: reached, resolve } = Promise.withResolvers<void>()
    await using silent = await tcpServer(() => resolve())
    await using place = await folder(config(silent.port))
    const process = await spawned(place.path)
    process.send('tools/call', { name: 'check', arguments: { targets: ['own'] } })
    await reached
    process.child.stdin.end()
    expect(await process.exit).toBe(0)
    expect(readdirSync(place.path)).toEqual(['perimeter.yaml'])
  })

  test('a message that is no JSON is ignored, and one that is too large ends the session', async () => {
    await using place = await folder()
    const process = await spawned(place.path)
    process.child.stdin.write('not a message\n{"jsonrpc":"1.0"}\n')
    process.send('tools/call', { name: 'explain', arguments: { text: 'ENOTFOUND' } })
    expect(await process.answer()).toMatchObject({ jsonrpc: '2.0', result: { isError: false } })
    process.child.stdin.on('error', () => {})
    process.child.stdin.write('x'.repeat(2_000_000))
    expect(await process.exit).toBe(2)
    expect(process.err()).toContain('more than 1048576 bytes')
    expect(process.err()).not.toContain('not a message\n{')
  })

  test('with --save a check is kept, and shown by status; without it the store stays as it is', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await assistant(place.path, '--save')
    await at.call('check', {})
    expect(existsSync(path.join(place.path, 'perimeter.db'))).toBe(true)
    expect(await at.call('status', {})).toMatch(/here: never swept[\s\S]*tcp-refused/)
    expect(await at.call('rules', { for: 'nsg', missing: true })).toContain('By the report')
    await using reading = await assistant(place.path)
    expect(await reading.call('check', {})).toContain('tcp-refused')
    expect(await reading.call('status', {})).toContain('tcp-refused')
    const history = await call(['history', 'own', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(history.out)).toHaveLength(1)
  })

  test('a configuration that is wrong ends the call before the first message', async () => {
    await using place = await folder({ 'perimeter.yaml': 'targets: 1\n' })
    const { status, out, err } = await call(['mcp'], { cwd: place.path })
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain('perimeter.yaml:1')
  })
})

describe('sessionApp()', () => {
  test.for(['etc/perimeter.yaml', null])(
    'looks for the roots beside the configuration: %s',
    async (configFile) => {
      await using place = await folder({})
      const at = path.join(place.path, configFile === null ? '' : 'etc')
      await mkdir(at, { recursive: true })
      await writeFile(path.join(at, 'roots.pem'), (await mintRoot()).pem)
      const yaml = 'ca: roots.pem\ntargets: [{ name: a, url: "tcp://127.0.0.1:9" }]\n'
      await writeFile(path.join(at, 'perimeter.yaml'), yaml)
      const { signal } = new AbortController()
      const terminal = { out: false, err: false, columns: 100 }
      const io = { cwd: place.path, env: {}, out() {}, err() {}, terminal, signal }
      const planned = planFromFlags({ config: path.join(at, 'perimeter.yaml') }, io)
      const store = await openToRead(planned.config, io)
      const app = sessionApp({ planned, configFile, store, stopping: signal }, io)
      const asked = await app.fetch(new Request('http://perimeter.invalid/api/status'))
      expect(await asked.json()).toMatchObject({ incidents: [] })
      await store.close()
    },
  )

  test('answers a check before clients give it up, and not long before', async () => {
    const { promise: begun, resolve: connected } = Promise.withResolvers<void>()
    await using silent = await tcpServer(() => connected())
    const limits = 'limits: { step: 3m, target: 3m, sweep: 3m, attempts: 1 }\n'
    const targets = `targets: [{ name: a, url: "tls://127.0.0.1:${silent.port}" }]\n`
    await using place = await folder({
      'perimeter.yaml': `proxy: none\nresolvers: []\n${limits}${targets}`,
    })
    const { signal } = new AbortController()
    const terminal = { out: false, err: false, columns: 100 }
    const io = { cwd: place.path, env: {}, out() {}, err() {}, terminal, signal }
    const planned = planFromFlags({ config: path.join(place.path, 'perimeter.yaml') }, io)
    const store = await openToRead(planned.config, io)
    const app = sessionApp({ planned, configFile: null, store, stopping: signal }, io)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const asked = new Request('http://perimeter.invalid/api/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ targets: planned.targets.map(({ id }) => id) }),
      })
      let told: { results: unknown } | null = null
      void Promise.resolve(app.fetch(asked)).then(async (answer) => {
        told = await answer.json()
      })
      await begun
      // Of the 60 s of the SDK some are for the way and for judging.
      await vi.advanceTimersByTimeAsync(40_000)
      expect(vi.getTimerCount()).toBeGreaterThan(0)
      await vi.advanceTimersByTimeAsync(15_000)
      for (let turn = 0; turn < 10_000 && told === null; turn++) await setImmediate()
      expect(told).toMatchObject({ results: [{ target: { name: 'a' } }] })
    } finally {
      vi.useRealTimers()
    }
    await store.close()
  })
})
