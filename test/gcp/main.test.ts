import { mkdtempSync, rmSync } from 'node:fs'
import type http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import type { TestServer } from '../fixtures/tcp-server.ts'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const
const before = SIGNALS.map((signal) => process.listeners(signal))

/** Of the program: its store, and its spool. */
let folder: string
let metadata: TestServer
let web: TestServer
const lines: string[] = []

/** The program as the framework loads it; both of its functions, at servers of the framework. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'perimeter-gcp-main-'))
  metadata = await httpServer(
    respond(200, { headers: { 'metadata-flavor': 'Google' }, body: 'contoso' }),
  )
  web = await httpServer(respond(200))
  const config = [
    'vantage: here',
    'proxy: none',
    'resolvers: []',
    'limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }',
    `targets: [{ name: web, url: "http://127.0.0.1:${web.port}/" }]`,
    `store: { sqlite: ${JSON.stringify(path.join(folder, 'perimeter.db'))} }`,
  ].join('\n')
  vi.stubEnv('TMPDIR', folder)
  vi.stubEnv('PERIMETER_CONFIG_YAML', config)
  vi.stubEnv('GCE_METADATA_HOST', `127.0.0.1:${metadata.port}`)
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text))
    return true
  })
  await import('../../gcp/main.ts')
})

afterAll(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  for (const [i, signal] of SIGNALS.entries()) {
    process.removeAllListeners(signal)
    for (const listener of before[i] ?? []) process.on(signal, listener)
  }
  await metadata[Symbol.asyncDispose]()
  await web[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** One call of a function that was deployed under this name. */
async function call(name: string, where: string, init: RequestInit = {}): Promise<number> {
  vi.stubEnv('FUNCTION_TARGET', name)
  const server: http.Server = getTestServer(name)
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`, init)
    await answer.arrayBuffer()
    return answer.status
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function sweeps(): Promise<number> {
  const store = openSqliteStore(path.join(folder, 'perimeter.db'))
  try {
    return (await store.sweepsAfter('here', null, 9)).length
  } finally {
    await store.close()
  }
}

const PACKED = { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: 'x' }

test('takes the signals with the first call, and not before', async () => {
  expect(process.listeners('SIGTERM')).toEqual(before[0])
  expect(await call('perimeter', '/api/health')).toBe(200)
  expect(process.listenerCount('SIGTERM')).toBe(1)
  expect(process.listeners('SIGTERM')).not.toEqual(before[0])
})

test('the function for HTTP answers by the app itself, which reads no body before it knows the caller', async () => {
  expect(await call('perimeter', '/api/status')).toBe(401)
  expect(await call('perimeter', '/api/check', PACKED)).toBe(401)
})

test('the function for events sweeps, and is handed no body that nobody can bound', async () => {
  const had = await sweeps()
  const headers = {
    ...{ 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '1' },
    ...{ 'ce-type': 'schedule', 'ce-source': '/scheduler', 'ce-time': new Date().toISOString() },
  }
  // Delivered again, as Pub/Sub may, it is answered with the sweep that it began.
  for (const _ of [1, 2]) {
    expect(await call('perimeterEvent', '/', { method: 'POST', headers, body: '{}' })).toBe(204)
    expect(await sweeps()).toBe(had + 1)
  }
  expect(await call('perimeterEvent', '/', PACKED)).toBe(415)
})

test('lines of its log have its vantage, and the project of its traces', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c'
  const asked = {
    ...{ authorization: 'Bearer a.b.c', 'content-type': 'application/json' },
    traceparent: `00-${trace}-b7ad6b7169203331-01`,
  }
  const sweep = { method: 'POST', headers: asked, body: '{"kind":"scheduled"}' }
  expect(await call('perimeter', '/api/sweep', sweep)).toBe(200)
  const entries = lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  expect(entries).toContainEqual(
    expect.objectContaining({
      'logging.googleapis.com/labels': { vantage: 'here' },
      // The environment does not name the project: the metadata server does.
      'logging.googleapis.com/trace': `projects/contoso/traces/${trace}`,
      'logging.googleapis.com/spanId': 'b7ad6b7169203331',
    }),
  )
})

test('takes the signals with the first event, too', async () => {
  vi.resetModules()
  process.removeAllListeners('SIGTERM')
  await import('../../gcp/main.ts')
  expect(process.listenerCount('SIGTERM')).toBe(0)
  const headers = {
    ...{ 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '2' },
    ...{ 'ce-type': 'schedule', 'ce-source': '/scheduler', 'ce-time': new Date(0).toISOString() },
  }
  expect(await call('perimeterEvent', '/', { method: 'POST', headers, body: '{}' })).toBe(204)
  expect(process.listenerCount('SIGTERM')).toBe(1)
})
