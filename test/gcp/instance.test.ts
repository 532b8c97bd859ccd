import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sweepFor } from '../../gcp/event.ts'
import { type Instance, type InstanceParts, instance } from '../../gcp/instance.ts'
import { Drain } from '../../runtime/drain.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { tcpServer } from '../fixtures/tcp-server.ts'

/** Of the program: its store, and its spool. */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perimeter-instance-'))
  vi.stubEnv('TMPDIR', folder)
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function instanceOf(
  more: string,
  port = 1,
  drain = new Drain(),
  given: Partial<InstanceParts> = {},
): Instance {
  const config = [
    'proxy: none',
    'resolvers: []',
    'limits: { step: 500ms, target: 2s, sweep: 10s, attempts: 1 }',
    `store: { sqlite: ${JSON.stringify(path.join(folder, 'perimeter.db'))} }`,
    more,
  ].join('\n')
  return instance({
    folder,
    log: { write: () => {} },
    drain,
    onPlace: () => {},
    ...given,
    env: {
      PERIMETER_CONFIG_YAML: config,
      GCE_METADATA_HOST: `127.0.0.1:${port}`,
      ...given.env,
    },
  })
}

test('an event that is refused for want of the metadata is swept for when it comes again', async () => {
  let heard = false
  const flavor = { 'metadata-flavor': 'Google' }
  await using metadata = await httpServer((socket, head) =>
    respond(heard ? 200 : 500, { headers: flavor, body: 'contoso' })(socket, head),
  )
  const targets = 'targets: [{ name: "${GOOGLE_CLOUD_PROJECT}", url: "tcp://127.0.0.1:9" }]'
  const probe = instanceOf(targets, metadata.port)
  await expect(sweepFor({}, probe)).rejects.toThrow('GOOGLE_CLOUD_PROJECT')
  heard = true
  await sweepFor({}, probe)
  await probe.close()
})

test('an event that comes when the process is about to end is left to another instance', async () => {
  const drain = new Drain()
  const probe = instanceOf('targets: [{ name: own, url: "tcp://127.0.0.1:9" }]', 1, drain)
  await drain.end()
  await expect(sweepFor({ type: 'schedule' }, probe)).rejects.toThrow(
    'The event schedule no id was not swept for: 503 This instance is about to end',
  )
  const server = http.createServer((request, response) => void probe.serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`)
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    { detail: 'This instance is about to end' },
  ])
  server.close()
  await probe.close()
})

test('an event that comes while another instance sweeps is left to come again', async () => {
  const store = openSqliteStore(path.join(folder, 'perimeter.db'))
  const lease = await store.acquireLease('two', 'another instance', 60_000, new Date())
  const probe = instanceOf('vantage: two\ntargets: [{ name: own, url: "tcp://127.0.0.1:9" }]')
  await expect(sweepFor({ id: '7' }, probe)).rejects.toThrow(/no type 7 was not swept for: 409/)
  if (lease !== null) await store.releaseLease(lease)
  await sweepFor({}, probe)
  await probe.close()
  await store.close()
})

test.for([
  {
    what: 'a refused configuration',
    more: 'targets: [{ name: own, url: "ftp://127.0.0.1" }]',
    key: 'targets[0].url',
    says: 'a scheme that cannot be checked',
  },
  {
    what: 'roots that cannot be read',
    more: 'ca: missing.pem\ntargets: [{ name: own, url: "tcp://127.0.0.1:9" }]',
    key: 'ca',
    says: 'missing.pem.*cannot be read',
  },
])('with $what every call is told so, that for health in brief', async ({ more, key, says }) => {
  const log: string[] = []
  const probe = instanceOf(more, 1, new Drain(), {
    log: { write: ({ severity, message }) => log.push(`${severity}: ${message}`) },
  })
  const server = http.createServer((request, response) => void probe.serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = async (where: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const common = { type: 'about:blank', title: 'Service Unavailable', status: 503 }
  expect(await asked('/api/health')).toEqual({
    status: 503,
    body: {
      ...common,
      detail: 'The configuration cannot be used; GET /api/status and the log say why',
    },
  })
  expect(await asked('/api/status')).toEqual({
    status: 503,
    body: {
      ...common,
      detail: 'The configuration cannot be used; problems says where and why',
      problems: [expect.objectContaining({ key })],
    },
  })
  expect(log[0]).toMatch(new RegExp(`^error: [^]*${says}`))
  server.closeAllConnections()
  server.close()
  await probe.close()
})

test.for([
  ['', 'ok'],
  ['alerts: { notify: [{ slack: "${ABSENT}" }] }', 'degraded'],
])('a sound one answers for health, and everything else by the app: %s', async ([more, health]) => {
  const probe = instanceOf(`targets: [{ name: own, url: "tcp://127.0.0.1:9" }]\n${more}`)
  const server = http.createServer((request, response) => void probe.serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = async (where: string) => await fetch(`http://127.0.0.1:${port}${where}`)
  const answer = await asked('/api/health')
  expect([answer.status, await answer.json()]).toEqual([200, { status: health }])
  expect((await asked('/api/status')).status).toBe(401)
  server.closeAllConnections()
  server.close()
  await probe.close()
})

test('an event that comes again is answered with the sweep that it began', async () => {
  const targets = 'targets: [{ name: own, url: "tcp://127.0.0.1:9" }]'
  const probe = instanceOf(`vantage: events\n${targets}`)
  const time = new Date().toISOString()
  for (let n = 0; n < 2; n++) await sweepFor({ time }, probe)
  // One that does not say when it was due is swept for.
  await sweepFor({}, probe)
  await probe.close()
  const store = openSqliteStore(path.join(folder, 'perimeter.db'))
  expect(await store.sweepsAfter('events', null, 9)).toHaveLength(2)
  await store.close()
})

test('a request under way holds the end until it is answered', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  await using silent = await tcpServer(() => reach())
  const drain = new Drain()
  const target = `{ name: own, url: "tls://127.0.0.1:${silent.port}" }`
  const probe = instanceOf(`targets: [${target}]`, 1, drain)
  const order: string[] = []
  const server = http.createServer((request, response) => {
    response.once('close', () => order.push('answered'))
    void probe.serve(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = fetch(`http://127.0.0.1:${port}/api/check`, {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: JSON.stringify({ targets: ['own'] }),
  })
  await reached
  const ended = drain.end().then(() => order.push('ended'))
  expect((await asked).status).toBe(200)
  await ended
  expect(order).toEqual(['answered', 'ended'])
  server.closeAllConnections()
  server.close()
  await probe.close()
})

test('an instance that measures shards is at the vantage that it measures them for', async () => {
  const places: unknown[] = []
  const probe = instanceOf('targets: [{ name: own, url: "tcp://127.0.0.1:9" }]', 1, new Drain(), {
    env: { K_SERVICE: 'probe-shards', PERIMETER_SHARDS_OF: 'probe', GOOGLE_CLOUD_PROJECT: 'p' },
    onPlace: (place) => void places.push(place),
  })
  await probe.fetch(new Request('https://probe.invalid/api/status'))
  expect(places).toEqual([{ project: 'p', vantage: 'probe' }])
  await probe.close()
})
